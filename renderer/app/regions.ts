/** The parts of the window that a key goes to: layers, canvas, what is below it, inspector. */
import type { CanvasHandle } from './ui-store.ts';

const REGIONS = '[data-region]';
const FIELDS = 'input:not([type=hidden]), select, textarea, button:not(:disabled)';

/** Puts the focus into the part behind the one that has it, or before; round and round. */
export function goToRegion(step: 1 | -1, canvas: CanvasHandle | undefined): void {
  const regions = [...document.querySelectorAll<HTMLElement>(REGIONS)];
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  // From nowhere, as after a button that is gone, the way leads back to the drawing.
  const canvasAt = regions.findIndex((region) => region.dataset.region === 'canvas');
  const next = at < 0 ? canvasAt : (at + step + regions.length) % regions.length;
  enter(regions[next], canvas);
}

/** To what is set about the selected layer; false where the inspector is hidden. */
export function goToInspector(): boolean {
  const inspector = document.querySelector<HTMLElement>('[data-region="inspector"]');
  enter(inspector ?? undefined, undefined);
  return inspector !== null;
}

function enter(region: HTMLElement | undefined, canvas: CanvasHandle | undefined): void {
  if (!region) return;
  if (region.dataset.region === 'canvas') canvas?.focus();
  else {
    const fields = [...region.querySelectorAll<HTMLElement>(FIELDS)];
    // The remedy of a problem comes before all else.
    const first =
      fields.find((field) => field.closest('article')) ?? fields.find((field) => !field.matches('button'));
    (first ?? fields[0])?.focus();
  }
}
