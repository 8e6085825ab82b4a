import { expect, test } from 'vitest';
import { LayerId } from '../document/schema.ts';
import type { Model } from '../model/model.ts';
import { floats } from '../testing/tensor-data.ts';
import { addBatch, NO_SUMS, trainingMetrics, validationMetrics } from './metric-sums.ts';

function modelWith(...names: string[]): Pick<Model, 'outputs'> {
  return {
    outputs: names.map((name) => ({
      layer: LayerId.parse(name),
      name,
      field: name,
      loss: 'categoricalCrossentropy',
      lossWeight: 1,
      type: { dtype: 'float32', shape: [null, 2] },
    })),
  };
}

test('means over an epoch count each sample once, whatever the sizes of its batches', () => {
  const four = addBatch(NO_SUMS, { loss: floats([1], []), 'correct:label': floats([4], []) }, 4);
  const five = addBatch(four, { loss: floats([6], []), 'correct:label': floats([0], []) }, 1);
  expect(trainingMetrics(modelWith('label'), five)).toEqual({ loss: 2, accuracy: 0.8 });
  expect(validationMetrics(modelWith('label'), five)).toEqual({ valLoss: 2, valAccuracy: 0.8 });
});

test('several outputs are told apart by their names', () => {
  const figures = {
    loss: floats([3], []),
    'loss:shape': floats([1], []),
    'loss:colour': floats([2], []),
    'correct:shape': floats([1], []),
  };
  expect(trainingMetrics(modelWith('shape', 'colour'), addBatch(NO_SUMS, figures, 2))).toEqual({
    loss: 3,
    'shape/loss': 1,
    'shape/accuracy': 0.5,
    'colour/loss': 2,
  });
});
