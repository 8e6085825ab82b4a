/** Shows layers on their way from where they were to where they are now. */
import { useCallback, useRef } from 'react';
import type { Position } from '../../core/document/schema.ts';
import type { DocumentStore } from '../state/document-store.ts';
import { motion } from './motion.ts';

/** In milliseconds. */
const DURATION = 150;
/** Above this many layers the way is not shown: it would not be smooth. */
const MOST = 400;

export type Glide = (from: ReadonlyMap<string, Position>, done: () => void) => void;

/** `show` draws layers at other places than those of the document; an empty map ends it. */
export function useGlide(store: DocumentStore, show: (places: ReadonlyMap<string, Position>) => void): Glide {
  const frame = useRef(0);
  return useCallback(
    (from, done) => {
      cancelAnimationFrame(frame.current);
      if (motion(DURATION) === 0 || from.size > MOST) {
        done();
        return;
      }
      const { layers } = store.getState().history.document;
      const ways = layers.flatMap(({ id, position }) => {
        const start = from.get(id);
        return start && (start.x !== position.x || start.y !== position.y) ? [{ id, start, position }] : [];
      });
      const began = performance.now();
      const step = () => {
        const share = Math.min(1, (performance.now() - began) / DURATION);
        if (share === 1) {
          show(new Map());
          // The last frame has to be drawn before anybody measures where things are.
          frame.current = requestAnimationFrame(done);
          return;
        }
        const eased = 1 - (1 - share) ** 3;
        show(new Map(ways.map(({ id, start, position }) => [id, between(start, position, eased)])));
        frame.current = requestAnimationFrame(step);
      };
      step();
    },
    [store, show],
  );
}

function between(from: Position, to: Position, share: number): Position {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
