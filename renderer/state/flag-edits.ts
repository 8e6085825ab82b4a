/** Switching selected layers: bypassed or computing, locked or free, frozen or learning. */
import type { LayerFlag } from '../../core/document/commands.ts';
import type { Layer } from '../../core/document/schema.ts';
import { whyNotBypassed } from '../../core/shape/bypass.ts';
import { enEditing as t } from '../i18n/en-editing.ts';
import type { DocumentStore } from './document-store.ts';

/** Whether all selected layers that can have the flag do. */
export function isFlagged(store: DocumentStore, flag: LayerFlag): boolean {
  const able = selectedLayers(store).filter((layer) => reasonAgainst(store, layer, flag) === undefined);
  return able.length > 0 && able.every((layer) => layer[flag]);
}

/** Sets the flag where a selected layer is without it, and clears it where all have it. */
export function toggleFlag(store: DocumentStore, flag: LayerFlag): void {
  const chosen = selectedLayers(store);
  const reasons = chosen.flatMap((layer) => reasonAgainst(store, layer, flag) ?? []);
  const on = !isFlagged(store, flag);
  const layers = chosen
    .filter((layer) => (on ? reasonAgainst(store, layer, flag) === undefined : layer[flag]))
    .map(({ id }) => id);
  const { dispatch, setRemark } = store.getState();
  if (layers.length > 0) dispatch(t.edits.flag(flag, on), [{ type: 'flag-layers', layers, flag, on }]);
  const [reason] = reasons;
  if (reason !== undefined && on) setRemark({ kind: 'refused', message: reason });
}

function selectedLayers(store: DocumentStore): readonly Layer[] {
  const { history, selection } = store.getState();
  return history.document.layers.filter(({ id }) => selection.layers.has(id));
}

function reasonAgainst(store: DocumentStore, layer: Layer, flag: LayerFlag): string | undefined {
  if (layer[flag]) return undefined;
  if (flag === 'disabled') return whyNotBypassed(layer);
  const analysis = store.getState().analysis.layers.get(layer.id);
  const weightless = analysis?.outputs !== undefined && analysis.weights.length === 0;
  return flag === 'frozen' && weightless ? t.flags.nothingToFreeze(layer.name) : undefined;
}
