/** Which rows of a long table are in view: only these are in the page. */
import { type RefObject, useEffect, useState } from 'react';

/** In pixels; all rows are equally high. */
export const ROW_HEIGHT = 25;

/** Shorter tables are in the page as a whole. */
const MANY_ROWS = 80;
/** Rows above and below what is in view. They come and go by so many at once. */
const SPARE = 20;

export interface RowWindow {
  readonly first: number;
  /** The first row that is not in it any more. */
  readonly end: number;
}

export function isLong(rows: number): boolean {
  return rows > MANY_ROWS;
}

export function rowsInView(top: number, height: number, rows: number): RowWindow {
  if (!isLong(rows)) return { first: 0, end: rows };
  const step = (row: number) => Math.floor(row / SPARE) * SPARE;
  const first = Math.max(0, step(Math.min(top / ROW_HEIGHT, rows)) - SPARE);
  return { first, end: Math.min(rows, step((top + height) / ROW_HEIGHT) + 2 * SPARE) };
}

export function useRowWindow(scroll: RefObject<HTMLElement | null>, rows: number): RowWindow {
  const [shown, setShown] = useState<RowWindow>(() => rowsInView(0, 0, rows));
  useEffect(() => {
    const element = scroll.current;
    if (!element) return;
    const look = () => {
      const next = rowsInView(element.scrollTop, element.clientHeight, rows);
      setShown((before) => (before.first === next.first && before.end === next.end ? before : next));
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const watch = new ResizeObserver(look);
    watch.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      watch.disconnect();
    };
  }, [scroll, rows]);
  return { first: Math.min(shown.first, rows), end: Math.min(shown.end, rows) };
}
