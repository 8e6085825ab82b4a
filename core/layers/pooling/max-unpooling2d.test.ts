/** Pooling and unpooling together: every maximum is back where it stood, and so is its gradient. */
import type { Tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import type { TensorFlow } from '../../tensorflow.ts';
import { checkGradients, compute, floats, numbers } from '../../testing/gradient-check.ts';
import type { LayerDefinition, NonEmpty } from '../layer.ts';
import { parseParams } from '../parse-params.ts';
import { maxPoolingWithIndices2d } from './max-pooling-with-indices2d.ts';
import { maxUnpooling2d } from './max-unpooling2d.ts';

const SHAPE = [2, 5, 6, 2] as const;

function call(
  tf: TensorFlow,
  layer: LayerDefinition,
  raw: Readonly<Record<string, unknown>>,
  inputs: NonEmpty<Tensor>,
): readonly Tensor[] {
  const params = parseParams(layer, raw);
  if (!params.ok) throw new Error('The test gives wrong parameters.');
  const random = { uniform: () => tf.scalar(0) };
  const context = { tf, training: true, random, update: () => undefined, setLogits: () => undefined };
  return layer.call(
    context as unknown as Parameters<LayerDefinition['call']>[0],
    params.value,
    inputs,
    () => {
      throw new Error('Poolings have no weights.');
    },
  );
}

function thereAndBack(tf: TensorFlow, x: Tensor): Tensor {
  const [values, places] = call(tf, maxPoolingWithIndices2d, {}, [x]);
  const [y] = call(tf, maxUnpooling2d, { outputSize: [5, 6] }, [
    values,
    places,
  ] as unknown as NonEmpty<Tensor>);
  return y as Tensor;
}

/** In each window of 2 × 2 the largest value stays; the last row is left out. */
function largestStay(x: readonly number[]): number[] {
  const [batch, height, width, channels] = SHAPE;
  const at = (image: number, row: number, column: number, channel: number) =>
    ((image * height + row) * width + column) * channels + channel;
  const y = x.map(() => 0);
  for (let image = 0; image < batch; image++) {
    for (let channel = 0; channel < channels; channel++) {
      for (let row = 0; row + 1 < height; row += 2) {
        for (let column = 0; column < width; column += 2) {
          const window = [0, 1].flatMap((down) =>
            [0, 1].map((across) => at(image, row + down, column + across, channel)),
          );
          const [largest = 0] = window.sort((a, b) => (x[b] ?? 0) - (x[a] ?? 0));
          y[largest] = x[largest] ?? 0;
        }
      }
    }
  }
  return y;
}

test('every maximum comes back to its place, with its gradient', async () => {
  await checkGradients({
    inputs: [floats(SHAPE, numbers(41))],
    forward: (tf, [x]) => thereAndBack(tf, x as Tensor),
    reference: ([x = []]) => largestStay(x),
  });
});

test('values of one place add up', async () => {
  const { y } = await compute((tf) => {
    const values = tf.tensor4d([1, 2, 4, 8], [1, 2, 2, 1]);
    const places = tf.tensor4d([5, 5, 0, 15], [1, 2, 2, 1]);
    const [sum] = call(tf, maxUnpooling2d, {}, [values, places]);
    return { y: sum as Tensor };
  });
  expect(Array.from(y?.data ?? [])).toEqual([4, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8]);
});
