/** An engine's test: the losses of a small network, and how fast it trains LeNet-5 on the digits for about a second. */
import type { Engine } from '../../core/engine/engine.ts';
import { initialWeights } from '../../core/model/initialize.ts';
import { trainRun } from '../../core/train/run-training.ts';
import { ENGINES, type EngineEntry } from '../engine/catalogue.ts';
import { installedIn } from '../engine/tensorflow-package.ts';
import { listTemplates } from '../templates.ts';
import { checkedModel } from './checked-model.ts';
import { openFromShelf } from './dataset-shelf.ts';
import { selfTest } from './self-test.ts';
import { fitInputs, splitSamples } from './training-data.ts';
import { engineAlone } from './worker-engine.ts';

const MEASURED = 'lenet5-digits';
const ENOUGH_MS = 1000;

export async function testEngine({ engine: id }: { readonly engine: string }) {
  const engine = await engineAlone(id);
  const losses = await selfTest(engine);
  return { losses, samplesPerSecond: await measure(engine) };
}

/** What could work on this system, and what it lacks that somebody could install. */
export async function listEngines() {
  const { isInRuntime } = await import('../engine/providers.ts');
  const isPossible = (entry: EngineEntry) =>
    entry.kind === 'compiled' ? isInRuntime(entry.id) : hasBuild(entry);
  const engines = ENGINES.filter(isPossible).map((entry) => ({
    id: entry.id,
    ...(entry.kind === 'eager' &&
      installedIn(entry) === undefined && {
        missing: `it is not installed; "npx layerloom engines --install ${entry.installedAs}" does that`,
      }),
  }));
  return { engines };
}

/** TensorFlow's libraries exist for these systems only. */
function hasBuild({ id }: EngineEntry): boolean {
  if (process.arch !== 'x64') return id === 'tensorflow' && process.platform === 'darwin';
  return id === 'tensorflow' || process.platform !== 'darwin';
}

async function measure(engine: Engine): Promise<number> {
  const document = (await listTemplates()).find(({ id }) => id === MEASURED)?.document;
  if (!document?.dataset) throw new Error(`the template "${MEASURED}" is missing`);
  const dataset = await openFromShelf({ reference: document.dataset, baseFolder: '.' });
  const model = checkedModel(document, dataset.description);
  const split = await splitSamples(dataset, model, document.training);
  const preprocessing = await fitInputs(dataset, model, split.train);
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
  return samplesPerSecond;
}
