/** Explains the layer on which the pointer rests or the keyboard stands; lets go of it when something else begins. */
import { type RefObject, useEffect } from 'react';
import type { LayerId, Position } from '../../core/document/schema.ts';
import type { DocumentStore } from '../state/document-store.ts';
import { explanationOf } from './explain-store.ts';

const REST_MS = 650;
const LEAVE_MS = 120;

export function usePointing(sheet: RefObject<HTMLElement | null>, documents: DocumentStore): void {
  useEffect(() => {
    const element = sheet.current;
    if (!element) return;
    const store = explanationOf(documents);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const after = (delay: number, work: () => void) => {
      clearTimeout(timer);
      timer = setTimeout(work, delay);
    };

    const rest = (target: EventTarget | null) => {
      if (store.getState().pinned) return;
      const layer = layerAt(target, documents);
      if (layer !== undefined) after(REST_MS, () => store.getState().explain(layer));
      else if (target instanceof Element && target.closest('[data-explanation]')) clearTimeout(timer);
      else after(LEAVE_MS, () => store.getState().explain(undefined));
    };
    // What an edit moves under a pointer that rests was not pointed at, until the pointer stirs.
    let seen: Position | undefined;
    let came = false;
    const stirs = ({ clientX: x, clientY: y }: PointerEvent) => {
      const stirred = seen?.x !== x || seen.y !== y;
      seen = { x, y };
      return stirred;
    };
    const over = (event: PointerEvent) => {
      came = !stirs(event);
      if (event.buttons === 0) rest(came ? null : event.target);
    };
    const move = (event: PointerEvent) => {
      if (!stirs(event) || !came) return;
      came = false;
      if (event.buttons === 0) rest(event.target);
    };
    const out = ({ relatedTarget }: PointerEvent | FocusEvent) => {
      if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) rest(null);
    };
    const focus = ({ target }: FocusEvent) => {
      if (target instanceof Element && target.matches('.react-flow__node:focus-visible')) rest(target);
    };
    const begin = ({ target }: Event) => {
      clearTimeout(timer);
      if (target instanceof Element && target.closest('[data-explanation]')) return;
      if (store.getState().layer !== undefined) store.getState().explain(undefined);
    };
    const press = (event: KeyboardEvent) => {
      clearTimeout(timer);
      // Elsewhere Escape has a meaning of its own, such as leaving a field.
      const { target } = event;
      const here = target === document.body || (target instanceof Node && element.contains(target));
      if (!here || event.key !== 'Escape' || store.getState().layer === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      store.getState().explain(undefined);
    };

    element.addEventListener('pointerover', over);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerout', out);
    element.addEventListener('focusin', focus);
    element.addEventListener('focusout', out);
    element.addEventListener('pointerdown', begin);
    element.addEventListener('wheel', begin, { passive: true });
    window.addEventListener('keydown', press, true);
    return () => {
      clearTimeout(timer);
      element.removeEventListener('pointerover', over);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerout', out);
      element.removeEventListener('focusin', focus);
      element.removeEventListener('focusout', out);
      element.removeEventListener('pointerdown', begin);
      element.removeEventListener('wheel', begin);
      window.removeEventListener('keydown', press, true);
    };
  }, [sheet, documents]);
}

/** Marks of problems and previews speak for themselves. */
function layerAt(target: EventTarget | null, documents: DocumentStore): LayerId | undefined {
  if (!(target instanceof Element) || target.closest('[data-issue-mark], [data-preview]')) return undefined;
  const id = target.closest('.react-flow__node')?.getAttribute('data-id');
  return documents.getState().history.document.layers.find((layer) => layer.id === id)?.id;
}
