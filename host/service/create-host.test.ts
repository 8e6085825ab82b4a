import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { RunEvent } from '../../core/train/events.ts';
import { type Channel, type HostEvent, REQUESTS, type Request, type Response } from '../contract.ts';
import { digitReader, xorLearner } from '../testing/small-networks.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { startChildWorker } from '../worker/child-transport.ts';
import type { WorkerTransport } from '../worker/transport.ts';
import { createHost } from './create-host.ts';

async function openHost() {
  const home = await temporaryFolder();
  const workers: WorkerTransport[] = [];
  const host = createHost({
    home,
    version: '1.2.3',
    shell: 'browser',
    startWorker: () => {
      const worker = startChildWorker();
      workers.push(worker);
      return worker;
    },
  });
  onTestFinished(() => host.close());
  const heard: HostEvent[] = [];
  const listeners = new Set<() => void>();
  host.subscribe((event) => {
    heard.push(event);
    for (const listener of listeners) listener();
  });
  const until = <T extends RunEvent['type']>(type: T) =>
    new Promise<Extract<RunEvent, { type: T }>>((resolve) => {
      const look = () => {
        for (const told of heard) {
          if (told.type !== 'run' || told.event.type !== type) continue;
          heard.length = 0;
          listeners.delete(look);
          resolve(told.event as Extract<RunEvent, { type: T }>);
          return;
        }
      };
      listeners.add(look);
      look();
    });
  const request = async <C extends Channel>(channel: C, payload: Request<C>): Promise<Response<C>> =>
    REQUESTS[channel].response.parse(await host.handle(channel, payload)) as Response<C>;
  return { home, host, workers, until, request };
}

test('projects are saved, listed, opened and removed', async () => {
  const { request } = await openHost();
  const document = xorLearner();
  const { id } = await request('projects.save', { document });
  expect(id).toBe('xor');
  expect((await request('projects.save', { document })).id).toBe('xor-2');
  await request('projects.save', { id, document: { ...document, description: 'changed' } });
  expect((await request('projects.open', { id })).document.description).toBe('changed');
  await request('projects.remove', { id: 'xor-2' });
  expect(await request('projects.list', {})).toMatchObject([{ id: 'xor', name: 'XOR', layers: 6 }]);
  await expect(request('projects.open', { id: '../../etc/passwd' })).rejects.toThrow(
    'There is no project "../../etc/passwd". It may have been removed; open another one from the list.',
  );
});

test('what another window saved meanwhile is not overwritten', async () => {
  const { host, request } = await openHost();
  const told: unknown[] = [];
  host.subscribe((event) => told.push(event));
  const document = xorLearner();
  const { id, revision } = await request('projects.save', { document });
  const theirs = { ...document, description: 'theirs' };
  const second = await request('projects.save', { id, document: theirs, base: revision });
  expect(told.at(-1)).toEqual({ type: 'project-saved', id, revision: second.revision });
  await expect(
    request('projects.save', { id, document: { ...document, description: 'ours' }, base: revision }),
  ).rejects.toThrow(
    'The project "xor" was changed in another window after this one had read it. Nothing was overwritten; choose which of the two to keep.',
  );
  expect((await request('projects.open', { id })).document.description).toBe('theirs');
  // The same text twice is no conflict; a file that is gone is made again.
  await request('projects.save', { id, document: theirs, base: revision });
  await request('projects.remove', { id });
  await request('projects.save', { id, document, base: second.revision });
  expect((await request('projects.open', { id })).document.description).toBe(document.description);
});

test('blocks of the palette are saved, listed, renamed and removed', async () => {
  const { home, request } = await openHost();
  const document = { ...xorLearner(), name: 'My block' };
  expect(await request('blocks.list', {})).toEqual([]);
  const { id } = await request('blocks.save', { document });
  await request('blocks.save', { document: { ...document, name: 'Other' } });
  await request('blocks.save', { id, document: { ...document, name: 'Renamed' } });
  const known = await request('blocks.list', {});
  expect(known.map((block) => [block.id, block.document.name]).sort()).toEqual([
    ['my-block', 'Renamed'],
    ['other', 'Other'],
  ]);
  expect(known.find((block) => block.id === id)?.document.layers).toEqual(document.layers);
  expect(await readdir(join(home, 'blocks'))).toHaveLength(2);
  expect(await request('projects.list', {})).toEqual([]);
  await request('blocks.remove', { id });
  expect((await request('blocks.list', {})).map((block) => block.id)).toEqual(['other']);
  await expect(request('blocks.save', { id: '../x', document })).rejects.toThrow(
    'There is no block "../x". It may have been removed; open another one from the list.',
  );
});

test('a network is trained, asked, exported and removed', async () => {
  const { home, until, request } = await openHost();
  const { run } = await request('runs.start', { document: xorLearner() });
  expect(await until('finished')).toMatchObject({
    reason: 'completed',
    epochs: 200,
    metrics: { accuracy: 1 },
  });
  const opened = await request('runs.open', { run });
  expect(opened.summary).toMatchObject({
    id: 'xor',
    state: 'completed',
    epochsDone: 200,
    dataset: 'builtin:xor',
  });
  expect(opened.events.filter(({ type }) => type === 'epoch')).toHaveLength(200);

  const field = (await request('datasets.describe', { source: 'builtin:xor' })).fields.find(
    ({ kind }) => kind === 'numeric',
  );
  const samples = [
    [0, 1],
    [1, 1],
  ].map((values) => ({ [field?.name ?? '']: values }));
  const answers = await request('runs.predict', { run, samples });
  expect(answers.map(([answer]) => Math.round(answer?.values[0] ?? Number.NaN))).toEqual([1, 0]);
  await expect(request('runs.predict', { run, samples: [{ other: [1] }] })).rejects.toThrow(
    `The network needs 2 values for "${field?.name}", but received nothing. Give it a sample like those that it was trained with.`,
  );

  const proof = await request('runs.export', { run });
  expect(proof).toMatchObject({ file: join(home, 'runs', 'xor', 'xor.onnx'), samples: 4, accuracyOnnx: 1 });
  expect(proof.maxAbsDiff).toBeLessThan(1e-5);
  await request('runs.remove', { run });
  expect(await request('runs.list', {})).toEqual([]);
});

test('one run trains at a time, another can be asked meanwhile, and stopping keeps what was learned', async () => {
  const { until, request } = await openHost();
  await request('runs.start', { document: xorLearner({ epochs: 5 }) });
  await until('finished');
  const { run } = await request('runs.start', { document: digitReader({ epochs: 10_000 }) });
  await until('epoch');
  await expect(request('runs.start', { document: xorLearner() })).rejects.toThrow(
    'The run "digit-reader" is still training, and only one can train at a time. Stop it, or wait until it is done.',
  );
  await expect(request('runs.remove', { run })).rejects.toThrow(
    'The run "digit-reader" is still training. Stop it before removing it.',
  );
  const [sample] = await request('datasets.samples', { dataset: { source: 'builtin:xor' }, indices: [0] });
  expect(await request('runs.predict', { run: 'xor', samples: [sample ?? {}] })).toHaveLength(1);
  await request('runs.stop', { run });
  expect(await until('finished')).toMatchObject({ reason: 'stopped' });
  expect((await request('runs.open', { run })).summary.state).toBe('stopped');
});

test('a worker that dies ends its run with a sentence, and the run can be resumed', async () => {
  const { workers, until, request } = await openHost();
  const { run } = await request('runs.start', { document: digitReader({ epochs: 12, batchSize: 4 }) });
  await until('epoch');
  workers[0]?.kill();
  expect((await until('failed')).message).toMatch(
    /^The training process ended without warning .* resume the run to go on\.$/,
  );
  expect((await request('runs.open', { run })).summary.state).toBe('interrupted');
  await request('runs.resume', { run });
  expect(await until('finished')).toMatchObject({ reason: 'completed', epochs: 12 });
});

test('what cannot be trained is refused in a sentence, and leaves nothing behind', async () => {
  const { request } = await openHost();
  const document = xorLearner();
  await expect(request('runs.start', { document: { ...document, dataset: null } })).rejects.toThrow(
    'The network "XOR" names no data to train on. Choose a dataset, such as builtin:digits.',
  );
  await expect(
    request('runs.start', { document: { ...document, links: document.links.slice(1) } }),
  ).rejects.toThrow(/^The network cannot be trained yet\. /);
  expect(await request('runs.list', {})).toEqual([]);
});

test('a request that is not as the contract says is refused', async () => {
  const { host } = await openHost();
  await expect(host.handle('runs.open', { id: 'x' })).rejects.toThrow(
    'The request "runs.open" is not as expected: at run:',
  );
  await expect(host.handle('runs.burn' as Channel, {})).rejects.toThrow(
    'There is no request called "runs.burn".',
  );
});
