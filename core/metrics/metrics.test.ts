import { describe, expect, test } from 'vitest';
import type { TensorData } from '../engine/engine.ts';
import { classPairs } from './answers.ts';
import { ConfusionCounts } from './classification.ts';
import { ErrorSums } from './regression.ts';

const float = (shape: number[], ...values: number[]): TensorData => ({
  dtype: 'float32',
  shape,
  data: Float32Array.from(values),
});
const classes = (...values: number[]): TensorData => ({
  dtype: 'int32',
  shape: [values.length],
  data: Int32Array.from(values),
});

describe('answers', () => {
  test('the largest value is the answer', () => {
    const answers = float([2, 3], 0.2, 0.5, 0.3, 0.6, 0.1, 0.3);
    expect(classPairs(classes(1, 2), answers, 'categoricalCrossentropy')).toEqual({
      expected: Int32Array.of(1, 2),
      answered: Int32Array.of(1, 0),
      classes: 3,
    });
  });

  test('a single value answers yes above one half', () => {
    const answers = float([3, 1], 0.5, 0.51, 0.1);
    expect(classPairs(classes(1, 1, 0), answers, 'binaryCrossentropy')).toEqual({
      expected: Int32Array.of(1, 1, 0),
      answered: Int32Array.of(0, 1, 0),
      classes: 2,
    });
    expect(classPairs(float([3, 1], 1, 1, 0), answers, 'binaryCrossentropy').expected).toEqual(
      Int32Array.of(1, 1, 0),
    );
  });

  test('with a margin a single value answers yes above zero', () => {
    const answers = float([3, 1], 0.2, -0.1, -2);
    const pairs = classPairs(classes(1, 1, 0), answers, 'hinge');
    expect(pairs.answered).toEqual(Int32Array.of(1, 0, 0));
    expect(classPairs(float([3, 1], 1, 1, -1), answers, 'squaredHinge').expected).toEqual(
      Int32Array.of(1, 1, 0),
    );
  });

  test('with binary crossentropy every value is a question of its own', () => {
    const pairs = classPairs(float([1, 2], 1, 0), float([1, 2], 0.9, 0.8), 'binaryCrossentropy');
    expect(pairs).toEqual({ expected: Int32Array.of(1, 0), answered: Int32Array.of(1, 1), classes: 2 });
  });

  test('a target may be a row with a one in the place of its class', () => {
    const pairs = classPairs(float([1, 3], 0, 0, 1), float([1, 3], 0, 1, 0), 'categoricalCrossentropy');
    expect(pairs).toEqual({ expected: Int32Array.of(2), answered: Int32Array.of(1), classes: 3 });
  });

  test('says that the data is not what the network was made for', () => {
    expect(() => classPairs(float([2, 2], 0, 0, 1, 1), float([2, 3], 0, 1, 0, 1, 0, 0), undefined)).toThrow(
      'The network answers with 3 values for each sample, but the data has 2 values for each sample to compare them with. Use data that this network was made for.',
    );
  });
});

describe('classification', () => {
  test('counts by true and answered class', () => {
    const counts = new ConfusionCounts();
    counts.add({ expected: Int32Array.of(0, 0, 1), answered: Int32Array.of(0, 1, 1), classes: 3 });
    counts.add({ expected: Int32Array.of(1), answered: Int32Array.of(0), classes: 3 });
    expect(counts.report(['cat', 'dog'])).toEqual({
      accuracy: 0.5,
      confusion: [
        [1, 1, 0],
        [1, 1, 0],
        [0, 0, 0],
      ],
      classes: [
        { label: 'cat', precision: 0.5, recall: 0.5, samples: 2 },
        { label: 'dog', precision: 0.5, recall: 0.5, samples: 2 },
        { label: '2', precision: null, recall: null, samples: 0 },
      ],
    });
  });

  test('a true class that the network does not know is counted as wrong', () => {
    const counts = new ConfusionCounts();
    counts.add({ expected: Int32Array.of(4, 1), answered: Int32Array.of(0, 1), classes: 2 });
    const { accuracy, confusion } = counts.report();
    expect(accuracy).toBe(0.5);
    expect(confusion.map((row) => row.length)).toEqual([5, 5, 5, 5, 5]);
    expect(confusion[4]?.[0]).toBe(1);
  });

  test('nothing counted gives no classes', () => {
    expect(new ConfusionCounts().report()).toEqual({ accuracy: 0, classes: [], confusion: [] });
  });
});

test('errors of numbers are means over all batches', () => {
  const sums = new ErrorSums();
  sums.add(float([2, 1], 1, 2), float([2, 1], 1, 5));
  sums.add(float([1, 1], 0), float([1, 1], -1));
  expect(sums.report()).toEqual({
    meanAbsoluteError: 4 / 3,
    rootMeanSquaredError: Math.sqrt(10 / 3),
  });
  expect(() => sums.add(float([1, 2], 0, 0), float([1, 1], 0))).toThrow(
    'The network answers with one value for each sample, but the data has 2 values for each sample',
  );
});
