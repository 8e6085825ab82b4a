/** How fast this machine trains: LeNet-5 on the digits for about a second. */
import { initialWeights } from '../../core/model/initialize.ts';
import { trainRun } from '../../core/train/run-training.ts';
import { listTemplates } from '../templates.ts';
import { checkedModel } from './checked-model.ts';
import { openFromShelf } from './dataset-shelf.ts';
import { fitInputs, splitSamples } from './training-data.ts';
import { workerEngine } from './worker-engine.ts';

const MEASURED = 'lenet5-digits';
const ENOUGH_MS = 1000;

export async function measureEngine() {
  const document = (await listTemplates()).find(({ id }) => id === MEASURED)?.document;
  if (!document?.dataset) throw new Error(`the template "${MEASURED}" is missing`);
  const dataset = await openFromShelf({ reference: document.dataset, baseFolder: '.' });
  const model = checkedModel(document, dataset.description);
  const split = await splitSamples(dataset, model, document.training);
  const preprocessing = await fitInputs(dataset, model, split.train);
  const engine = await workerEngine();
  const signal = { aborted: false };
  const start = performance.now();
  let samplesPerSecond = 0;
  const events = trainRun({
    model,
    engine,
    signal,
    data: { dataset, preprocessing, ...split },
    settings: document.training,
    weights: initialWeights(model, document.training.seed),
    save: async () => undefined,
    clock: { now: () => performance.now() },
  });
  for await (const event of events) {
    if ('samplesPerSecond' in event) samplesPerSecond = event.samplesPerSecond;
    signal.aborted = performance.now() - start > ENOUGH_MS;
  }
  return { engine: engine.id, title: engine.title, network: document.name, samplesPerSecond };
}
