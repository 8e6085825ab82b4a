/** The colours of the light theme as every program understands them: the interface's own are of a newer kind. */
import type { Category } from '../../core/layers/layer.ts';

/** From 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

export interface ColourSource {
  /** The value of a token, as CSS has it. */
  token(name: string): string;
  /** What a browser shows for a colour of CSS. */
  show(colour: string): Rgb;
}

export interface Colours {
  /** A colour token of the interface, as `#rrggbb`. */
  of(token: string): string;
  /** The three colours of a category. */
  category(category: Category | undefined): {
    readonly bar: string;
    readonly ink: string;
    readonly soft: string;
  };
  /** So much of one colour in another. */
  mix(token: string, share: number, into: string): string;
}

export function createColours({ token, show }: ColourSource): Colours {
  const known = new Map<string, string>();
  const of = (name: string) => {
    const colour = known.get(name) ?? hex(show(token(name)));
    known.set(name, colour);
    return colour;
  };
  const ofCategory = (category: Category, lightness: string, chroma: string) =>
    hex(show(`oklch(${token(lightness)} ${token(chroma)} ${token(`--hue-${category}`)})`));
  return {
    of,
    category: (category) =>
      category
        ? {
            bar: ofCategory(category, '--hue-lightness', '--hue-chroma'),
            ink: ofCategory(category, '--hue-ink-lightness', '--hue-chroma'),
            soft: ofCategory(category, '--hue-soft-lightness', '--hue-soft-chroma'),
          }
        : { bar: of('--border-strong'), ink: of('--text-secondary'), soft: of('--hover') },
    mix(name, share, into) {
      const [one, other] = [show(token(name)), show(token(into))];
      const at = (index: 0 | 1 | 2) => one[index] * share + other[index] * (1 - share);
      return hex([at(0), at(1), at(2)]);
    },
  };
}

function hex(colour: Rgb): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}
