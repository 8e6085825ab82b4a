/** Everything that must be in order before a run trains: network, data, folder, lock. Throws sentences. */
import type { NetworkDocument } from '../../core/document/schema.ts';
import type { RunEvent } from '../../core/train/events.ts';
import { HostError } from '../contract.ts';
import { CPU } from '../engine/catalogue.ts';
import { packageVersion } from '../package-root.ts';
import { RunFolder, requireFreeFolder } from '../runs/run-folder.ts';
import { lockRun } from '../runs/run-lock.ts';
import { RUN_FORMAT, type RunRecord } from '../runs/run-record.ts';
import { stoppable } from '../stoppable.ts';
import { ActiveRun } from './active-run.ts';
import { checkedModel } from './checked-model.ts';
import { drawWeights, measured, openForRun, type Preparation } from './preparation.ts';
import { requireMemoryForWeights } from './require-memory.ts';
import { fitInputs, requireSameData, splitSamples } from './training-data.ts';
import { engineForRun, engineVersions } from './worker-engine.ts';

export interface NewRun {
  readonly folder: string;
  readonly id: string;
  readonly document: NetworkDocument;
  /** What a relative path of the dataset is relative to. */
  readonly baseFolder: string;
  /** The processor if left out. */
  readonly engine?: string | undefined;
}

export interface ResumedRun {
  readonly folder: string;
  readonly epochs?: number | undefined;
  /** That of the run if left out. */
  readonly engine?: string | undefined;
}

type Tell = (event: RunEvent) => void;

export async function startRun(start: NewRun, tell: Tell, preparation: Preparation): Promise<ActiveRun> {
  const { folder, id, document, baseFolder } = start;
  const { dataset: reference, training: settings } = document;
  if (!reference) {
    throw new HostError({
      code: 'no-dataset',
      message: `The network "${document.name}" names no data to train on. Choose a dataset, such as builtin:digits.`,
    });
  }
  const { signal } = preparation;
  const dataset = await openForRun({ reference, baseFolder }, preparation);
  const model = checkedModel(document, dataset.description);
  requireMemoryForWeights(model, settings);
  const all = dataset.description.samples;
  const split = await splitSamples(measured(dataset, all, preparation), model, settings);
  const inputs = measured(dataset, split.train.length, preparation);
  const preprocessing = await fitInputs(inputs, model, split.train);
  const weights = await drawWeights(model, settings.seed, preparation);
  const notices: string[] = [];
  const engine = await stoppable(
    engineForRun(start.engine ?? CPU, (notice) => notices.push(notice)),
    signal,
  );
  const record: RunRecord = {
    format: RUN_FORMAT,
    id,
    network: document.name,
    state: 'running',
    startedAt: new Date().toISOString(),
    settings,
    dataset: { reference, baseFolder, description: dataset.description },
    preprocessing,
    split: { train: split.train.length, validation: split.validation.length },
    engine: engine.id,
    versions: { layerloom: packageVersion(), ...(await engineVersions()) },
    parameters: model.analysis.parameters,
    epochsDone: 0,
    metrics: {},
    best: null,
    samplesPerSecond: 0,
  };
  await requireFreeFolder(folder);
  const unlock = await lockRun(folder);
  try {
    const run = await RunFolder.create(folder, document, record);
    const data = { dataset, preprocessing, ...split };
    return new ActiveRun({ run, model, data, engine, weights, resume: undefined, notices, unlock, tell });
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** Goes on from the last checkpoint; from the start if there is none. `epochs` changes how far. */
export async function resumeRun(
  resumed: ResumedRun,
  tell: Tell,
  preparation: Preparation,
): Promise<ActiveRun> {
  const { folder, epochs } = resumed;
  await RunFolder.open(folder);
  const unlock = await lockRun(folder);
  try {
    const run = await RunFolder.open(folder);
    const { record, document } = run;
    const settings = { ...record.settings, epochs: epochs ?? record.settings.epochs };
    const dataset = await openForRun(record.dataset, preparation);
    requireSameData(record, dataset);
    const model = checkedModel(document, dataset.description);
    requireMemoryForWeights(model, settings);
    const all = dataset.description.samples;
    const split = await splitSamples(measured(dataset, all, preparation), model, settings);
    const weights = await drawWeights(model, settings.seed, preparation);
    const notices: string[] = [];
    const engine = await stoppable(
      engineForRun(resumed.engine ?? record.engine, (notice) => notices.push(notice)),
      preparation.signal,
    );
    const resume = await run.checkpoints.newest();
    await run.rewindEvents(resume?.position ?? { epoch: 0, step: 0 });
    await run.update({ state: 'running', settings, engine: engine.id });
    const data = { dataset, preprocessing: record.preprocessing, ...split };
    return new ActiveRun({ run, model, data, engine, weights, resume, notices, unlock, tell });
  } catch (error) {
    await unlock();
    throw error;
  }
}
