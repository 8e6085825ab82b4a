import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { expect, test } from 'vitest';
import { NetworkSketch } from '../../host/bench/network-sketch.ts';
import type { TensorData } from '../engine/engine.ts';
import { buildModel } from '../model/build-model.ts';
import { initialWeights } from '../model/initialize.ts';
import { testEngine } from '../testing/gradient-check.ts';
import { diagnose } from './diagnose.ts';
import { divergedSentence } from './diverged.ts';
import { inputName, LEARNING_RATE, SEED, targetName } from './program-names.ts';

/** Two Dense layers of one weight and one bias each, between numbers that a test chooses. */
function network() {
  const model = buildModel(
    new NetworkSketch('Line')
      .add('Input', { shape: [1] })
      .add('Dense', { units: 1 })
      .add('Activation', { activation: 'exponential' })
      .add('Dense', { units: 1 })
      .add('Output', { loss: 'meanSquaredError' })
      .document(),
  );
  if (!model.ok) throw new Error(model.error.map(({ message }) => message).join(' '));
  return model.value;
}

interface Numbers {
  readonly input?: number;
  readonly target?: number;
  readonly first?: number;
  readonly second?: number;
}

async function originOf({ input = 1, target = 1, first = 1, second = 1 }: Numbers) {
  const model = network();
  const weights: Record<string, TensorData> = { ...initialWeights(model, 1) };
  const kernels = model.weights.filter(({ name }) => name === 'kernel');
  [first, second].forEach((value, index) => {
    const id = kernels[index]?.id ?? '';
    weights[id] = { dtype: 'float32', shape: [1, 1], data: Float32Array.of(value) };
  });
  const session = await testEngine.open(weights);
  const feeds: Record<string, TensorData> = {
    [LEARNING_RATE]: { dtype: 'float32', shape: [], data: Float32Array.of(0.1) },
    [SEED]: { dtype: 'int32', shape: [2], data: Int32Array.of(1, 1) },
  };
  for (const { layer } of model.inputs)
    feeds[inputName(layer)] = { dtype: 'float32', shape: [1, 1], data: Float32Array.of(input) };
  for (const { layer } of model.outputs)
    feeds[targetName(layer)] = { dtype: 'float32', shape: [1, 1], data: Float32Array.of(target) };
  const origin = await diagnose(session, model, feeds);
  await session.release();
  return origin;
}

test('the first place where something is no number is found, in the order of the step', async () => {
  expect(tf.version_core).toBeDefined();
  expect(await originOf({ input: Number.NaN })).toMatchObject({ kind: 'data' });
  expect(await originOf({ target: Number.POSITIVE_INFINITY })).toMatchObject({ kind: 'data' });
  expect(await originOf({ second: Number.NaN })).toEqual({
    kind: 'weight',
    layer: 'Dense-4',
    weight: 'kernel',
  });
  // exp(100) is more than a float32 can hold.
  expect(await originOf({ first: 100 })).toEqual({
    kind: 'output',
    layer: 'Activation-3',
    type: 'Activation',
  });
  // exp(80) * 1e5 is more than a float32 can hold, too, but exp(80) is not.
  expect(await originOf({ first: 80, second: 1e5 })).toEqual({
    kind: 'output',
    layer: 'Dense-4',
    type: 'Dense',
  });
  // 5e34 can be held, its square cannot.
  expect(await originOf({ first: 80 })).toMatchObject({ kind: 'loss', layer: 'Output-5' });
  expect(await originOf({})).toEqual({ kind: 'step' });
});

test('a gradient that explodes on its way back is found where it first did', async () => {
  // exp(43.9) squared is 1.4e38: it and twice it can be held, but not times the input 20.
  expect(await originOf({ input: 20, first: 2.195, target: 0 })).toEqual({
    kind: 'gradient',
    layer: 'Dense-2',
    weight: 'kernel',
  });
});

const place = { epoch: 3, step: 12, learningRate: 0.01 };

test.each([
  [
    { kind: 'data', field: 'age' },
    'The data has values that are no numbers in the field "age" (epoch 3, step 12). Look for empty cells, divisions by zero and infinite values there, and mend or leave out their rows. The last checkpoint is kept.',
  ],
  [
    { kind: 'output', layer: 'conv', type: 'Conv2D' },
    'The output of the layer "conv" (Conv2D) is no longer a number (epoch 3, step 12). What reaches it has grown too large. The learning rate is 0.01; try 0.001. A normalization layer before it, or inputs on a smaller scale, help too. The last checkpoint is kept.',
  ],
  [
    { kind: 'gradient', layer: 'conv', weight: 'kernel' },
    'The gradient of "kernel" of the layer "conv" is no longer a number (epoch 3, step 12). It exploded on its way back through the network. The learning rate is 0.01; try 0.001. Clipping the gradients helps too. The last checkpoint is kept.',
  ],
  [
    { kind: 'weight', layer: 'conv', weight: 'kernel' },
    'The weight "kernel" of the layer "conv" is no longer a number (epoch 3, step 12). The steps before were too large and it ran away. The learning rate is 0.01; try 0.001. The last checkpoint is kept.',
  ],
  [
    { kind: 'loss', layer: 'output', field: 'price' },
    'The loss of the output "output" is no longer a number (epoch 3, step 12). The answers are too far from the field "price" to be measured. The learning rate is 0.01; try 0.001. See that the targets are on a scale that the last layer can reach. The last checkpoint is kept.',
  ],
  [
    { kind: 'step' },
    'The weights are no longer numbers after this step (epoch 3, step 12). The step was too large. The learning rate is 0.01; try 0.001. The last checkpoint is kept.',
  ],
] as const)('%o is told with its place and with advice', (origin, sentence) => {
  expect(divergedSentence({ ...place, origin })).toBe(sentence);
});
