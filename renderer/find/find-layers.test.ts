import { expect, it } from 'vitest';
import { createDocumentStore } from '../state/document-store.ts';
import { findLayers } from './find-layers.ts';

const store = createDocumentStore();
for (const type of ['Input', 'Conv2D', 'Flatten', 'Dense', 'Softmax'])
  store.getState().addLayer(type, { kind: 'after', layer: undefined });
const [, conv] = store.getState().history.document.layers;
if (!conv) throw new Error('There is no Conv2D.');
store.getState().dispatch('', [
  { type: 'rename-layer', layer: conv.id, name: 'Edges' },
  { type: 'set-params', layer: conv.id, params: { filters: 7, kernelSize: [5, 5] } },
]);

const find = (query: string) => {
  const { history, analysis } = store.getState();
  return findLayers(history.document, analysis, query);
};

it('finds by name, type, shape and parameter, in the order in which layers compute', () => {
  expect(find('edges')).toEqual(['conv2d-1']);
  expect(find('conv2d')).toEqual(['conv2d-1']);
  expect(find('28x28x1')).toEqual(['input-1', 'conv2d-1']);
  expect(find('28 × 28 × 1')).toEqual(['input-1', 'conv2d-1']);
  expect(find('filters=7')).toEqual(['conv2d-1']);
  expect(find('Kernel size 5x5')).toEqual(['conv2d-1']);
});

it('needs every word, and finds nothing for nothing', () => {
  expect(find('edges dense')).toEqual([]);
  expect(find('  ')).toEqual([]);
});
