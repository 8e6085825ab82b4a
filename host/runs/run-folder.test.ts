import { appendFile, mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_TRAINING } from '../../core/document/schema.ts';
import { type BestEpoch, type Checkpoint, START } from '../../core/train/checkpoint.ts';
import type { RunEvent } from '../../core/train/events.ts';
import { xorLearner } from '../testing/small-networks.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { RunFolder, requireFreeFolder } from './run-folder.ts';
import { lockRun } from './run-lock.ts';
import type { RunRecord } from './run-record.ts';

const RECORD: RunRecord = {
  format: 'layerloom-run/1',
  id: 'xor',
  network: 'XOR',
  state: 'running',
  startedAt: '2026-11-21T08:00:00.000Z',
  settings: DEFAULT_TRAINING,
  dataset: {
    reference: { source: 'builtin:xor' },
    baseFolder: '/',
    description: {
      source: 'builtin:xor',
      title: 'XOR',
      summary: '',
      samples: 4,
      fields: [{ name: 'x', kind: 'numeric', shape: [2] }],
      target: 'x',
      problems: [],
    },
  },
  preprocessing: {},
  split: { train: 4, validation: 4 },
  engine: 'cpu',
  versions: {},
  parameters: 33,
  epochsDone: 0,
  metrics: {},
  best: null,
  samplesPerSecond: 0,
};

const bestAt = (epoch: number): BestEpoch => ({ epoch, metric: 'valLoss', value: 1 / epoch, metrics: {} });

function checkpoint(epoch: number, best: BestEpoch | null, step = 0): Checkpoint {
  return {
    position: { ...START, epoch, step, best },
    state: { 'dense/kernel': { dtype: 'float32', shape: [2], data: Float32Array.of(epoch, step) } },
  };
}

const progress = (epoch: number, step: number): RunEvent => ({
  type: 'progress',
  epoch,
  step,
  metrics: {},
  samplesPerSecond: 1,
  secondsLeft: 1,
});

async function newRun(): Promise<RunFolder> {
  const folder = join(await temporaryFolder(), 'run');
  await requireFreeFolder(folder);
  return RunFolder.create(folder, xorLearner(), RECORD);
}

test('what was written is read again', async () => {
  const { path } = await newRun();
  const unlock = await lockRun(path);
  const run = await RunFolder.open(path);
  expect(run.record).toEqual(RECORD);
  expect(run.document).toEqual(xorLearner());
  await unlock();
});

test('a run that no process works on was interrupted', async () => {
  const run = await RunFolder.open((await newRun()).path);
  expect(run.record.state).toBe('interrupted');
  expect(run.record.message).toBe(
    'The training process ended without warning (the computer was switched off, or the process was ended from outside). Nothing up to the last checkpoint is lost: resume the run to go on.',
  );
});

test('the newest two checkpoints and the best stay', async () => {
  const { path, checkpoints } = await newRun();
  for (const epoch of [1, 2, 3, 4, 5]) await checkpoints.save(checkpoint(epoch, bestAt(Math.min(epoch, 2))));
  expect(await readdir(join(path, 'checkpoints'))).toEqual([
    'epoch-000002-step-00000000.safetensors',
    'epoch-000004-step-00000000.safetensors',
    'epoch-000005-step-00000000.safetensors',
  ]);
  expect(await checkpoints.newest()).toEqual(checkpoint(5, bestAt(2)));
  expect(await checkpoints.best()).toEqual(checkpoint(2, bestAt(2)));
  expect(JSON.parse(await readFile(join(path, 'best.json'), 'utf8'))).toEqual({
    ...bestAt(2),
    checkpoint: 'checkpoints/epoch-000002-step-00000000.safetensors',
  });
});

test('half-written files are passed over, and swept up by the next checkpoint', async () => {
  const { path, checkpoints } = await newRun();
  await checkpoints.save(checkpoint(1, bestAt(1)));
  await checkpoints.save(checkpoint(1, bestAt(1), 12));
  const newest = join(path, 'checkpoints', 'epoch-000001-step-00000012.safetensors');
  await truncate(newest, (await readFile(newest)).length - 1);
  await writeFile(`${newest}.123.tmp`, 'cut off');
  expect(await checkpoints.newest()).toEqual(checkpoint(1, bestAt(1)));
  await checkpoints.save(checkpoint(2, bestAt(2)));
  await checkpoints.save(checkpoint(3, bestAt(3)));
  expect(await readdir(join(path, 'checkpoints'))).toEqual([
    'epoch-000002-step-00000000.safetensors',
    'epoch-000003-step-00000000.safetensors',
  ]);
});

test('events come back, without a line that was cut off', async () => {
  const run = await newRun();
  await run.appendEvent(progress(1, 1));
  await appendFile(join(run.path, 'metrics.jsonl'), '{"type":"progress","epo');
  expect(await run.readEvents()).toEqual([progress(1, 1)]);
});

test('a resumed run forgets what it will tell again', async () => {
  const run = await newRun();
  const events = [progress(1, 4), progress(2, 3), progress(2, 9), progress(3, 1)];
  for (const event of [...events, { type: 'failed', message: 'x' } as const]) await run.appendEvent(event);
  await run.rewindEvents({ epoch: 1, step: 5 });
  expect(await run.readEvents()).toEqual([progress(1, 4), progress(2, 3)]);
});

test('a folder with a run, or with other things, is not written over', async () => {
  const { path } = await newRun();
  await expect(requireFreeFolder(path)).rejects.toThrow(
    `There is already a run in ${path}. Go on with it with --resume, or choose another folder.`,
  );
  const other = await temporaryFolder();
  await mkdir(join(other, 'photos'));
  await expect(requireFreeFolder(other)).rejects.toThrow(
    `The folder ${other} holds other files (photos). Choose an empty or a new folder for the run.`,
  );
});

test('a folder without a run, and a run that is damaged, are told apart', async () => {
  const folder = await temporaryFolder();
  await expect(RunFolder.open(folder)).rejects.toThrow(
    `There is no run in ${folder}: it has no file "run.json". Give the folder that was named with --out when the network was trained.`,
  );
  const { path } = await newRun();
  await writeFile(join(path, 'network.json'), '{"format": "layer');
  await expect(RunFolder.open(path)).rejects.toThrow(
    `The run in ${path} cannot be opened: its file "network.json" is damaged. Put back a copy of that file, or train again into another folder.`,
  );
});
