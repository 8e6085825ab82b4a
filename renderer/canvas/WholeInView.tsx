/**
 * Marks the canvas while all of a drawing is in view: an overview would show nothing else then, and hide some of it.
 * Where all was in view before a panel took room, it is brought into view again, and back when the panel goes.
 */
import { getViewportForBounds, useReactFlow, useStore, useStoreApi, type Viewport } from '@xyflow/react';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { type Box, Drawn, unionOf } from '../groups/drawn.ts';
import { LEAST_ZOOM } from '../sheet/fit-view.ts';
import { useDocument } from '../state/document-context.tsx';
import { motion } from './motion.ts';
import { FIT_PADDING } from './use-canvas-view.ts';

interface Screen {
  readonly width: number;
  readonly height: number;
}

export function WholeInView({ canvas }: { canvas: RefObject<HTMLElement | null> }) {
  const document = useDocument((state) => state.history.document);
  const inside = useDocument((state) => state.inside);
  const all = useMemo(
    () => unionOf(new Drawn(document).items(inside).map(({ box }) => box)),
    [document, inside],
  );
  const whole = useStore(({ transform: [x, y, zoom], width, height }) =>
    isWhole(all, { x, y, zoom }, { width, height }),
  );
  useEffect(() => {
    canvas.current?.toggleAttribute('data-whole', whole);
  }, [canvas, whole]);
  useFollowPanels(all);
  return null;
}

function isWhole(all: Box | undefined, { x, y, zoom }: Viewport, { width, height }: Screen): boolean {
  if (!all) return true;
  const [left, top] = [all.x * zoom + x, all.y * zoom + y];
  return left >= 0 && top >= 0 && left + all.width * zoom <= width && top + all.height * zoom <= height;
}

/** In milliseconds. */
const DURATION = 160;

function useFollowPanels(all: Box | undefined): void {
  const flow = useReactFlow();
  const api = useStoreApi();
  const size = useStore(({ width, height }) => `${width} ${height}`);
  const last = useRef<Screen>(undefined);
  /** Where the view is on its way to. */
  const aim = useRef<{ readonly view: Viewport; readonly until: number }>(undefined);
  /** What was seen before room was taken, and what has been seen since then unless somebody moved the view. */
  const before = useRef<{ readonly view: Viewport; readonly screen: Screen; readonly since: Viewport }>(
    undefined,
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another size of the canvas is followed
  useLayoutEffect(() => {
    const { width, height, transform } = api.getState();
    const was = last.current;
    const screen = { width, height };
    last.current = screen;
    if (!all || !was || was.width === 0 || width === 0) return;
    const [x, y, zoom] = transform;
    const view = aim.current && performance.now() < aim.current.until ? aim.current.view : { x, y, zoom };
    const go = (to: Viewport) => {
      aim.current = { view: to, until: performance.now() + 2 * DURATION };
      void flow.setViewport(to, { duration: motion(DURATION) });
    };
    const known = before.current && sameView(before.current.since, view) ? before.current : undefined;
    if (isWhole(all, view, was) && !isWhole(all, view, screen)) {
      const to = getViewportForBounds(all, width, height, LEAST_ZOOM, view.zoom, FIT_PADDING);
      before.current = { view: known?.view ?? view, screen: known?.screen ?? was, since: to };
      go(to);
    } else if (known && width >= known.screen.width && height >= known.screen.height) {
      before.current = undefined;
      go(known.view);
    }
  }, [size]);
}

function sameView(a: Viewport, b: Viewport): boolean {
  return Math.abs(a.x - b.x) < 1 && Math.abs(a.y - b.y) < 1 && Math.abs(a.zoom - b.zoom) < 0.001;
}
