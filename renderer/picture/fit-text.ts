/** Text in a picture has no box that cuts it off or wraps it: it is made to fit before it is drawn. */

export interface Font {
  /** In pixels. */
  readonly size: number;
  readonly weight?: 400 | 600;
  readonly family?: 'text' | 'figures';
}

/** The width of a text in pixels. */
export type Measure = (text: string, font: Font) => number;

const ELLIPSIS = '…';

/** As much of a text as there is room for. */
export function cutText(text: string, room: number, font: Font, measure: Measure): string {
  if (measure(text, font) <= room) return text;
  const signs = [...text];
  let [fits, tooLong] = [0, signs.length];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (measure(signs.slice(0, middle).join('') + ELLIPSIS, font) <= room) fits = middle;
    else tooLong = middle;
  }
  return signs.slice(0, fits).join('').trimEnd() + ELLIPSIS;
}

/** Lines no wider than the room; words that are wider themselves are broken. */
export function wrapText(
  text: string,
  room: number,
  lines: number,
  font: Font,
  measure: Measure,
): readonly string[] {
  const wrapped: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ').flatMap((word) => breakWord(word, room, font, measure))) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (measure(longer, font) <= room) line = longer;
      else {
        wrapped.push(line);
        line = word;
      }
    }
    wrapped.push(line);
  }
  if (wrapped.length <= lines) return wrapped;
  const last = wrapped[lines - 1] ?? '';
  return [...wrapped.slice(0, lines - 1), cutText(`${last} ${ELLIPSIS}`, room, font, measure)];
}

function breakWord(word: string, room: number, font: Font, measure: Measure): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const sign of word) {
    if (piece !== '' && measure(piece + sign, font) > room) {
      pieces.push(piece);
      piece = '';
    }
    piece += sign;
  }
  return [...pieces, piece];
}
