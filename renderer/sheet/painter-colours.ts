/** The colours of the style sheet for painting. Read again when the theme changes. */
import type { Category } from '../../core/layers/layer.ts';

export interface PainterColours {
  token(name: string): string;
  /** The colours of a category; those of none for `undefined`. */
  category(category: Category | undefined): {
    readonly bar: string;
    readonly soft: string;
  };
}

export function painterColours(element: Element): PainterColours {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  const token = (name: string) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const value = style.getPropertyValue(name).trim();
    known.set(name, value);
    return value;
  };
  const ofHue = (category: Category, lightness: string, chroma: string) =>
    `oklch(${token(lightness)} ${token(chroma)} ${token(`--hue-${category}`)})`;
  return {
    token,
    category: (category) =>
      category
        ? {
            bar: ofHue(category, '--hue-lightness', '--hue-chroma'),
            soft: ofHue(category, '--hue-soft-lightness', '--hue-soft-chroma'),
          }
        : { bar: token('--border-strong'), soft: token('--hover') },
  };
}
