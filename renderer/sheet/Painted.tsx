/** Paints what of a large drawing is not in the page, behind what is. */
import { useComputedColorScheme } from '@mantine/core';
import { useStoreApi, ViewportPortal } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import styles from './Painted.module.css';
import { Painter, type Painting } from './painter.ts';
import { viewOf } from './use-presence.ts';

export function Painted({ painting }: { painting: Painting }) {
  return (
    <ViewportPortal>
      <PaintedCanvas painting={painting} />
    </ViewportPortal>
  );
}

function PaintedCanvas({ painting }: { painting: Painting }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<Painter>(undefined);
  const flow = useStoreApi();
  const scheme = useComputedColorScheme('light');

  useEffect(() => {
    const made = canvas.current ? Painter.on(canvas.current) : undefined;
    if (!made) return;
    painter.current = made;
    made.look(viewOf(flow.getState()));
    let before = flow.getState();
    const stop = flow.subscribe((state) => {
      const { transform, width, height } = before;
      if (state.transform !== transform || state.width !== width || state.height !== height) {
        made.look(viewOf(state));
      }
      before = state;
    });
    return () => {
      stop();
      made.stop();
      painter.current = undefined;
    };
  }, [flow]);

  useEffect(() => painter.current?.show(painting), [painting]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another scheme has other colours
  useEffect(() => painter.current?.readColours(), [scheme]);

  return <canvas ref={canvas} className={styles.painted} aria-hidden />;
}
