import { describe, expect, it } from 'vitest';
import { ROW_HEIGHT, rowsInView } from './use-row-window.ts';

describe('rows in view', () => {
  it('are all rows of a short table', () => {
    expect(rowsInView(500, 200, 40)).toEqual({ first: 0, end: 40 });
  });

  it('are few of a long one, and hold all that is seen wherever it is scrolled to', () => {
    const [rows, height] = [2000, 240];
    for (let top = 0; top <= rows * ROW_HEIGHT - height; top += 7) {
      const { first, end } = rowsInView(top, height, rows);
      expect(first * ROW_HEIGHT).toBeLessThanOrEqual(top);
      expect(end * ROW_HEIGHT).toBeGreaterThanOrEqual(Math.min(top + height, rows * ROW_HEIGHT));
      expect(end - first).toBeLessThanOrEqual(90);
    }
  });
});
