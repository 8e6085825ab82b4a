import { expect, test } from 'vitest';
import type { DatasetDescription } from '../../core/data/dataset.ts';
import { emptyDocument } from '../../core/document/schema.ts';
import { en } from '../i18n/en.ts';
import { createDocumentStore } from '../state/document-store.ts';
import { createMemoryHost } from '../testing/memory-host.ts';
import { drawStarter } from './draw-starter.ts';

const PRICES: DatasetDescription = {
  source: '/home/me/prices.csv',
  title: 'prices.csv',
  summary: '',
  samples: 4,
  fields: [
    { name: 'past', kind: 'numeric', shape: [12, 1] },
    { name: 'price', kind: 'numeric', shape: [1] },
  ],
  target: 'price',
  window: 12,
  problems: [],
};

function setUp() {
  const reference = { source: PRICES.source };
  const host = createMemoryHost({
    'datasets.describe': () => PRICES,
    'datasets.samples': ({ indices }) =>
      indices.map((index) => ({ price: [[100, 200, 300, 400][index] ?? 0] })),
  });
  const store = createDocumentStore({ ...emptyDocument(en.document.untitled), dataset: reference });
  return { store, draw: () => drawStarter(store, host, reference, PRICES) };
}

test('draws a network that answers in the size of the target, as one step of undo', async () => {
  const { store, draw } = setUp();
  await draw();
  const { document } = store.getState().history;
  expect(document.name).toBe('prices');
  expect(document.dataset).toEqual({ source: PRICES.source });
  expect(document.layers.find(({ type }) => type === 'Rescaling')?.params).toEqual({
    offset: 250,
    scale: 112,
  });
  expect(new Set(document.layers.map(({ position }) => `${position.x} ${position.y}`)).size).toBe(
    document.layers.length,
  );
  store.getState().undo();
  expect(store.getState().history.document.layers).toEqual([]);
});

test('leaves alone what was drawn meanwhile', async () => {
  const { store, draw } = setUp();
  const drawing = draw();
  store.getState().addLayer('Dense', { kind: 'at', position: { x: 0, y: 0 } });
  await drawing;
  expect(store.getState().history.document.layers.map(({ type }) => type)).toEqual(['Dense']);
});
