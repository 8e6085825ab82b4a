/** Pooling and unpooling together: every maximum is back where it stood, and so is its gradient. */
import type { Tensor } from '@tensorflow/tfjs-core';
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { randomSource } from '../../engine/random.ts';
import { buildModel } from '../../model/build-model.ts';
import { exportOnnx } from '../../onnx/export-model.ts';
import { writeOnnxModel } from '../../onnx/write-model.ts';
import type { TensorFlow } from '../../tensorflow.ts';
import { callLayer } from '../../testing/call-layer.ts';
import { draw } from '../../testing/draw.ts';
import { checkGradients, numbers, floats as randomFloats } from '../../testing/gradient-check.ts';
import { floats } from '../../testing/tensor-data.ts';
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
  const random = randomSource(tf, tf.tensor1d([3, 4], 'int32'));
  const context = { tf, training: true, frozen: false, random, update: () => {}, setLogits: () => {} };
  return layer.call(context, params.value, inputs, () => {
    throw new Error('Poolings have no weights.');
  });
}

function thereAndBack(tf: TensorFlow, x: Tensor): Tensor {
  const pooled = call(tf, maxPoolingWithIndices2d, {}, [x]) as unknown as NonEmpty<Tensor>;
  const [y] = call(tf, maxUnpooling2d, { outputSize: [5, 6] }, pooled);
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
    inputs: [randomFloats(SHAPE, numbers(41))],
    forward: (tf, [x]) => thereAndBack(tf, x as Tensor),
    reference: ([x = []]) => largestStay(x),
  });
});

test('values of one place add up', async () => {
  const values = floats([1, 2, 4, 8], [1, 2, 2, 1]);
  const places = floats([5, 5, 0, 15], [1, 2, 2, 1]);
  const { outputs } = await callLayer(maxUnpooling2d, { inputs: [values, places] });
  expect(Array.from(outputs[0]?.data ?? [])).toEqual([4, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8]);
});

test('an exported network leads the places from one layer to the other, for every sample by itself', async () => {
  const drawn = draw(
    [
      { type: 'Input', params: { shape: [2, 4, 1] } },
      { type: 'MaxPoolingWithIndices2D', id: 'pool' },
      { type: 'MaxUnpooling2D', id: 'unpool' },
      { type: 'Output', params: { loss: 'meanSquaredError' } },
    ],
    ['input>pool', 'pool>unpool', 'pool.indices>unpool.indices', 'unpool>output'],
  );
  const built = buildModel(drawn);
  if (!built.ok) throw new Error(built.error.map(({ message }) => message).join(' '));
  const exported = exportOnnx(
    built.value,
    {},
    { preprocessing: {}, fields: [], networkName: '', version: '' },
  );
  const session = await InferenceSession.create(writeOnnxModel(exported));
  const images = Float32Array.of(1, 2, 8, 7, 4, 3, 5, 6, -4, -3, 0, 9, -2, -1, 9.5, 1);
  const { output } = await session.run({ input: new OrtTensor('float32', images, [2, 2, 4, 1]) });
  await session.release();
  expect(Array.from(output?.data as Float32Array)).toEqual([
    0, 0, 8, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, -1, 9.5, 0,
  ]);
});
