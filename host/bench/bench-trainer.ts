/** Trains a benchmark network on random samples and times its steps, the way the peer does. */

import { createRandom } from '../../core/data/prng.ts';
import { createCompiledEngine } from '../../core/engine/compiled-engine.ts';
import type { TensorData } from '../../core/engine/engine.ts';
import { buildModel } from '../../core/model/build-model.ts';
import { initialWeights } from '../../core/model/initialize.ts';
import type { Model } from '../../core/model/model.ts';
import { type Feeds, specsOf } from '../../core/train/feeds.ts';
import { createOptimizer } from '../../core/train/optimizers/create.ts';
import { initialOptimizerState } from '../../core/train/optimizers/optimizer.ts';
import { inputName, LEARNING_RATE, SEED, targetName } from '../../core/train/program-names.ts';
import { trainProgram } from '../../core/train/programs.ts';
import { createOrtRuntime } from '../engine/ort-runtime.ts';
import { tf } from '../worker/tensorflow.ts';
import type { BenchNetwork } from './networks.ts';

/** Steps that are not counted, at the start of each round, as many as the peer's. */
export const WARM_UP = 4;

export interface BenchOptions {
  readonly batch: number;
  readonly threads: number;
  /** Where the runtime writes its profile when the trainer is released. */
  readonly profilePrefix?: string;
  /** Asked when a step is about to be loaded; see `GraphRuntime`. */
  readonly availableMemory?: () => number;
}

export interface BenchTrainer {
  readonly parameters: number;
  /** From a drawn network to the end of its first step. */
  readonly firstStepMs: number;
  /** Milliseconds of each of so many steps, after a few that are not counted. */
  measure(steps: number): Promise<readonly number[]>;
  release(): Promise<void>;
}

export async function openBenchTrainer(network: BenchNetwork, options: BenchOptions): Promise<BenchTrainer> {
  const start = performance.now();
  const model = modelOf(network);
  const { optimizer: settings, seed } = model.document.training;
  const optimizer = createOptimizer(settings);
  const { threads, profilePrefix, availableMemory } = options;
  const runtime = {
    ...createOrtRuntime({ threads, ...(profilePrefix !== undefined && { profilePrefix }) }),
    ...(availableMemory && { availableMemory }),
  };
  const session = await createCompiledEngine(tf, runtime).open({
    ...initialWeights(model, seed),
    ...initialOptimizerState(optimizer, model.weights),
  });
  const feeds = randomBatch(model, network, options.batch, settings.learningRate);
  const executable = await session.prepare(trainProgram(model, { optimizer }), specsOf(feeds));
  let step = 0;
  const timeStep = async () => {
    const began = performance.now();
    await executable.run({ ...feeds, [SEED]: seedOfStep(seed, step++) });
    return performance.now() - began;
  };
  await timeStep();
  const firstStepMs = performance.now() - start;
  return {
    parameters: trainedNumbers(model),
    firstStepMs,
    measure: async (steps) => {
      for (let i = 0; i < WARM_UP; i++) await timeStep();
      const times: number[] = [];
      for (let i = 0; i < steps; i++) times.push(await timeStep());
      return times;
    },
    release: () => session.release(),
  };
}

export function modelOf({ id, document }: BenchNetwork): Model {
  const model = buildModel(document());
  if (model.ok) return model.value;
  throw new Error(
    `the network "${id}" cannot be trained: ${model.error.map((issue) => issue.message).join(' ')}`,
  );
}

export function trainedNumbers({ weights }: Model): number {
  return weights.filter(({ trainable }) => trainable).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, dimension) => product * dimension, 1);
}

function randomBatch(
  model: Model,
  { classes, vocabulary }: BenchNetwork,
  batch: number,
  learningRate: number,
): Feeds {
  const random = createRandom(1, 'bench');
  const feeds: Feeds = {
    [LEARNING_RATE]: { dtype: 'float32', shape: [], data: Float32Array.of(learningRate) },
    [SEED]: seedOfStep(0, 0),
  };
  for (const { layer, type } of model.inputs) {
    const shape = [batch, ...type.shape.slice(1).map((dimension) => dimension ?? 1)];
    const data = new Float32Array(sizeOf(shape));
    const value = vocabulary ? () => Math.floor(vocabulary * random.uniform()) : () => random.uniform();
    feeds[inputName(layer)] = { dtype: 'float32', shape, data: data.map(value) };
  }
  for (const { layer, type } of model.outputs) {
    const shape = [batch, ...type.shape.slice(1, -1).map((dimension) => dimension ?? 1)];
    const data = Int32Array.from({ length: sizeOf(shape) }, (_, index) => index % classes);
    feeds[targetName(layer)] = { dtype: 'int32', shape, data };
  }
  return feeds;
}

function seedOfStep(seed: number, step: number): TensorData {
  return { dtype: 'int32', shape: [2], data: Int32Array.of(seed, step) };
}
