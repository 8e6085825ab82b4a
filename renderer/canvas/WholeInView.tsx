/** Marks the canvas while all of a drawing is in view: an overview would show nothing else then, and hide some of it. */
import { useStore } from '@xyflow/react';
import { type RefObject, useLayoutEffect, useMemo } from 'react';
import { Drawn, unionOf } from '../groups/drawn.ts';
import { useDocument } from '../state/document-context.tsx';

export function WholeInView({ canvas }: { canvas: RefObject<HTMLElement | null> }) {
  const document = useDocument((state) => state.history.document);
  const inside = useDocument((state) => state.inside);
  const all = useMemo(
    () => unionOf(new Drawn(document).items(inside).map(({ box }) => box)),
    [document, inside],
  );
  const whole = useStore(({ transform: [x, y, zoom], width, height }) => {
    if (!all) return true;
    const [left, top] = [all.x * zoom + x, all.y * zoom + y];
    return left >= 0 && top >= 0 && left + all.width * zoom <= width && top + all.height * zoom <= height;
  });
  useLayoutEffect(() => {
    canvas.current?.toggleAttribute('data-whole', whole);
  }, [canvas, whole]);
  return null;
}
