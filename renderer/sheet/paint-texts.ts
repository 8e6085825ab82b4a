/** Names and shapes on painted cards, as long as they fit. */
import type { PainterColours } from './painter-colours.ts';

export interface CardText {
  readonly x: number;
  /** How wide it may be. */
  readonly room: number;
  readonly name: string;
  /** Of the middle of the line. */
  readonly nameY: number;
  readonly shape: string | undefined;
  readonly shapeY: number;
  /** Its ground. */
  readonly chip: string;
}

export function textSizes(textScale: number): { readonly large: number; readonly small: number } {
  return { large: 15 * textScale, small: 12.5 * textScale };
}

export function paintTexts(
  context: CanvasRenderingContext2D,
  colours: PainterColours,
  texts: readonly CardText[],
  textScale: number,
): void {
  const { large, small } = textSizes(textScale);
  const ink = colours.token('--text');
  context.textBaseline = 'middle';
  context.fillStyle = ink;
  context.font = `600 ${large}px ${colours.token('--font-text')}`;
  for (const { name, room, x, nameY } of texts) {
    context.fillText(fitted(context, name, room, large).text, x, nameY);
  }
  context.font = `${small}px ${colours.token('--font-figures')}`;
  context.letterSpacing = '-0.06em';
  context.wordSpacing = '-0.5em';
  for (const { shape, room, x, shapeY, chip } of texts) {
    if (shape === undefined) continue;
    const { text, width } = fitted(context, shape, room, small);
    context.fillStyle = chip;
    context.fillRect(x - 1, shapeY - 0.625 * small, width + 4 * textScale, 1.25 * small);
    context.fillStyle = ink;
    context.fillText(text, x - 1 + 2 * textScale, shapeY);
  }
  context.letterSpacing = '0px';
  context.wordSpacing = '0px';
}

interface Fitted {
  readonly text: string;
  readonly width: number;
}

/** What texts of a size and a room were cut to; few are new from one painting to the next. */
const KNOWN = new Map<string, Fitted>();
const MOST_KNOWN = 8000;

function fitted(context: CanvasRenderingContext2D, text: string, room: number, size: number): Fitted {
  const key = `${size} ${room} ${text}`;
  const known = KNOWN.get(key);
  if (known) return known;
  if (KNOWN.size > MOST_KNOWN) KNOWN.clear();
  const { width } = context.measureText(text);
  const length = Math.max(1, Math.floor((text.length * room) / width) - 1);
  const made = width <= room ? { text, width } : { text: `${text.slice(0, length)}…`, width: room };
  KNOWN.set(key, made);
  return made;
}
