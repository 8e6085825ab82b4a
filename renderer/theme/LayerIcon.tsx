/** The icon of a layer. Layers name theirs in their own file, so the whole set is at hand here. */
import { icons, type LucideIcon, Shapes } from 'lucide-react';

const BY_NAME: ReadonlyMap<string, LucideIcon> = new Map(Object.entries(icons));

/** `name` is a lucide name in kebab case; an unknown one shows a neutral sign. */
export function LayerIcon({ name, size = 16 }: { name: string | undefined; size?: number }) {
  const Icon = (name && BY_NAME.get(pascal(name))) || Shapes;
  return <Icon size={size} strokeWidth={1.75} aria-hidden />;
}

/** `grid-3x3` becomes `Grid3x3`. */
function pascal(kebab: string): string {
  return kebab.replace(/(^|-)([a-z0-9])/g, (_match, _dash, first: string) => first.toUpperCase());
}
