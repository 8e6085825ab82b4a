import { expect, test } from 'vitest';
import { modelOf, randomSamples } from '../../../host/bench/bench-trainer.ts';
import { BENCH_NETWORKS } from '../../../host/bench/networks.ts';
import { createOrtRuntime } from '../../../host/engine/ort-runtime.ts';
import { tf } from '../../../host/worker/tensorflow.ts';
import { createCompiledEngine } from '../../engine/compiled-engine.ts';
import { initialWeights } from '../../model/initialize.ts';
import { createOptimizer } from '../../train/optimizers/create.ts';
import { initialOptimizerState } from '../../train/optimizers/optimizer.ts';
import { checkSeries } from './check-series.ts';

const engine = createCompiledEngine(tf, createOrtRuntime({ threads: 2 }));

// At the sizes at which the runtime parts its work among threads.
test.each(BENCH_NETWORKS)('$id learns the same on every run, bit for bit', async (network) => {
  const model = modelOf(network);
  const { optimizer: settings, seed } = model.document.training;
  const optimizer = createOptimizer(settings);
  const state = { ...initialWeights(model, seed), ...initialOptimizerState(optimizer, model.weights) };
  const samples = randomSamples(model, network, 64);
  expect(await checkSeries(engine, { model, optimizer, state, samples, seed })).toBeUndefined();
});
