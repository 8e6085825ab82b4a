import { expect, it } from 'vitest';
import { createDocumentStore } from '../state/document-store.ts';
import { describeChange } from './describe-change.ts';

function during(edit: (store: ReturnType<typeof createDocumentStore>) => void, prepare = edit) {
  const store = createDocumentStore();
  if (prepare !== edit) prepare(store);
  const snapshot = () => ({
    document: store.getState().history.document,
    analysis: store.getState().analysis,
  });
  const before = snapshot();
  edit(store);
  return describeChange(before, snapshot(), store.getState().selection.layers);
}

const addInput = (store: ReturnType<typeof createDocumentStore>) =>
  store.getState().addLayer('Input', { kind: 'after', layer: undefined });

it('says what was added and what it gives', () => {
  expect(during((store) => void addInput(store))).toContain('Added input-1, output 28 × 28 × 1.');
});

it('says how the output of the selected layer changed', () => {
  const sentence = during(
    (store) => {
      const [layer] = store.getState().selection.layers;
      if (!layer) throw new Error('Nothing is selected.');
      store.getState().dispatch('', [{ type: 'set-params', layer, params: { shape: [4] } }]);
    },
    (store) => void addInput(store),
  );
  expect(sentence).toContain('input-1 now gives 4.');
});

it('says the first new problem', () => {
  const sentence = during(
    (store) => void store.getState().addLayer('Dense', { kind: 'after', layer: undefined }),
    (store) => void addInput(store),
  );
  expect(sentence).toMatch(/Problem: .*Add a Flatten before it/);
});

it('says how many layers were removed', () => {
  expect(
    during(
      (store) => store.getState().removeSelected(),
      (store) => void addInput(store),
    ),
  ).toContain('Removed 1 layer.');
});

it('says nothing where nothing changed', () => {
  expect(
    during(
      () => undefined,
      (store) => void addInput(store),
    ),
  ).toBeUndefined();
});
