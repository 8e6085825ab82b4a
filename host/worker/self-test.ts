/**
 * A few steps of a small network that has a bit of everything, for an engine to prove itself with: whoever computes
 * rightly gets the losses that the processor gets.
 */
import type { Engine } from '../../core/engine/engine.ts';
import { initialWeights } from '../../core/model/initialize.ts';
import { trainingFeeds } from '../../core/train/feeds.ts';
import { createOptimizer } from '../../core/train/optimizers/create.ts';
import { initialOptimizerState } from '../../core/train/optimizers/optimizer.ts';
import { LEARNING_RATE, LOSS, SEED } from '../../core/train/program-names.ts';
import { ProgramRunner } from '../../core/train/program-runner.ts';
import { trainProgram } from '../../core/train/programs.ts';
import { NetworkSketch } from '../bench/network-sketch.ts';
import { checkedModel } from './checked-model.ts';
import { openFromShelf } from './dataset-shelf.ts';
import { fitInputs, splitSamples } from './training-data.ts';

const STEPS = 8;
const BATCH = 32;
const LEARNING_RATE_VALUE = 0.05;

/** Six channels into eight filters is a case that a device has got wrong before. */
function testNetwork() {
  const sketch = new NetworkSketch('Self-test')
    .add('Input', { shape: [8, 8, 1] })
    .add('Conv2D', { filters: 6, kernelSize: [3, 3], padding: 'same' })
    .add('BatchNormalization')
    .add('Activation', { activation: 'relu' })
    .add('MaxPooling2D', { poolSize: [2, 2] })
    .add('Conv2D', { filters: 8, kernelSize: [3, 3], padding: 'same' })
    .add('Activation', { activation: 'tanh' })
    .add('AveragePooling2D', { poolSize: [2, 2] })
    .add('Flatten')
    .add('Dropout', { rate: 0.25 })
    .add('Dense', { units: 10 })
    .add('Softmax')
    .add('Output');
  const document = sketch.document();
  return {
    ...document,
    dataset: { source: 'builtin:digits' },
    training: { ...document.training, batchSize: BATCH },
  };
}

/** The loss of each step. */
export async function selfTest(engine: Engine): Promise<number[]> {
  const document = testNetwork();
  const dataset = await openFromShelf({ reference: document.dataset, baseFolder: '.' });
  const model = checkedModel(document, dataset.description);
  const { train } = await splitSamples(dataset, model, document.training);
  const preprocessing = await fitInputs(dataset, model, train);
  // Adam would make much of the smallest difference between two gradients near zero.
  const optimizer = createOptimizer({
    type: 'sgd',
    learningRate: LEARNING_RATE_VALUE,
    momentum: 0.9,
    nesterov: false,
  });
  const session = await engine.open({
    ...initialWeights(model, document.training.seed),
    ...initialOptimizerState(optimizer, model.weights),
  });
  try {
    const runner = new ProgramRunner(session, trainProgram(model, { optimizer }));
    const losses: number[] = [];
    for (let step = 0; step < STEPS; step++) {
      const rows = [...train.subarray(step * BATCH, (step + 1) * BATCH)];
      const feeds = {
        ...trainingFeeds(model, await dataset.read(rows), preprocessing),
        [LEARNING_RATE]: {
          dtype: 'float32',
          shape: [],
          data: Float32Array.of(LEARNING_RATE_VALUE),
        },
        [SEED]: { dtype: 'int32', shape: [2], data: Int32Array.of(1, step) },
      } as const;
      const outputs = await (await runner.prepare(feeds)).run(feeds);
      losses.push(outputs[LOSS]?.data[0] ?? Number.NaN);
    }
    return losses;
  } finally {
    await session.release();
  }
}
