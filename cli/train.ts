import { basename, resolve } from 'node:path';
import type { NetworkDocument } from '../core/document/schema.ts';
import type { RunEvent } from '../core/train/events.ts';
import { HostError } from '../host/contract.ts';
import { ENGINES } from '../host/engine/catalogue.ts';
import { homeFolder } from '../host/home-folder.ts';
import { RunFolder } from '../host/runs/run-folder.ts';
import { EngineDesk } from '../host/service/engine-desk.ts';
import { TrainingWorker } from '../host/service/training-worker.ts';
import { startChildWorker } from '../host/worker/child-transport.ts';
import { type Arguments, type CliCommand, EXIT, requiredOption, textOption, UsageError } from './command.ts';
import { DATA_CHOICE_EXPLAINED, DATA_CHOICE_OPTIONS } from './data-choice.ts';
import { formatCount, formatMetrics } from './figures.ts';
import { findNetwork, type NamedNetwork, withData } from './network-argument.ts';
import type { Output } from './output.ts';
import { TrainingProgress } from './training-progress.ts';
import {
  DECIDING,
  EXPLAINED_TRAINING,
  epochsOption,
  TRAINING_OPTIONS,
  withTrainingOptions,
} from './training-settings.ts';

/** `layerloom train`: trains in a worker process, so that nothing that goes wrong there is lost here. */
export const train: CliCommand = {
  name: 'train',
  usage:
    'NETWORK --out DIR [--data D] [--epochs N] [--batch N] [--seed N] [--optimizer O] [--learning-rate R] [--schedule S] [--patience N] [--engine E] [--resume]',
  summary: 'trains a network and keeps the run in a folder',
  options: {
    out: { type: 'string' },
    data: { type: 'string' },
    ...DATA_CHOICE_OPTIONS,
    ...TRAINING_OPTIONS,
    engine: { type: 'string' },
    resume: { type: 'boolean' },
  },
  explained: {
    NETWORK: 'a document file or the id of a template; not needed with --resume',
    '--out DIR': 'folder of the run: empty, or not there yet; with --resume, that of the run to go on with',
    '--data D': 'train on this data instead of that of the network',
    ...DATA_CHOICE_EXPLAINED,
    ...EXPLAINED_TRAINING,
    '--engine E': `what computes: ${ENGINES.map(({ id }) => id).join(', ')}; "layerloom engines" tells which work here`,
    '--resume': 'go on with the run in DIR from its last checkpoint',
  },
  arguments: { min: 0, max: 1 },
  run: async (args, output) => {
    const engine = textOption(args, 'engine');
    if (engine !== undefined) await requireEngine(engine);
    const folder = resolve(requiredOption(args, 'out', 'name the folder that the run shall be kept in'));
    const start =
      args.values.resume === true ? await planResume(args, folder) : await planStart(args, folder);
    const last = await follow(start, output);
    if (last.type === 'failed') throw new HostError({ code: 'training-failed', message: last.message });
    await report(folder, last, output);
    return EXIT.success;
  },
};

function requireEngine(engine: string): Promise<void> {
  const desk = new EngineDesk(homeFolder(), () => startChildWorker(undefined, { quiet: true }));
  return desk.require(engine);
}

type Start = (worker: TrainingWorker) => Promise<unknown>;

async function planStart(args: Arguments, folder: string): Promise<Start> {
  const [name] = args.positionals;
  if (name === undefined) throw new UsageError('Name the network to train: a document file or a template.');
  const { document, baseFolder } = withSettings(withData(await findNetwork(name), args), args);
  const engine = engineOption(args);
  return (worker) => worker.train({ folder, id: basename(folder), document, baseFolder, ...engine });
}

/** What decides a run's numbers cannot change on the way; how long it goes on can. */
async function planResume(args: Arguments, folder: string): Promise<Start> {
  for (const option of ['data', 'target', 'window', ...DECIDING]) {
    if (args.values[option] === undefined) continue;
    throw new UsageError(
      `--${option} cannot change in the middle of a run. Leave it out, or start a new run.`,
    );
  }
  const run = await RunFolder.open(folder);
  const [name] = args.positionals;
  if (name !== undefined) requireSameNetwork(name, (await findNetwork(name)).document, run);
  const epochs = epochsOption(args);
  const engine = engineOption(args);
  return (worker) => worker.resume({ folder, ...(epochs !== undefined && { epochs }), ...engine });
}

function requireSameNetwork(name: string, { layers, links }: NetworkDocument, run: RunFolder): void {
  const shown = (document: Pick<NetworkDocument, 'layers' | 'links'>) =>
    JSON.stringify([
      document.layers.map(({ id, type, params, disabled }) => [id, type, params, disabled]),
      document.links.map(({ from, to }) => [from, to]),
    ]);
  if (shown({ layers, links }) === shown(run.document)) return;
  throw new HostError({
    code: 'other-network',
    message: `The run in ${run.path} trains another network than "${name}" is now. Resume it without naming a network, or start a new run in another folder.`,
  });
}

function withSettings({ document, baseFolder }: NamedNetwork, args: Arguments): NamedNetwork {
  return {
    document: { ...document, training: withTrainingOptions(document.training, args) },
    baseFolder,
  };
}

function engineOption(args: Arguments): { readonly engine?: string } {
  const engine = textOption(args, 'engine');
  return engine === undefined ? {} : { engine };
}

type LastEvent = Extract<RunEvent, { type: 'finished' | 'failed' }>;

/**
 * Shows the run until its last event. The first interrupt stops it, with a checkpoint if it has done a step; the
 * second ends the program.
 */
async function follow(start: Start, output: Output): Promise<LastEvent> {
  const progress = new TrainingProgress(output);
  let end: (event: LastEvent) => void = () => undefined;
  const ended = new Promise<LastEvent>((resolve) => {
    end = resolve;
  });
  const worker = new TrainingWorker(startChildWorker, {
    onStarting: (step) => progress.showStart(step),
    onEvent: (event) => {
      progress.show(event);
      if (event.type === 'finished' || event.type === 'failed') end(event);
    },
  });
  const interrupt = () => {
    process.once('SIGINT', () => process.exit(EXIT.inputFault));
    output.redraw('');
    output.line(worker.hasStepped ? STOPPING : STOPPING_AT_ONCE);
    worker.stop();
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    await start(worker);
    return await ended;
  } finally {
    output.redraw('');
    worker.close();
  }
}

const STOPPING = 'Stopping after this step; the checkpoint is kept. Press again to leave at once.';
const STOPPING_AT_ONCE = 'Stopping before the first step. Press again to leave at once.';

async function report(
  folder: string,
  { reason, early, epochs, metrics, samplesPerSecond }: Extract<RunEvent, { type: 'finished' }>,
  output: Output,
): Promise<void> {
  const { record } = await RunFolder.open(folder);
  output.line(
    reason === 'stopped'
      ? `Stopped in epoch ${epochs + 1}. Go on with: layerloom train --resume --out ${folder}`
      : `Done after ${epochs} epochs: ${formatMetrics(metrics)}`,
  );
  if (early) output.line('Ended early, because the validation loss no longer fell.');
  if (record.best) {
    output.line(`Best epoch ${record.best.epoch}: ${formatMetrics(record.best.metrics)}`);
  }
  const speed =
    samplesPerSecond > 0 ? `${formatCount(samplesPerSecond)} samples/s on ${record.engine}. ` : '';
  output.line(`${speed}The run is in ${folder}`);
  output.record({
    run: folder,
    state: reason,
    ...(early && { early }),
    epochs,
    metrics,
    best: record.best && { epoch: record.best.epoch, metrics: record.best.metrics },
    samplesPerSecond,
    engine: record.engine,
  });
}
