/**
 * Holds one network to its promises: shapes are as inferred, a training step runs, and onnxruntime gives the
 * answers of the trained network.
 */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { createRandom, type Random } from '../../data/prng.ts';
import type { LayerId } from '../../document/schema.ts';
import type { Engine, TensorData } from '../../engine/engine.ts';
import { buildModel } from '../../model/build-model.ts';
import { initialWeights } from '../../model/initialize.ts';
import type { Model } from '../../model/model.ts';
import { exportOnnx } from '../../onnx/export-model.ts';
import { writeOnnxModel } from '../../onnx/write-model.ts';
import { sampleShape, type TensorType } from '../../shape/tensor-type.ts';
import { createOptimizer } from '../../train/optimizers/create.ts';
import { inputName, LEARNING_RATE, outputName, SEED, targetName } from '../../train/program-names.ts';
import { predictProgram, trainProgram } from '../../train/programs.ts';
import { checkSeries } from '../training/check-series.ts';
import type { RandomNetwork } from './random-network.ts';

/** Of the largest value: sums of float32 numbers in another order differ in their last digits. */
const TOLERANCE = 2e-4;

type Feeds = Readonly<Record<string, TensorData>>;

/** What is wrong, in a sentence; undefined if nothing is. */
export async function checkNetwork(
  { document, below }: RandomNetwork,
  engine: Engine,
  seed: number,
): Promise<string | undefined> {
  const built = buildModel(document);
  if (!built.ok) return `it was drawn with an error: ${built.error.map(({ message }) => message).join(' ')}`;
  const model = built.value;
  const random = createRandom(seed, 'values');
  const batch = random.uniform() < 0.3 ? 1 : 3;
  const inputs = Object.fromEntries(
    model.inputs.map(({ layer, type }) => [layer, randomTensor(type, batch, random, below.get(layer))]),
  );
  const state = initialWeights(model, seed);
  const samples = samplesOf(model, inputs, batch);
  const inSeries = await checkSeries(engine, { model, optimizer: OPTIMIZER, state, samples, seed });
  if (inSeries !== undefined) return inSeries;
  const session = await engine.open(state);
  try {
    await trainStep(model, session, samples, seed);
    const weights = await session.readState(model.weights.map(({ id }) => id));
    const answers = await answersOf(model, session, inputs);
    const exported = await runExported(model, weights, inputs);
    const shapes = model.outputs.map(({ layer, name, type }) => {
      const shape = [batch, ...sampleShape(type.shape)].join(' x ');
      const received = answers[layer]?.shape.join(' x ');
      return received === shape ? undefined : `"${name}" was inferred as ${shape}, but is ${received}`;
    });
    const fault = shapes.find((fault) => fault !== undefined);
    if (fault !== undefined) return fault;
    const differing = model.outputs.filter(
      ({ layer, name }) => difference(name, present(answers[layer]), exported[name]) !== undefined,
    );
    if (differing.length === 0) return undefined;
    const doubts = await doubtfulPlaces(model, engine, { inputs, weights, answers, exported, below }, random);
    return differing
      .map(({ layer, name }) => difference(name, present(answers[layer]), exported[name], doubts[layer]))
      .find((fault) => fault !== undefined);
  } finally {
    await session.release();
  }
}

type Session = Awaited<ReturnType<Engine['open']>>;

/** By the Output layer's id. */
async function answersOf(model: Model, session: Session, inputs: Feeds): Promise<Feeds> {
  const predict = await session.prepare(predictProgram(model), named(inputs, inputName));
  const answers = await predict.run(named(inputs, inputName));
  return Object.fromEntries(model.outputs.map(({ layer }) => [layer, present(answers[outputName(layer)])]));
}

/** How often inputs and weights are shaken, and by how much of themselves: a few roundings of float32. */
const SHAKES = 8;
const ROUNDING = 2 ** -21;

/**
 * Which values of the outputs mean nothing, by the Output layer's id: the engine itself, or the file by itself, gives
 * another value when what goes in changes by a rounding. Such are the place of the largest of equal numbers, 1 / (a - a), and what overflows.
 */
async function doubtfulPlaces(
  model: Model,
  engine: Engine,
  { inputs, weights, answers, exported, below }: Known,
  random: Random,
): Promise<Readonly<Record<string, readonly boolean[]>>> {
  const shaken = (feeds: Feeds, isFixed: (name: string) => boolean): Feeds =>
    Object.fromEntries(
      Object.entries(feeds).map(([name, tensor]) => [
        name,
        isFixed(name)
          ? tensor
          : {
              ...tensor,
              data: Float32Array.from(
                tensor.data,
                (value) => value * (1 + ROUNDING * (2 * random.uniform() - 1)),
              ),
            },
      ]),
    );
  const doubts = Object.fromEntries(
    Object.entries(answers).map(([layer, { data }]) => [layer, Array.from(data, () => false)]),
  );
  for (let shake = 0; shake < SHAKES; shake++) {
    const [shakenWeights, shakenInputs] = [
      shaken(weights, () => false),
      shaken(inputs, (layer) => below.has(layer as LayerId)),
    ];
    const session = await engine.open(shakenWeights);
    const others = await answersOf(model, session, shakenInputs);
    await session.release();
    const otherFile = await runExported(model, shakenWeights, shakenInputs);
    for (const { layer, name } of model.outputs) {
      const pairs = [
        [answers[layer]?.data, others[layer]?.data],
        [exported[name]?.data, otherFile[name]?.data],
      ] as const;
      doubts[layer] = (doubts[layer] ?? []).map(
        (doubt, place) =>
          doubt || pairs.some(([one, other]) => !isNear(Number(one?.[place]), Number(other?.[place]))),
      );
    }
  }
  return doubts;
}

interface Known {
  readonly inputs: Feeds;
  readonly weights: Feeds;
  readonly answers: Feeds;
  readonly exported: Readonly<Record<string, Tensor>>;
  readonly below: RandomNetwork['below'];
}

function isNear(one: number, other: number): boolean {
  if (one === other || (Number.isNaN(one) && Number.isNaN(other))) return true;
  return Math.abs(one - other) <= TOLERANCE * Math.max(1, Math.min(Math.abs(one), Math.abs(other)));
}

const OPTIMIZER = createOptimizer({ type: 'sgd', learningRate: 1e-3, momentum: 0, nesterov: false });

function samplesOf(model: Model, inputs: Feeds, batch: number): Feeds {
  const targets = model.outputs.map(({ layer, type }) => {
    const shape = [batch, ...sampleShape(type.shape)];
    return [targetName(layer), filled(shape, () => 0.5)] as const;
  });
  return { ...named(inputs, inputName), ...Object.fromEntries(targets) };
}

async function trainStep(model: Model, session: Session, samples: Feeds, seed: number): Promise<void> {
  const feeds: Feeds = {
    ...samples,
    [LEARNING_RATE]: { dtype: 'float32', shape: [], data: Float32Array.of(1e-3) },
    [SEED]: { dtype: 'int32', shape: [2], data: Int32Array.of(seed, 1) },
  };
  const train = await session.prepare(trainProgram(model, { optimizer: OPTIMIZER }), feeds);
  await train.run(feeds);
}

async function runExported(
  model: Model,
  weights: Feeds,
  inputs: Feeds,
): Promise<Readonly<Record<string, Tensor>>> {
  const file = exportOnnx(
    model,
    Object.fromEntries(
      Object.entries(weights).map(([id, { shape, data }]) => [id, { shape, data: Float32Array.from(data) }]),
    ),
    { preprocessing: {}, fields: [], networkName: 'Random', version: '0' },
  );
  const session = await InferenceSession.create(writeOnnxModel(file), { logSeverityLevel: 3 });
  try {
    return await session.run(
      Object.fromEntries(
        model.inputs.map(({ layer, name }) => {
          const { data, shape } = inputs[layer] as TensorData;
          return [name, new Tensor('float32', data as Float32Array, [...shape])];
        }),
      ),
    );
  } finally {
    await session.release();
  }
}

function difference(
  name: string,
  ours: TensorData,
  theirs: Tensor | undefined,
  doubtful: readonly boolean[] = [],
): string | undefined {
  if (theirs?.dims.join() !== ours.shape.join()) {
    return `"${name}" is ${ours.shape.join(' x ')}, but ${theirs?.dims.join(' x ')} in the ONNX file`;
  }
  const other = theirs.data as Float32Array;
  let scale = 1;
  let worst = 0;
  for (let i = 0; i < other.length; i++) {
    const [one, two] = [Number(ours.data[i]), Number(other[i])];
    // Random networks divide by 0 and take roots of what is negative; both must then say so.
    if (one === two || (Number.isNaN(one) && Number.isNaN(two)) || doubtful[i]) continue;
    scale = Math.max(scale, Math.min(Math.abs(one), Math.abs(two)));
    worst = Math.max(worst, Number.isNaN(one - two) ? Number.POSITIVE_INFINITY : Math.abs(one - two));
  }
  return worst > TOLERANCE * scale
    ? `"${name}" differs from the ONNX file by ${worst} at values up to ${scale}`
    : undefined;
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The engine gave no answer for an output.');
  return value;
}

function named(feeds: Feeds, name: (layer: never) => string): Feeds {
  return Object.fromEntries(Object.entries(feeds).map(([layer, data]) => [name(layer as never), data]));
}

function randomTensor(type: TensorType, batch: number, random: Random, below?: number): TensorData {
  const draw = below === undefined ? () => 2 * random.uniform() - 1 : () => random.below(below);
  return filled([batch, ...sampleShape(type.shape)], draw);
}

function filled(shape: readonly number[], draw: () => number): TensorData {
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  return { dtype: 'float32', shape, data: Float32Array.from({ length: size }, draw) };
}
