/** Recurrent layers in a network: states that travel along links, training, and the exported file. */

import * as tf from '@tensorflow/tfjs-core';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { createOrtRuntime } from '../../../host/engine/ort-runtime.ts';
import { createCompiledEngine } from '../../engine/compiled-engine.ts';
import type { TensorData } from '../../engine/engine.ts';
import { buildModel } from '../../model/build-model.ts';
import { initialWeights } from '../../model/initialize.ts';
import type { Model } from '../../model/model.ts';
import { exportOnnx } from '../../onnx/export-model.ts';
import { writeOnnxModel } from '../../onnx/write-model.ts';
import { chain, draw } from '../../testing/draw.ts';
import { floats, numbers, testEngine } from '../../testing/gradient-check.ts';
import { createOptimizer } from '../../train/optimizers/create.ts';
import { initialOptimizerState } from '../../train/optimizers/optimizer.ts';
import { inputName, LEARNING_RATE, LOSS, outputName, SEED, targetName } from '../../train/program-names.ts';
import { predictProgram, trainProgram } from '../../train/programs.ts';

/** The encoder's states are where the decoder starts from. */
const TRANSLATOR = draw(
  [
    { type: 'Input', id: 'heard', params: { field: 'heard', shape: [5, 2] } },
    { type: 'Input', id: 'said', params: { field: 'said', shape: [3, 1] } },
    { type: 'LSTM', id: 'encoder', params: { units: 4, returnState: true } },
    { type: 'LSTM', id: 'decoder', params: { units: 4, returnSequences: true, initialState: true } },
    { type: 'TimeDistributed', id: 'words', params: { layer: { type: 'Dense', units: 1 } } },
    { type: 'Output', id: 'out', params: { field: 'answer', loss: 'meanSquaredError' } },
  ],
  [
    'heard>encoder',
    'said>decoder',
    'encoder.hiddenState>decoder.hiddenState',
    'encoder.cellState>decoder.cellState',
    'decoder>words',
    'words>out',
  ],
);

function modelOf(document: Parameters<typeof buildModel>[0]): Model {
  const built = buildModel(document);
  if (!built.ok) throw new Error(built.error.map(({ message }) => message).join('\n'));
  return built.value;
}

function feedsOf(model: Model): Record<string, TensorData> {
  const next = numbers(9);
  const shaped = (shape: readonly (number | null)[]) =>
    floats([3, ...shape.slice(1).map((size) => size ?? 1)], next);
  return Object.fromEntries([
    ...model.inputs.map(({ layer, type }) => [inputName(layer), shaped(type.shape)]),
    ...model.outputs.map(({ layer, type }) => [targetName(layer), shaped(type.shape)]),
  ]);
}

it('an encoder and a decoder answer alike in the engine and in the exported file', async () => {
  const model = modelOf(TRANSLATOR);
  const weights = initialWeights(model, 3);
  const feeds = feedsOf(model);
  const session = await testEngine.open(weights);
  const executable = await session.prepare(predictProgram(model), feeds);
  const results = await executable.run(feeds);
  await session.release();
  const expected = results[outputName(model.outputs[0]?.layer ?? ('' as never))];
  const file = exportOnnx(model, weights as never, {
    preprocessing: {},
    fields: [],
    networkName: 'Translator',
    version: '1',
  });
  expect(file.graph.nodes.map(({ operator }) => operator).filter((name) => name === 'LSTM')).toHaveLength(2);
  const exported = await InferenceSession.create(writeOnnxModel(file));
  const answers = await exported.run(
    Object.fromEntries(
      model.inputs.map(({ layer, name }) => {
        const { data, shape } = feeds[inputName(layer)] as TensorData;
        return [name, new Tensor('float32', data as Float32Array, shape)];
      }),
    ),
  );
  await exported.release();
  const answer = answers.out as Tensor;
  expect(answer.dims).toEqual(expected?.shape);
  for (const [index, value] of (expected?.data ?? []).entries()) {
    expect(Number(answer.data[index])).toBeCloseTo(Number(value), 5);
  }
});

it.each([
  ['an encoder and a decoder', TRANSLATOR],
  [
    'words read from both ends',
    chain(
      { type: 'Input', params: { field: 'heard', shape: [6, 2] } },
      { type: 'Bidirectional', params: { layer: 'GRU', units: 4, returnSequences: true } },
      { type: 'SimpleRNN', params: { units: 3 } },
      { type: 'Dense', params: { units: 1 } },
      { type: 'Output', params: { field: 'answer', loss: 'meanSquaredError' } },
    ),
  ],
])('%s learn a few samples by heart', async (_title, document) => {
  const model = modelOf(document);
  const optimizer = createOptimizer(document.training.optimizer);
  const session = await testEngine.open({
    ...initialWeights(model, 3),
    ...initialOptimizerState(optimizer, model.weights),
  });
  const feeds: Record<string, TensorData> = {
    ...feedsOf(model),
    [LEARNING_RATE]: { dtype: 'float32', shape: [], data: Float32Array.of(0.03) },
    [SEED]: { dtype: 'int32', shape: [2], data: Int32Array.of(1, 0) },
  };
  const executable = await session.prepare(trainProgram(model, { optimizer }), feeds);
  const losses: number[] = [];
  for (let step = 0; step < 200; step++) losses.push(Number((await executable.run(feeds))[LOSS]?.data[0]));
  await session.release();
  expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 20);
});

it('starts the forget gates open and the recurrent kernel orthogonal', () => {
  const model = modelOf(TRANSLATOR);
  const weights = initialWeights(model, 3);
  expect(Array.from(weights['encoder/bias']?.data ?? [])).toEqual([
    ...[0, 0, 0, 0],
    ...[1, 1, 1, 1],
    ...[0, 0, 0, 0],
    ...[0, 0, 0, 0],
  ]);
  const kernel = weights['encoder/recurrentKernel'];
  const row = (index: number) => Array.from(kernel?.data.subarray(index * 16, (index + 1) * 16) ?? []);
  const product = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
  expect(product(row(0), row(0))).toBeCloseTo(1, 5);
  expect(product(row(0), row(1))).toBeCloseTo(0, 5);
});

it('makes no larger a graph of a long sequence than of a short one', async () => {
  const runtime = createOrtRuntime({ threads: 2 });
  const sizes: number[] = [];
  const engine = createCompiledEngine(tf, {
    ...runtime,
    load: (bytes) => {
      sizes.push(bytes.byteLength);
      return runtime.load(bytes);
    },
  });
  for (const steps of [10, 500]) {
    const document = chain(
      { type: 'Input', params: { field: 'heard', shape: [steps, 2] } },
      { type: 'LSTM', params: { units: 4 } },
      { type: 'Dense', params: { units: 1 } },
      { type: 'Output', params: { field: 'answer', loss: 'meanSquaredError' } },
    );
    const model = modelOf(document);
    const optimizer = createOptimizer(document.training.optimizer);
    const session = await engine.open({
      ...initialWeights(model, 3),
      ...initialOptimizerState(optimizer, model.weights),
    });
    const feeds: Record<string, TensorData> = {
      ...feedsOf(model),
      [LEARNING_RATE]: { dtype: 'float32', shape: [], data: Float32Array.of(0.01) },
      [SEED]: { dtype: 'int32', shape: [2], data: Int32Array.of(1, 0) },
    };
    const executable = await session.prepare(trainProgram(model, { optimizer }), feeds);
    expect(Number((await executable.run(feeds))[LOSS]?.data[0])).toBeGreaterThan(0);
    await session.release();
  }
  const [short = 0, long = 0] = sizes;
  expect(long).toBeLessThan(1.02 * short);
});
