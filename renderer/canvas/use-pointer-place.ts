/** Where the pointer rests on the canvas, for keys that mean that place; unknown once somebody goes on by keys. */
import { type RefObject, useEffect, useRef } from 'react';
import type { Position } from '../../core/document/schema.ts';

const KEYS_OF_ANOTHER_PLACE = new Set(['Tab', 'Enter', 'Escape', ' ']);

/** In pixels of the window. */
export function usePointerPlace(sheet: RefObject<HTMLElement | null>): RefObject<Position | undefined> {
  const place = useRef<Position>(undefined);
  useEffect(() => {
    const element = sheet.current;
    if (!element) return;
    const forget = () => {
      place.current = undefined;
    };
    const move = ({ target, clientX, clientY }: PointerEvent) => {
      const onSheet = target instanceof Element && target.closest('.react-flow__renderer') !== null;
      place.current = onSheet ? { x: clientX, y: clientY } : undefined;
    };
    const press = ({ key }: KeyboardEvent) => {
      if (key.startsWith('Arrow') || KEYS_OF_ANOTHER_PLACE.has(key)) forget();
    };
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerleave', forget);
    window.addEventListener('keydown', press, true);
    return () => {
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerleave', forget);
      window.removeEventListener('keydown', press, true);
    };
  }, [sheet]);
  return place;
}
