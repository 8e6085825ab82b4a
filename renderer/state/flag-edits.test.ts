import { beforeEach, expect, it } from 'vitest';
import { createDocumentStore, type DocumentStore } from './document-store.ts';
import { isFlagged, toggleFlag } from './flag-edits.ts';

let store: DocumentStore;
const state = () => store.getState();
const flags = () =>
  state().history.document.layers.map(({ disabled = false, locked = false }) => [disabled, locked]);

beforeEach(() => {
  store = createDocumentStore();
  for (const type of ['Input', 'Dense', 'Softmax'])
    state().addLayer(type, { kind: 'after', layer: undefined });
  state().selectAll();
});

it('bypasses what can be bypassed and says why the rest cannot', () => {
  toggleFlag(store, 'disabled');
  expect(flags().map(([disabled]) => disabled)).toEqual([false, true, true]);
  expect(state().remark?.message).toBe(
    '"input-1" cannot be bypassed: it is where numbers enter the network.',
  );
  expect(isFlagged(store, 'disabled')).toBe(true);
  toggleFlag(store, 'disabled');
  expect(flags().map(([disabled]) => disabled)).toEqual([false, false, false]);
  state().undo();
  state().undo();
  expect(flags().flat()).toEqual(Array(6).fill(false));
});

it('locks all where one is free, and does not bypass what is locked', () => {
  const [first] = state().selection.layers;
  if (!first) throw new Error('Nothing is selected.');
  state().select({ layers: new Set([first]) });
  toggleFlag(store, 'locked');
  state().selectAll();
  expect(isFlagged(store, 'locked')).toBe(false);
  toggleFlag(store, 'locked');
  expect(flags().map(([, locked]) => locked)).toEqual([true, true, true]);
  toggleFlag(store, 'disabled');
  expect(flags().map(([disabled]) => disabled)).toEqual([false, false, false]);
});

it('freezes what has weights and says what has none', () => {
  const frozen = () => state().history.document.layers.map((layer) => layer.frozen ?? false);
  const [input, dense, softmax] = state().history.document.layers.map(({ id }) => id);
  if (!input || !dense || !softmax) throw new Error('Layers are missing.');
  state().dispatch('Shape', [{ type: 'set-params', layer: input, params: { shape: [4] } }]);
  if (state().history.document.links.length === 0) {
    state().connect({ layer: input, port: 'out' }, { layer: dense, port: 'in' });
    state().connect({ layer: dense, port: 'out' }, { layer: softmax, port: 'in' });
  }
  state().selectAll();
  toggleFlag(store, 'frozen');
  expect(frozen()).toEqual([false, true, false]);
  expect(state().remark?.message).toBe('“input-1” has no weights, so there is nothing to freeze.');
  expect(isFlagged(store, 'frozen')).toBe(true);
  toggleFlag(store, 'frozen');
  expect(frozen()).toEqual([false, false, false]);
});
