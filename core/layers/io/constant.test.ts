/** A layer without inputs in a whole network: it takes its batch from the first Input. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import type { TensorData } from '../../engine/engine.ts';
import { randomSource } from '../../engine/random.ts';
import { buildModel } from '../../model/build-model.ts';
import { initialWeights } from '../../model/initialize.ts';
import { exportOnnx } from '../../onnx/export-model.ts';
import { writeOnnxModel } from '../../onnx/write-model.ts';
import { draw } from '../../testing/draw.ts';
import { compute } from '../../testing/gradient-check.ts';
import { floats } from '../../testing/tensor-data.ts';
import type { WeightData } from '../layer.ts';

test('stands beside every sample of a batch, in training and in the exported file', async () => {
  const document = draw(
    [
      { type: 'Constant', id: 'prices', params: { values: [10, 20], shape: [2] } },
      { type: 'Input', id: 'in', params: { field: 'x', shape: [2] } },
      'Multiply',
      'Concatenate',
      { type: 'Output', id: 'out', params: { loss: 'meanSquaredError' } },
    ],
    ['in>multiply', 'prices>multiply', 'multiply>concatenate', 'prices>concatenate', 'concatenate>out'],
  );
  const built = buildModel(document);
  if (!built.ok) throw new Error(built.error.map(({ message }) => message).join(' '));
  const model = built.value;
  const weights = initialWeights(model, 1);
  const x = floats([1, 2, 3, 4, 5, 6], [3, 2]);
  const expected = [10, 40, 10, 20, 30, 80, 10, 20, 50, 120, 10, 20];

  const { y } = await compute(
    (tf, { x, ...state }) => {
      if (!x) throw new Error('The program was not given x.');
      const random = randomSource(tf, tf.tensor1d([1, 2], 'int32'));
      const { outputs } = model.forward({ tf, training: false, random }, { in: x }, state);
      const [answer] = Object.values(outputs);
      if (!answer) throw new Error('The network gave nothing.');
      return { y: answer };
    },
    { x, ...weights },
  );
  expect(Array.from(y?.data ?? [])).toEqual(expected);

  const trained = Object.fromEntries(
    Object.entries(weights).map(([id, { shape, data }]): [string, WeightData] => [
      id,
      { shape, data: asFloats(data) },
    ]),
  );
  const options = { preprocessing: {}, fields: [], networkName: 'Prices', version: '1.0.0' };
  const session = await InferenceSession.create(writeOnnxModel(exportOnnx(model, trained, options)));
  const [input = ''] = session.inputNames;
  const results = await session.run({ [input]: new Tensor('float32', asFloats(x.data), [3, 2]) });
  await session.release();
  expect(Object.values(results).map(({ data }) => Array.from(asFloats(data)))).toEqual([expected]);
});

function asFloats(data: TensorData['data'] | Tensor['data']): Float32Array {
  if (!(data instanceof Float32Array)) throw new Error('Numbers of float32 were expected.');
  return data;
}
