/** Lines through edges that are in line while something is dragged. */
import { ViewportPortal } from '@xyflow/react';
import styles from './GuideLines.module.css';
import type { Guide } from './snap-guides.ts';

/** How far a line sticks out, in pixels at zoom 1. */
const OVERHANG = 12;

export function GuideLines({ guides }: { guides: readonly Guide[] }) {
  if (guides.length === 0) return null;
  return (
    <ViewportPortal>
      {guides.map(({ axis, at, from, to }) => {
        const length = to - from + 2 * OVERHANG;
        const start = from - OVERHANG;
        return (
          <div
            key={`${axis} ${at}`}
            className={styles.guide}
            data-axis={axis}
            style={
              axis === 'x'
                ? { left: at, top: start, height: length }
                : { left: start, top: at, width: length }
            }
          />
        );
      })}
    </ViewportPortal>
  );
}
