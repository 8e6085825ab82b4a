import type * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { DatasetDescription } from '../data/dataset.ts';
import type { NetworkDocument } from '../document/schema.ts';
import type { Program, TensorData } from '../engine/engine.ts';
import { randomSource } from '../engine/random.ts';
import { chain, draw, sentences } from '../testing/draw.ts';
import { testEngine } from '../testing/gradient-check.ts';
import { buildModel } from './build-model.ts';
import { initialWeights } from './initialize.ts';
import type { ForwardResult, Model } from './model.ts';

const ROW = { type: 'Input', params: { field: 'x', shape: [2] } };

function modelOf(document: NetworkDocument, dataset?: DatasetDescription): Model {
  const built = buildModel(document, dataset);
  if (!built.ok) throw new Error(sentences(built.error).join(' '));
  return built.value;
}

function floats(shape: readonly number[], ...data: number[]): TensorData {
  return { dtype: 'float32', shape, data: Float32Array.from(data) };
}

/** Runs the forward pass on the real engine. */
async function run(
  model: Model,
  inputs: Record<string, TensorData>,
  weights: Record<string, TensorData>,
  take: (result: ForwardResult) => Record<string, tf.Tensor>,
  isTraining = false,
) {
  const program: Program = {
    name: 'forward',
    state: Object.keys(weights),
    body: (t, given, state) => {
      const random = randomSource(t, t.tensor1d([1, 2], 'int32'));
      const context = { tf: t, training: isTraining, random };
      return { outputs: take(model.forward(context, given, state)), state: {} };
    },
  };
  const session = await testEngine.open(weights);
  const executable = await session.prepare(program, inputs);
  return executable.run(inputs);
}

describe('buildModel', () => {
  it('lists inputs, outputs and weights with their ids', () => {
    const model = modelOf(
      chain(ROW, { type: 'Dense', params: { units: 3 } }, 'Softmax', {
        type: 'Output',
        name: 'Species',
        params: { field: 'y', lossWeight: 0.5 },
      }),
    );
    expect(model.inputs).toEqual([
      { layer: 'input', name: 'input', field: 'x', type: { dtype: 'float32', shape: [null, 2] } },
    ]);
    expect(model.outputs).toEqual([
      {
        layer: 'output',
        name: 'Species',
        field: 'y',
        loss: 'categoricalCrossentropy',
        lossParams: { labelSmoothing: 0 },
        lossWeight: 0.5,
        type: { dtype: 'float32', shape: [null, 3] },
      },
    ]);
    expect(model.weights.map(({ id, layer, shape }) => [id, layer, shape])).toEqual([
      ['dense/kernel', 'dense', [2, 3]],
      ['dense/bias', 'dense', [3]],
    ]);
  });

  it('binds empty fields to the dataset', () => {
    const dataset: DatasetDescription = {
      source: 'test',
      title: 'Test',
      summary: '',
      samples: 1,
      fields: [
        { name: 'y', kind: 'numeric', shape: [1] },
        { name: 'x', kind: 'numeric', shape: [2] },
      ],
      target: 'y',
      problems: [],
    };
    const model = modelOf(
      chain(
        { type: 'Input', params: { shape: [2] } },
        { type: 'Dense', params: { units: 1 } },
        { type: 'Output', params: { loss: 'meanSquaredError' } },
      ),
      dataset,
    );
    expect([model.inputs[0]?.field, model.outputs[0]?.field]).toEqual(['x', 'y']);
  });

  it('refuses a network with errors, and says all of them', () => {
    const built = buildModel(chain(ROW, { type: 'Dense', params: { units: 0 } }, 'Softmax'));
    expect(built).toMatchObject({
      ok: false,
      error: [{ code: 'no-output' }, { code: 'bad-parameter' }],
    });
  });

  it('leaves out layers that lead to no Output', () => {
    const model = modelOf(
      draw(
        [ROW, { type: 'Dense', id: 'a' }, { type: 'Dense', id: 'idle' }, 'Softmax', 'Output'],
        ['input>a', 'input>idle', 'a>softmax', 'softmax>output'],
      ),
    );
    expect(model.weights.map(({ id }) => id)).toEqual(['a/kernel', 'a/bias']);
  });

  it('computes along the links, the order of merged inputs included', async () => {
    const model = modelOf(
      draw(
        [
          ROW,
          { type: 'Dense', params: { units: 1 } },
          'Concatenate',
          { type: 'Output', params: { loss: 'meanSquaredError' } },
        ],
        ['input>dense', 'dense>concatenate', 'input>concatenate', 'concatenate>output'],
      ),
    );
    const results = await run(
      model,
      { input: floats([2, 2], 1, 2, 3, 4) },
      { 'dense/kernel': floats([2, 1], 10, 100), 'dense/bias': floats([1], 5) },
      ({ outputs, logits }) => {
        expect(Object.keys(logits)).toEqual([]);
        return outputs;
      },
    );
    expect(Array.from(results.output?.data ?? [])).toEqual([215, 1, 2, 435, 3, 4]);
  });

  it('gives the logits of a softmax, and of a sigmoid behind Dropout', async () => {
    for (const end of ['Softmax', { type: 'Activation', params: { activation: 'sigmoid' } }]) {
      const model = modelOf(chain(ROW, end, 'Dropout', 'Output'));
      const results = await run(model, { input: floats([1, 2], 3, -1) }, {}, ({ logits }) => logits);
      expect(Array.from(results.output?.data ?? [])).toEqual([3, -1]);
    }
  });

  it('gathers what batch normalization learns about the batch', async () => {
    const model = modelOf(chain(ROW, { type: 'BatchNormalization', id: 'norm' }, 'Softmax', 'Output'));
    const weights = initialWeights(model, 1);
    const results = await run(
      model,
      { input: floats([2, 2], 1, 10, 3, 30) },
      weights,
      ({ updates }) => ({ ...updates }),
      true,
    );
    expect(Object.keys(results).sort()).toEqual(['norm/movingMean', 'norm/movingVariance']);
    const [first = 0, second = 0] = results['norm/movingMean']?.data ?? [];
    expect(first).toBeCloseTo(0.02, 5);
    expect(second).toBeCloseTo(0.2, 5);
  });
});
