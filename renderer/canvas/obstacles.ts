/** The boxes on a sheet that links keep clear of, found by where they stand. */
import type { Box } from '../groups/drawn.ts';

/** Side of the squares that the sheet is divided into, in pixels at zoom 1. */
const SQUARE = 320;

export class Obstacles {
  readonly #squares = new Map<string, Box[]>();

  constructor(boxes: readonly Box[]) {
    for (const box of boxes) {
      for (const key of squaresOf(box)) {
        const square = this.#squares.get(key);
        if (square) square.push(box);
        else this.#squares.set(key, [box]);
      }
    }
  }

  /** All boxes that reach into an area. */
  within(area: Box): readonly Box[] {
    const found = new Set<Box>();
    for (const key of squaresOf(area)) {
      for (const box of this.#squares.get(key) ?? []) if (overlap(box, area)) found.add(box);
    }
    return [...found];
  }

  isFree(area: Box): boolean {
    for (const key of squaresOf(area)) {
      if (this.#squares.get(key)?.some((box) => overlap(box, area))) return false;
    }
    return true;
  }
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function* squaresOf({ x, y, width, height }: Box): Iterable<string> {
  const [right, bottom] = [Math.floor((x + width) / SQUARE), Math.floor((y + height) / SQUARE)];
  for (let column = Math.floor(x / SQUARE); column <= right; column++) {
    for (let row = Math.floor(y / SQUARE); row <= bottom; row++) yield `${column} ${row}`;
  }
}
