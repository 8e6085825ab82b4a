/** Trains a benchmark network on random samples and times its steps, as a run does them. */

import { createRandom } from '../../core/data/prng.ts';
import { createCompiledEngine } from '../../core/engine/compiled-engine.ts';
import { buildModel } from '../../core/model/build-model.ts';
import { initialWeights } from '../../core/model/initialize.ts';
import type { Model } from '../../core/model/model.ts';
import type { Feeds } from '../../core/train/feeds.ts';
import { createOptimizer } from '../../core/train/optimizers/create.ts';
import { initialOptimizerState } from '../../core/train/optimizers/optimizer.ts';
import { inputName, targetName } from '../../core/train/program-names.ts';
import { trainProgram } from '../../core/train/programs.ts';
import { feedsOfSteps } from '../../core/train/step-feeds.ts';
import { StepRunner } from '../../core/train/step-runner.ts';
import { stepsAtOnce } from '../../core/train/steps-at-once.ts';
import { createOrtRuntime } from '../engine/ort-runtime.ts';
import { tf } from '../worker/tensorflow.ts';
import type { BenchNetwork } from './networks.ts';

/** Steps that are not counted, at the start of each round, as many as the peer's. */
export const WARM_UP = 4;

/** As many as images of MNIST make. */
const STEPS_OF_AN_EPOCH = 937;

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
  /** From a drawn network to the end of the first call of the engine, which may be several steps. */
  readonly firstStepMs: number;
  /** Milliseconds of each of at least so many steps, after a few that are not counted. */
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
  const engine = createCompiledEngine(tf, runtime);
  const state = {
    ...initialWeights(model, seed),
    ...initialOptimizerState(optimizer, model.weights),
  };
  const { batch: batchSize } = options;
  const fullSteps = STEPS_OF_AN_EPOCH;
  // A profile tells operators apart where steps come one by one.
  const atOnce = profilePrefix ? 1 : stepsAtOnce({ engine, model, state, batchSize, fullSteps });
  const session = await engine.open(state);
  const runner = new StepRunner(session, model, trainProgram(model, { optimizer }));
  const samples = randomSamples(model, network, atOnce * batchSize);
  const rates = new Array<number>(atOnce).fill(settings.learningRate);
  let step = 0;
  /** Milliseconds of one step. */
  const timeSteps = async () => {
    const feeds = feedsOfSteps({ samples, rates, seed, first: step });
    const executable = await runner.prepare(feeds, atOnce);
    const began = performance.now();
    await runner.run(executable, feeds, atOnce);
    step += atOnce;
    return (performance.now() - began) / atOnce;
  };
  await timeSteps();
  const firstStepMs = performance.now() - start;
  return {
    parameters: trainedNumbers(model),
    firstStepMs,
    measure: async (steps) => {
      for (let i = 0; i < WARM_UP; i += atOnce) await timeSteps();
      const times: number[] = [];
      while (times.length < steps) {
        const time = await timeSteps();
        for (let i = 0; i < atOnce; i++) times.push(time);
      }
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

export function randomSamples(model: Model, { classes, vocabulary }: BenchNetwork, rows: number): Feeds {
  const random = createRandom(1, 'bench');
  const feeds: Feeds = {};
  for (const { layer, type } of model.inputs) {
    const shape = [rows, ...type.shape.slice(1).map((dimension) => dimension ?? 1)];
    const data = new Float32Array(sizeOf(shape));
    const value = vocabulary ? () => Math.floor(vocabulary * random.uniform()) : () => random.uniform();
    feeds[inputName(layer)] = { dtype: 'float32', shape, data: data.map(value) };
  }
  for (const { layer, type } of model.outputs) {
    const shape = [rows, ...type.shape.slice(1, -1).map((dimension) => dimension ?? 1)];
    const data = Int32Array.from({ length: sizeOf(shape) }, (_, index) => index % classes);
    feeds[targetName(layer)] = { dtype: 'int32', shape, data };
  }
  return feeds;
}
