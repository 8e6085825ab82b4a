/** Everything that must be in order before a run trains: network, data, folder, lock. Throws sentences. */
import type { NetworkDocument } from '../../core/document/schema.ts';
import { initialWeights } from '../../core/model/initialize.ts';
import type { RunEvent } from '../../core/train/events.ts';
import { HostError } from '../contract.ts';
import { CPU } from '../engine/catalogue.ts';
import { packageVersion } from '../package-root.ts';
import { RunFolder, requireFreeFolder } from '../runs/run-folder.ts';
import { lockRun } from '../runs/run-lock.ts';
import { RUN_FORMAT, type RunRecord } from '../runs/run-record.ts';
import { ActiveRun } from './active-run.ts';
import { checkedModel } from './checked-model.ts';
import { openFromShelf } from './dataset-shelf.ts';
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

export async function startRun(start: NewRun, tell: Tell): Promise<ActiveRun> {
  const { folder, id, document, baseFolder } = start;
  const { dataset: reference, training: settings } = document;
  if (!reference) {
    throw new HostError({
      code: 'no-dataset',
      message: `The network "${document.name}" names no data to train on. Choose a dataset, such as builtin:digits.`,
    });
  }
  const dataset = await openFromShelf({ reference, baseFolder });
  const model = checkedModel(document, dataset.description);
  requireMemoryForWeights(model, settings);
  const split = await splitSamples(dataset, model, settings);
  const preprocessing = await fitInputs(dataset, model, split.train);
  const notices: string[] = [];
  const engine = await engineForRun(start.engine ?? CPU, (notice) => notices.push(notice));
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
    const weights = initialWeights(model, settings.seed);
    return new ActiveRun({ run, model, data, engine, weights, resume: undefined, notices, unlock, tell });
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** Goes on from the last checkpoint; from the start if there is none. `epochs` changes how far. */
export async function resumeRun(resumed: ResumedRun, tell: Tell): Promise<ActiveRun> {
  const { folder, epochs } = resumed;
  await RunFolder.open(folder);
  const unlock = await lockRun(folder);
  try {
    const run = await RunFolder.open(folder);
    const { record, document } = run;
    const settings = { ...record.settings, epochs: epochs ?? record.settings.epochs };
    const dataset = await openFromShelf(record.dataset);
    requireSameData(record, dataset);
    const model = checkedModel(document, dataset.description);
    requireMemoryForWeights(model, settings);
    const split = await splitSamples(dataset, model, settings);
    const notices: string[] = [];
    const engine = await engineForRun(resumed.engine ?? record.engine, (notice) => notices.push(notice));
    const resume = await run.checkpoints.newest();
    await run.rewindEvents(resume?.position ?? { epoch: 0, step: 0 });
    await run.update({ state: 'running', settings, engine: engine.id });
    const data = { dataset, preprocessing: record.preprocessing, ...split };
    const weights = initialWeights(model, settings.seed);
    return new ActiveRun({ run, model, data, engine, weights, resume, notices, unlock, tell });
  } catch (error) {
    await unlock();
    throw error;
  }
}
