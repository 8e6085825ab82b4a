/**
 * Makes an element of what the pointer is over before it is pressed, so that whatever a person does with it is done
 * with the same card or link as in a small drawing.
 */
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import { detailFor } from '../canvas/canvas-context.ts';
import { foundAt } from './node-at.ts';
import type { SheetHandle } from './pins.ts';
import { isLarge } from './sheet.ts';

export function usePointed(sheet: RefObject<HTMLElement | null>, handle: SheetHandle): void {
  const flow = useReactFlow();
  const state = useStoreApi();

  useEffect(() => {
    const element = sheet.current;
    if (!element) return;

    const point = (event: MouseEvent) => {
      if (!isLarge(handle.current) || !(event.target instanceof Element)) return;
      // What is held keeps being pointed at; a link on its way may be let go over anything.
      if (event.buttons !== 0 && event.type === 'pointermove' && !state.getState().connection.inProgress)
        return;
      const shown = event.target.closest('.react-flow__node')?.getAttribute('data-id');
      const link = event.target.closest('.react-flow__edge')?.getAttribute('data-id');
      if (shown || link) {
        handle.pin({ pointed: shown ?? undefined, pointedLink: link ?? undefined });
        return;
      }
      const onLabel = event.target.closest('.react-flow__edgelabel-renderer') !== null;
      if (onLabel || !event.target.closest('.react-flow__pane')) return;
      const found = foundAt(
        handle.current,
        flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false }),
        detailFor(flow.getZoom()) === 'bar',
      );
      // Over nothing the last one stays: the pointer may be on its way to what opened beside it.
      if (found.node ?? found.link) handle.pin({ pointed: found.node, pointedLink: found.link });
    };
    const focus = ({ target }: FocusEvent) => {
      if (!isLarge(handle.current)) return;
      const id = target instanceof Element && target.closest('.react-flow__node')?.getAttribute('data-id');
      handle.pin({ focused: id || undefined, reached: undefined });
    };

    element.addEventListener('pointermove', point);
    element.addEventListener('pointerdown', point, true);
    element.addEventListener('dragover', point, true);
    element.addEventListener('focusin', focus);
    return () => {
      element.removeEventListener('pointermove', point);
      element.removeEventListener('pointerdown', point, true);
      element.removeEventListener('dragover', point, true);
      element.removeEventListener('focusin', focus);
    };
  }, [sheet, handle, flow, state]);
}
