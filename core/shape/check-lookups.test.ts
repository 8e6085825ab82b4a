import { expect, it } from 'vitest';
import type { DatasetDescription, FieldDescription } from '../data/dataset.ts';
import { applyFix, chain, sentences } from '../testing/draw.ts';
import { analyzeNetwork } from './analyze-network.ts';

function dataset(...fields: FieldDescription[]): DatasetDescription {
  const price: FieldDescription = { name: 'price', kind: 'numeric', shape: [1] };
  return {
    source: 'test',
    title: 'Test data',
    summary: '',
    samples: 10,
    fields: [...fields, price],
    target: 'price',
    problems: [],
  };
}

const WORDS = dataset({ name: 'words', kind: 'numeric', shape: [6], range: [0, 499] });
const DEPTHS = dataset({ name: 'depth', kind: 'numeric', shape: [6], range: [-3, 40] });

const network = (scaling: string, inputDim: number) =>
  chain(
    { type: 'Input', params: { shape: [6], scaling } },
    { type: 'Reshape', params: { targetShape: [6] } },
    { type: 'Embedding', params: { inputDim, outputDim: 4 } },
    'Flatten',
    { type: 'Dense', params: { units: 1 } },
    { type: 'Output', params: { loss: 'meanSquaredError' } },
  );

it.each([
  [
    'scaled by itself',
    network('auto', 500),
    WORDS,
    'error lookup-of-scaled-numbers: "embedding" looks up whole numbers, but "input" scales them on their way in. Set its scaling to "None".',
  ],
  [
    'scaled on purpose, whatever the data',
    network('unit', 500),
    undefined,
    'error lookup-of-scaled-numbers: "embedding" looks up whole numbers, but "input" scales them on their way in. Set its scaling to "None".',
  ],
  [
    'a table without rows for all',
    network('none', 400),
    WORDS,
    'error lookup-table-too-small: "embedding" has rows for the numbers 0 to 399, but the field "words" goes up to 499. It needs 500 rows.',
  ],
])('%s', (_title, document, data, sentence) => {
  const { issues } = analyzeNetwork(document, { dataset: data });
  expect(sentences(issues)).toEqual([sentence]);
  const [fix] = issues[0]?.fixes ?? [];
  if (!fix) throw new Error('There is no fix.');
  expect(sentences(analyzeNetwork(applyFix(document, fix), { dataset: data }).issues)).toEqual([]);
});

it('has no rows for negative numbers', () => {
  expect(sentences(analyzeNetwork(network('none', 500), { dataset: DEPTHS }).issues)).toEqual([
    'error lookup-of-negative-numbers: "embedding" looks up whole numbers from 0 on, but the field "depth" holds numbers down to -3. Link it to an Input of another field.',
  ]);
});

it('takes whole numbers as they are', () => {
  expect(sentences(analyzeNetwork(network('none', 500), { dataset: WORDS }).issues)).toEqual([]);
  expect(sentences(analyzeNetwork(network('auto', 500), {}).issues)).toEqual([]);
});
