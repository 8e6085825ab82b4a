import { describe, expect, it } from 'vitest';
import type { DatasetDescription, FieldDescription } from '../data/dataset.ts';
import { applyAll } from '../document/commands.ts';
import { chain, draw } from '../testing/draw.ts';
import { analyzeNetwork } from './analyze-network.ts';
import { fitToData } from './fit-to-data.ts';

const KIND: FieldDescription = { name: 'kind', kind: 'category', shape: [], classes: ['a', 'b', 'c'] };
const ROWS: FieldDescription = { name: 'features', kind: 'numeric', shape: [4] };
const PHOTO: FieldDescription = { name: 'image', kind: 'image', shape: [28, 28, 1] };

const data = (...fields: [FieldDescription, ...FieldDescription[]]): DatasetDescription => ({
  source: 'test',
  title: 'Test data',
  summary: '',
  samples: 10,
  fields,
  target: fields.at(-1)?.name ?? '',
  problems: [],
});

const classifier = (shape: readonly number[], field = 'x') =>
  chain({ type: 'Input', params: { field, shape } }, { type: 'Dense', params: { units: 10 } }, 'Softmax', {
    type: 'Output',
    params: { field: 'y' },
  });

describe('a network that gets a table', () => {
  it('takes its fields, its columns and its classes, and can be trained', () => {
    const table = data(ROWS, KIND);
    const document = classifier([2]);
    const { commands, changes } = fitToData(document, table);
    expect(changes).toEqual([
      'Use the field "features"',
      'Set the shape to 4',
      'Use the field "kind"',
      'Set the units of "dense" to 3',
    ]);
    expect(analyzeNetwork(applyAll(document, commands), { dataset: table }).issues).toEqual([]);
  });

  it('stays as it is where it fits', () => {
    const document = applyAll(classifier([2]), fitToData(classifier([2]), data(ROWS, KIND)).commands);
    expect(fitToData(document, data(ROWS, KIND))).toEqual({ commands: [], changes: [] });
  });

  it('leaves the choice where there is one', () => {
    const two = data(ROWS, { name: 'more', kind: 'numeric', shape: [2] }, KIND);
    expect(fitToData(classifier([4]), two).changes).toEqual([
      'Use the field "kind"',
      'Set the units of "dense" to 3',
    ]);
  });

  it('keeps samples for validation where it kept none, if there are enough', () => {
    const gate = { ...classifier([4], 'features') };
    const document = { ...gate, training: { ...gate.training, validationSplit: 0 } };
    const many = { ...data(ROWS, KIND), samples: 50 };
    const { commands, changes } = fitToData(document, many);
    expect(changes.at(-1)).toBe('Keep 20% of the samples for validation');
    expect(applyAll(document, commands).training.validationSplit).toBe(0.2);
    expect(fitToData(document, data(ROWS, KIND)).changes).not.toContain(changes.at(-1));
  });

  it('leaves locked layers alone', () => {
    const document = classifier([2]);
    const locked = { ...document, layers: document.layers.map((layer) => ({ ...layer, locked: true })) };
    expect(fitToData(locked, data(ROWS, KIND)).commands).toEqual([]);
  });
});

it('does not decide between another size of the network and of the images', () => {
  expect(fitToData(classifier([8, 8, 1], 'image'), data(PHOTO, KIND)).changes).not.toContain(
    'Set the shape to 28 × 28 × 1',
  );
});

it('fits every Output that has only one right answer', () => {
  const document = draw(
    [
      { type: 'Input', params: { field: 'features', shape: [4] } },
      { type: 'Dense', id: 'one', params: { units: 2 } },
      { type: 'Dense', id: 'two', params: { units: 5 } },
      { type: 'Softmax', id: 'p' },
      { type: 'Softmax', id: 'q' },
      { type: 'Output', id: 'first', params: { field: 'y' } },
      { type: 'Output', id: 'second', params: { field: 'z' } },
    ],
    ['input>one', 'input>two', 'one>p', 'two>q', 'p>first', 'q>second'],
  );
  const table = data(ROWS, KIND);
  const fitted = applyAll(document, fitToData(document, table).commands);
  expect(analyzeNetwork(fitted, { dataset: table }).issues.map(({ code }) => code)).toEqual([]);
});
