/** Runs one layer by itself on the compiled engine, for the conformance test. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { Executable, Program, TensorData } from '../engine/engine.ts';
import { randomSource } from '../engine/random.ts';
import type { Example, LayerDefinition, NonEmpty } from '../layers/layer.ts';
import { parseParams } from '../layers/parse-params.ts';
import type { TensorType } from '../shape/tensor-type.ts';
import { numbers, testEngine } from './gradient-check.ts';
import type { Numbers } from './run-emitted-layer.ts';

type Weights = Readonly<Record<string, Numbers>>;

interface LayerCase {
  readonly batch: number;
  readonly params: Readonly<Record<string, unknown>>;
  readonly inputs: readonly Numbers[];
  readonly weights: Weights;
  /** By input, where the example is of a masked sequence. */
  readonly masks: readonly (Numbers | undefined)[];
  readonly trainable: readonly string[];
}

/** The layer outside training. */
export async function layerCase(
  layer: LayerDefinition,
  example: Example<Readonly<Record<string, unknown>>>,
  batch: number,
) {
  const known = prepare(layer, example, batch);
  const run = await runner(layer, known, (outputs) =>
    Object.fromEntries(outputs.map((output, index) => [`output-${index}`, output])),
  );
  return {
    ...known,
    forward: async (inputs: readonly Numbers[], weights: Weights): Promise<Numbers[]> => {
      const results = await run(inputs, weights);
      return example.outputs.map((_, index) => asNumbers(results[`output-${index}`]));
    },
  };
}

/**
 * The layer in training, with a loss that weighs every value of the outputs differently. Random numbers are the
 * same in every run.
 */
export async function training(
  layer: LayerDefinition,
  example: Example<Readonly<Record<string, unknown>>>,
  batch: number,
) {
  const known = prepare(layer, example, batch);
  const next = numbers(11);
  const factors = example.outputs.map(({ shape }) => {
    const full = [batch, ...shape.slice(1).map((dimension) => dimension ?? 1)];
    return { shape: full, data: Float32Array.from({ length: size(full) }, next) };
  });
  const weigh = (outputs: readonly tf.Tensor[]) =>
    tf.addN(
      outputs.map((output, index) => {
        const { data, shape } = factors[index] ?? { data: [], shape: [] };
        return tf.sum(tf.mul(output, tf.tensor(data, [...shape])));
      }),
    );
  const loss = await runner(layer, known, (outputs) => ({ loss: weigh(outputs) }), true);
  const gradients = await gradientRunner(layer, known, weigh);
  return {
    ...known,
    /** What every value of each output is multiplied with in the loss. */
    factors,
    loss: async (inputs: readonly Numbers[], weights: Weights) =>
      Number((await loss(inputs, weights)).loss?.data[0]),
    gradients: async (inputs: readonly Numbers[], weights: Weights) => {
      const results = await gradients(inputs, weights);
      const list = (name: string) => Array.from(asNumbers(results[name]).data);
      return {
        inputs: inputs.map((_, index) => list(`gradient:input-${index}`)),
        weights: Object.fromEntries(known.trainable.map((id) => [id, list(`gradient:${id}`)])),
      };
    },
  };
}

function prepare(
  layer: LayerDefinition,
  example: Example<Readonly<Record<string, unknown>>>,
  batch: number,
): LayerCase {
  const params = parseParams(layer, example.params);
  if (!params.ok) throw new Error(params.error.map(({ message }) => message).join(' '));
  const inputs = example.inputs.map(({ shape, below }, index) => {
    const full = [batch, ...shape.slice(1).map((dimension) => dimension ?? 1)];
    const data = below === undefined ? apart(size(full), index) : whole(size(full), below, index);
    return { shape: full, data };
  });
  const specs = layer.weights(params.value, example.inputs as NonEmpty<TensorType>);
  const next = numbers(5);
  const weights = Object.fromEntries(
    specs.map(({ name, shape }) => {
      // Variances must not be negative; all else may be anything.
      const data = Float32Array.from(
        { length: size(shape) },
        () => (/variance/i.test(name) ? 1 : 0) + next(),
      );
      return [name, { shape, data }];
    }),
  );
  const trainable = specs.filter((spec) => spec.trainable).map(({ name }) => name);
  const masks = example.inputs.map(({ masked, shape }, index) =>
    masked ? randomMask(batch, shape[1] ?? 1, index) : undefined,
  );
  return { batch, params: params.value, inputs, weights, masks, trainable };
}

/** Values that no two inputs share and none of which is near 0, so that maxima and bends are not at stake. */
function apart(length: number, seed: number): Float32Array {
  const order = Array.from({ length }, (_, index) => index);
  const next = numbers(17 + seed);
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor((next() + 0.5) * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  const shift = ((seed + 1) % 4) / 4;
  return Float32Array.from(order, (place) => {
    const value = ((place + shift) / length) * 4 - 2;
    return value + (value < 0 ? -0.03 : 0.03);
  });
}

/** Steps that count, in no order; but none of the first sample where there are several. */
function randomMask(batch: number, steps: number, seed: number): Numbers {
  const next = numbers(53 + seed);
  const data = Float32Array.from({ length: batch * steps }, (_, index) =>
    batch > 1 && index < steps ? 0 : Number(next() < 0.2),
  );
  return { shape: [batch, steps], data };
}

/** Whole numbers from 0 to below `limit`, in no order. */
function whole(length: number, limit: number, seed: number): Float32Array {
  const next = numbers(29 + seed);
  return Float32Array.from({ length }, () => Math.floor((next() + 0.5) * limit));
}

type Results = Readonly<Record<string, TensorData>>;

async function runner(
  layer: LayerDefinition,
  known: LayerCase,
  finish: (outputs: readonly tf.Tensor[]) => Record<string, tf.Tensor>,
  inTraining = false,
): Promise<(inputs: readonly Numbers[], weights: Weights) => Promise<Results>> {
  return compile(known, (given) => {
    const inputs = known.inputs.map((_, index) => given[`input-${index}`] as tf.Tensor);
    return finish(call(layer, known, inputs, (name) => given[name] as tf.Tensor, inTraining));
  });
}

async function gradientRunner(
  layer: LayerDefinition,
  known: LayerCase,
  weigh: (outputs: readonly tf.Tensor[]) => tf.Tensor,
) {
  return compile(known, (given) => {
    const names = [...known.inputs.map((_, index) => `input-${index}`), ...known.trainable];
    const gradients = tf.grads((...variables) => {
      const at = (name: string) => variables[names.indexOf(name)] ?? (given[name] as tf.Tensor);
      const inputs = known.inputs.map((_, index) => at(`input-${index}`));
      return weigh(call(layer, known, inputs, at, true));
    })(names.map((name) => given[name] as tf.Tensor));
    return Object.fromEntries(
      names.map((name, index) => [`gradient:${name}`, gradients[index] as tf.Tensor]),
    );
  });
}

function call(
  layer: LayerDefinition,
  { batch, params, masks }: LayerCase,
  inputs: readonly tf.Tensor[],
  weight: (name: string) => tf.Tensor,
  inTraining: boolean,
): readonly tf.Tensor[] {
  const random = randomSource(tf, tf.tensor1d([3, 4], 'int32'));
  const context = {
    tf,
    training: inTraining,
    frozen: false,
    random,
    masks: masks.map((mask) => mask && tf.tensor(mask.data, [...mask.shape])),
    update: () => undefined,
    setLogits: () => undefined,
  };
  // A layer without inputs is given a batch all the same.
  const given = inputs.length > 0 ? inputs : [tf.zeros([batch, 1])];
  return layer.call(context, params, given as NonEmpty<tf.Tensor>, weight);
}

async function compile(
  _known: LayerCase,
  body: (given: Record<string, tf.Tensor>) => Record<string, tf.Tensor>,
) {
  const program: Program = {
    name: 'layer',
    state: [],
    body: (_tf, given) => ({ outputs: body({ ...given }), state: {} }),
  };
  const session = await testEngine.open({});
  let executable: Executable | undefined;
  return async (inputs: readonly Numbers[], weights: Weights): Promise<Results> => {
    const feeds: Record<string, TensorData> = {};
    inputs.forEach((input, index) => {
      feeds[`input-${index}`] = { dtype: 'float32', ...input };
    });
    for (const [name, weight] of Object.entries(weights)) feeds[name] = { dtype: 'float32', ...weight };
    executable ??= await session.prepare(program, feeds);
    return executable.run(feeds);
  };
}

function asNumbers(tensor: TensorData | undefined): Numbers {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('A float32 tensor was expected.');
  return { shape: tensor.shape, data: tensor.data };
}

function size(shape: readonly number[]): number {
  return shape.reduce((product, dimension) => product * dimension, 1);
}
