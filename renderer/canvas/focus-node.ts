/** Puts the focus on a layer, a card or a note of the canvas. */

/** How long the view takes to arrive where it was sent, in milliseconds. */
const ARRIVAL = 220;

/** Large drawings hold only what is in view, so what was just added or sought may still have to come there. */
export function focusNode(sheet: HTMLElement, id: string): void {
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
