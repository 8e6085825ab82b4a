/** The colours of the light theme as every program understands them: the interface's own are OKLCH. */
import type { Category } from '../../core/layers/layer.ts';

/** The value of a token: `oklch(0.51 0.215 276)`. */
export type ReadToken = (name: string) => string;

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

type Rgb = readonly [number, number, number];

export function lightColours(read: ReadToken): Colours {
  const rgb = (token: string): Rgb => {
    const [, lightness, chroma, hue] = /oklch\(\s*([\d.]+)\s+([\d.]+)\s+([\d.]+)/.exec(read(token)) ?? [];
    return fromOklch(Number(lightness ?? 0), Number(chroma ?? 0), Number(hue ?? 0));
  };
  const number = (token: string) => Number.parseFloat(read(token));
  const inHue = (category: Category, lightness: string, chroma: string) =>
    hex(fromOklch(number(lightness), number(chroma), number(`--hue-${category}`)));
  return {
    of: (token) => hex(rgb(token)),
    category: (category) =>
      category
        ? {
            bar: inHue(category, '--hue-lightness', '--hue-chroma'),
            ink: inHue(category, '--hue-ink-lightness', '--hue-chroma'),
            soft: inHue(category, '--hue-soft-lightness', '--hue-soft-chroma'),
          }
        : {
            bar: hex(rgb('--border-strong')),
            ink: hex(rgb('--text-secondary')),
            soft: hex(rgb('--hover')),
          },
    mix(token, share, into) {
      const [one, other] = [rgb(token), rgb(into)];
      const at = (index: 0 | 1 | 2) => one[index] * share + other[index] * (1 - share);
      return hex([at(0), at(1), at(2)]);
    },
  };
}

/** OKLCH to sRGB, from 0 to 1, after https://bottosson.github.io/posts/oklab/. */
function fromOklch(lightness: number, chroma: number, hue: number): Rgb {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    gamma(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function gamma(linear: number): number {
  const value = Math.min(1, Math.max(0, linear));
  return value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
}

function hex(colour: Rgb): string {
  return `#${colour
    .map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
