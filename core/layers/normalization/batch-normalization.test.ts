import { expect, test } from 'vitest';
import { compute } from '../../testing/gradient-check.ts';
import { defaultParams } from '../parameter.ts';
import { batchNormalization } from './batch-normalization.ts';

test('training gathers the mean and the variance of the batch, as Keras does', async () => {
  const x = { dtype: 'float32', shape: [4, 1], data: Float32Array.of(1, 2, 3, 6) } as const;
  const outputs = await compute(
    (tf, { x }) => {
      const updates: Record<string, ReturnType<typeof tf.scalar>> = {};
      const weights: Record<string, ReturnType<typeof tf.tensor1d>> = {
        gamma: tf.tensor1d([1]),
        beta: tf.tensor1d([0]),
        movingMean: tf.tensor1d([10]),
        movingVariance: tf.tensor1d([20]),
      };
      if (!x) throw new Error('The program was not given x.');
      const [y] = batchNormalization.call(
        {
          tf,
          training: true,
          frozen: false,
          random: { uniform: (shape) => tf.zeros([...shape]) },
          update: (name, value) => {
            updates[name] = value as ReturnType<typeof tf.scalar>;
          },
          setLogits: () => undefined,
        },
        { ...defaultParams(batchNormalization.parameters), momentum: 0.9, epsilon: 1e-3 },
        [x],
        (name) => {
          const weight = weights[name];
          if (!weight) throw new Error(`There is no weight ${name}.`);
          return weight;
        },
      );
      if (!y) throw new Error('The layer gave nothing.');
      return { ...updates, y };
    },
    { x },
  );
  // Mean 3, variance ((-2)² + (-1)² + 0² + 3²) / 4 = 3.5.
  expect(outputs.movingMean?.data[0]).toBeCloseTo(0.9 * 10 + 0.1 * 3, 5);
  expect(outputs.movingVariance?.data[0]).toBeCloseTo(0.9 * 20 + 0.1 * 3.5, 5);
  expect(outputs.y?.data[3]).toBeCloseTo(3 / Math.sqrt(3.501), 5);
});
