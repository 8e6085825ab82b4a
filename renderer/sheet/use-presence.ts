/** Keeps in the page what is in view of a large drawing, and what is pinned. */
import { useStoreApi } from '@xyflow/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { NOBODY, nextPresence, type Presence, type SheetView } from './presence.ts';
import { isLarge, type Sheet } from './sheet.ts';

/** What React Flow shows of the sheet. */
export function viewOf({
  transform: [x, y, zoom],
  width,
  height,
}: {
  readonly transform: readonly [number, number, number];
  readonly width: number;
  readonly height: number;
}): SheetView {
  return { area: { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom }, zoom };
}

/** By id. */
interface Shown {
  /** What is in the page. */
  readonly inPage: ReadonlySet<string>;
  /** What is there because it is in view, and frames: pinned cards hide what is painted under them. */
  readonly inView: ReadonlySet<string>;
}

/** Undefined for a drawing that is all in the page. */
export function usePresence(sheet: Sheet, pinned: ReadonlySet<string>): Shown | undefined {
  const many = isLarge(sheet);
  const flow = useStoreApi();
  const [presence, setPresence] = useState<Presence>(NOBODY);
  const now = useRef(presence);

  useEffect(() => {
    if (!many) return;
    let frame = 0;
    let before = flow.getState();
    const step = () => {
      frame = 0;
      const next = nextPresence(now.current, sheet, viewOf(flow.getState()));
      if (next !== now.current) {
        now.current = next;
        setPresence(next);
      }
      if (next.more) soon();
    };
    const soon = () => {
      if (frame === 0) frame = requestAnimationFrame(step);
    };
    step();
    const stop = flow.subscribe((state) => {
      const { transform, width, height } = before;
      if (state.transform !== transform || state.width !== width || state.height !== height) soon();
      before = state;
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [many, sheet, flow]);

  const frames = [...pinned].filter((id) => (sheet.node(id)?.zIndex ?? 0) < 0).join();
  const inView = useMemo(
    () => (frames === '' ? presence.nodes : new Set([...presence.nodes, ...frames.split(',')])),
    [presence, frames],
  );
  return useMemo(
    () => (many ? { inPage: new Set([...presence.nodes, ...pinned]), inView } : undefined),
    [many, presence, pinned, inView],
  );
}
