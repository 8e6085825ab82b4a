import { expect, test } from 'vitest';
import type { DatasetDescription, FieldDescription } from '../data/dataset.ts';
import { analyzeNetwork } from '../shape/analyze-network.ts';
import { starterNetwork } from './starter-network.ts';

const KIND: FieldDescription = { name: 'kind', kind: 'category', shape: [], classes: ['a', 'b', 'c'] };
const PRICE: FieldDescription = { name: 'price', kind: 'numeric', shape: [1], columns: ['price'] };
const numbers = (...shape: number[]): FieldDescription => ({ name: 'features', kind: 'numeric', shape });
const image = (...shape: number[]): FieldDescription => ({
  name: 'image',
  kind: 'image',
  shape,
  range: [0, 255],
});

const data = (
  input: FieldDescription,
  answer: FieldDescription,
  more: Partial<DatasetDescription> = {},
): DatasetDescription => ({
  source: 'flowers.csv',
  title: 'flowers.csv',
  summary: '',
  samples: 300,
  fields: [input, answer],
  target: answer.name,
  problems: [],
  ...more,
});

test.each([
  [
    'a table with classes',
    data(numbers(4), KIND),
    'Input Dense Activation Dense Activation Dense Softmax Output',
  ],
  [
    'a table with a number',
    data(numbers(4), PRICE),
    'Input Dense Activation Dense Activation Dense Rescaling Output',
  ],
  ['a series', data(numbers(12, 1), PRICE, { window: 12 }), 'Input LSTM Dense Rescaling Output'],
  ['a series of classes', data(numbers(5, 3), KIND, { window: 5 }), 'Input LSTM Dense Softmax Output'],
  [
    'images',
    data(image(28, 28, 1), KIND),
    'Input Conv2D Activation MaxPooling2D Conv2D Activation MaxPooling2D Flatten Dense Activation Dropout Dense Softmax Output',
  ],
])('%s: the network has no problem and can be trained', (_, dataset, layers) => {
  const document = starterNetwork(dataset, { mean: 300, deviation: 80 });
  if (!document) throw new Error('There is no network.');
  expect(document.layers.map(({ type }) => type).join(' ')).toBe(layers);
  expect(document.name).toBe('flowers');
  const { issues, trainable } = analyzeNetwork(document, { dataset });
  expect(issues).toEqual([]);
  expect(trainable).toBe(true);
});

test.each([
  [1, 1],
  [2, 3],
  [5, 128],
  [32, 32],
  [128, 128],
])('images of %i × %i pixels get a network', (height, width) => {
  const dataset = data(image(height, width, 3), KIND);
  const document = starterNetwork(dataset);
  expect(document && analyzeNetwork(document, { dataset }).issues).toEqual([]);
});
