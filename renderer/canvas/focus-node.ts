/** Puts the focus on a layer, a card or a note of the canvas. */
import type { SheetHandle } from '../sheet/pins.ts';

/** How long the view takes to arrive where it was sent, in milliseconds. */
const ARRIVAL = 220;

/** What was just added may still have to come there. */
export function focusNode(sheet: HTMLElement, drawn: SheetHandle, id: string): void {
  drawn.pin({ reached: id });
  const focus = () => {
    const node = sheet.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
    node?.focus({ preventScroll: true });
    return node !== null;
  };
  if (focus()) return;
  requestAnimationFrame(() => {
    if (!focus()) setTimeout(focus, ARRIVAL);
  });
}
