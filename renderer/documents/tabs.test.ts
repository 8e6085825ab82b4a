import { beforeEach, expect, test, vi } from 'vitest';
import { emptyDocument, type NetworkDocument } from '../../core/document/schema.ts';
import { HostError } from '../../host/contract.ts';
import { createUiStore } from '../app/ui-store.ts';
import { createMemoryHost, type MemoryHost } from '../testing/memory-host.ts';
import { memoryStorage } from '../testing/memory-storage.ts';
import { createTabs, type Tabs } from './tabs.ts';

let storage: Storage;
let host: MemoryHost;
let tabs: Tabs;

const start = (of: MemoryHost = host) =>
  createTabs(of, { storage, ui: createUiStore(storage), engine: () => 'cpu', watch: () => () => undefined });
const named = (name: string): NetworkDocument => emptyDocument(name);
const nameOf = (tab: ReturnType<Tabs['current']>) => tab.document.getState().history.document.name;
const names = (of = tabs) => of.store.getState().tabs.map(nameOf);
const rename = (name: string, of = tabs) =>
  of
    .current()
    .document.getState()
    .dispatch('Rename', [{ type: 'set-name', name }]);
const onDisk = async (id: string) => (await host.request('projects.open', { id })).document.name;

beforeEach(() => {
  storage = memoryStorage();
  host = createMemoryHost({ 'runs.list': () => [] });
  tabs = start();
});

test('networks open beside each other; an untouched new one gives way', async () => {
  await tabs.open(named('Untitled network'));
  await tabs.open(named('One'));
  await tabs.open(named('Two'));
  expect(names()).toEqual(['One', 'Two']);
  expect(nameOf(tabs.current())).toBe('Two');
  tabs.step(1);
  expect(nameOf(tabs.current())).toBe('One');
  tabs.step(-1);
  expect(nameOf(tabs.current())).toBe('Two');
});

test('each has an undo of its own', async () => {
  await tabs.open(named('One'));
  rename('One!');
  await tabs.open(named('Two'));
  rename('Two!');
  tabs.step(-1);
  tabs.current().document.getState().undo();
  expect(names()).toEqual(['One', 'Two!']);
});

test('tabs move, within their row', async () => {
  for (const name of ['One', 'Two', 'Three']) await tabs.open(named(name));
  const { id } = tabs.current();
  tabs.move(id, 0);
  expect(names()).toEqual(['Three', 'One', 'Two']);
  tabs.move(id, -1);
  tabs.move(id, 3);
  expect(names()).toEqual(['Three', 'One', 'Two']);
});

test('closing saves first, shows the neighbour, and can be taken back', async () => {
  for (const name of ['One', 'Two']) await tabs.open(named(name));
  rename('Two!');
  expect(await tabs.close(tabs.current().id)).toBe(true);
  expect(names()).toEqual(['One']);
  expect(await onDisk('project-2')).toBe('Two!');
  expect(tabs.store.getState().closed).toEqual(['project-2']);
});

test('what cannot be saved stays open', async () => {
  const full = createMemoryHost({
    'runs.list': () => [],
    'projects.save': () => {
      throw new HostError({ code: 'disk-full', message: 'The disk is full.' });
    },
  });
  tabs = start(full);
  await tabs.open(named('One'));
  expect(await tabs.close(tabs.current().id)).toBe(false);
  expect(names()).toEqual(['One']);
});

/** What the next start of the window finds, after edits that did not reach the disk. */
async function crashed(left: boolean): Promise<Tabs> {
  await tabs.open(named('Saved'));
  await tabs.flush();
  rename('Edited');
  tabs.current().draft.flush(left);
  const records = tabs.records();
  tabs.stop();
  const next = start();
  await next.restore(records, records[0]?.id);
  return next;
}

test('after a crash both versions wait for a choice, and nothing is overwritten until then', async () => {
  const next = await crashed(false);
  const { id } = next.current();
  expect(next.store.getState().choices[id]).toMatchObject({
    kind: 'recovered',
    ours: { document: { name: 'Edited' } },
    saved: { document: { name: 'Saved' }, at: '2026-01-01T00:00:00.000Z' },
  });
  await next.flush();
  expect(await onDisk('project-1')).toBe('Saved');
  expect(storage.getItem(`layerloom.draft.${id}`)).toContain('Edited');
});

test('the recovered version is kept and saved; undo brings the saved one back', async () => {
  const next = await crashed(false);
  await next.choose(next.current().id, 'ours');
  await next.flush();
  expect(await onDisk('project-1')).toBe('Edited');
  next.current().document.getState().undo();
  expect(names(next)).toEqual(['Saved']);
});

test('the saved version is taken; undo brings the recovered one back', async () => {
  const next = await crashed(false);
  await next.choose(next.current().id, 'saved');
  expect(names(next)).toEqual(['Saved']);
  expect(next.store.getState().choices).toEqual({});
  next.current().document.getState().undo();
  expect(names(next)).toEqual(['Edited']);
});

test('both are kept, in two tabs and two projects', async () => {
  const next = await crashed(false);
  await next.choose(next.current().id, 'both');
  await next.flush();
  expect(names(next)).toEqual(['Saved', 'Edited (recovered)']);
  expect(await onDisk('project-1')).toBe('Saved');
  expect(await onDisk('project-2')).toBe('Edited (recovered)');
});

test('a window that was left in order goes on where it was, without a question', async () => {
  const next = await crashed(true);
  expect(next.store.getState().choices).toEqual({});
  expect(names(next)).toEqual(['Edited']);
  await next.flush();
  expect(await onDisk('project-1')).toBe('Edited');
});

test('a network that was never saved is recovered as it is', async () => {
  vi.useFakeTimers();
  await tabs.open(named('New'));
  tabs.current().draft.flush(false);
  vi.useRealTimers();
  const records = tabs.records();
  const next = start();
  await next.restore(records, undefined);
  expect(names(next)).toEqual(['New']);
  await next.flush();
  expect(await onDisk('project-1')).toBe('New');
});

test('tabs whose host does not answer are kept for the next time', async () => {
  const gone = createMemoryHost({
    'runs.list': () => [],
    'projects.open': () => {
      throw new HostError({ code: 'host-gone', message: 'Gone.' });
    },
  });
  const next = start(gone);
  await next.restore([{ id: 'a', project: 'xor' }], 'a');
  expect(names(next)).toEqual([]);
  expect(next.records()).toEqual([{ id: 'a', project: 'xor' }]);
});
