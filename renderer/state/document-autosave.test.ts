import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyDocument } from '../../core/document/schema.ts';
import { HostError, type OpenedProject } from '../../host/contract.ts';
import { createMemoryHost, DIGITS, type MemoryHost } from '../testing/memory-host.ts';
import { AUTOSAVE_DELAY, followDataset, startAutosave } from './document-autosave.ts';
import { createDocumentStore, type DocumentStore } from './document-store.ts';

let store: DocumentStore;
let conflicts: OpenedProject[];

const options = { onConflict: (theirs: OpenedProject) => void conflicts.push(theirs) };
const add = () => store.getState().addLayer('Dense', { kind: 'after', layer: undefined });
const saves = (host: MemoryHost) => host.asked.filter(({ channel }) => channel === 'projects.save');

beforeEach(() => {
  vi.useFakeTimers();
  store = createDocumentStore();
  conflicts = [];
});
afterEach(() => {
  vi.useRealTimers();
});

describe('autosave', () => {
  it('saves once after a pause in editing, and keeps the project', async () => {
    const host = createMemoryHost();
    startAutosave(store, host, options);
    add();
    await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY - 1);
    add();
    await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY - 1);
    expect(saves(host)).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(saves(host)).toHaveLength(1);
    expect(store.getState().save).toEqual({ status: 'saved' });
    expect(store.getState().project).toBe('project-1');
  });

  it('saves again what was edited while a save was under way', async () => {
    let answer: (value: { id: string; savedAt: string; revision: string }) => void = () => undefined;
    const host = createMemoryHost({
      'projects.save': () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    startAutosave(store, host, options);
    add();
    await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY);
    add();
    answer({ id: 'a', savedAt: '', revision: '1' });
    await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY);
    answer({ id: 'a', savedAt: '', revision: '1' });
    await vi.advanceTimersByTimeAsync(0);
    expect(saves(host)).toHaveLength(2);
    expect(store.getState().save).toEqual({ status: 'saved' });
  });

  it('says why it could not save and tries again with the next edit', async () => {
    let full = true;
    const host = createMemoryHost({
      'projects.save': () => {
        if (full) throw new HostError({ code: 'disk-full', message: 'The disk is full.' });
        return { id: 'a', savedAt: '', revision: '1' };
      },
    });
    startAutosave(store, host, options);
    add();
    await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY);
    expect(store.getState().save).toEqual({ status: 'failed', message: 'The disk is full.' });
    full = false;
    add();
    await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY);
    expect(store.getState().save).toEqual({ status: 'saved' });
  });

  it('saves at once when asked, and never under the id of another document', async () => {
    const host = createMemoryHost();
    const autosave = startAutosave(store, host, options);
    store.getState().open(emptyDocument('First'));
    await autosave.flush();
    store.getState().open(emptyDocument('Second'));
    await autosave.flush();
    expect(store.getState().project).toBe('project-2');
    await expect(host.request('projects.open', { id: 'project-1' })).resolves.toMatchObject({
      document: { name: 'First' },
    });
  });
});

describe('two windows with one network', () => {
  const edit = (window: DocumentStore, name: string) =>
    window.getState().dispatch('Rename', [{ type: 'set-name', name }]);

  /** Both have read the same file. */
  async function twoWindows() {
    const host = createMemoryHost();
    const { id } = await host.request('projects.save', { document: emptyDocument('Shared') });
    const other = createDocumentStore();
    const windows = [store, other] as const;
    const autosaves = windows.map((window) => startAutosave(window, host, options));
    for (const [index, window] of windows.entries()) {
      const project = await host.request('projects.open', { id });
      window.getState().open(project.document, id);
      autosaves[index]?.know(project);
    }
    const onDisk = async () => (await host.request('projects.open', { id })).document.name;
    return { host, id, other, autosaves, onDisk };
  }

  it('shows here what was saved there, where nothing was edited, and undo goes back', async () => {
    const { other } = await twoWindows();
    edit(other, 'Theirs');
    await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY);
    expect(store.getState().history.document.name).toBe('Theirs');
    expect(store.getState().save).toEqual({ status: 'saved' });
    store.getState().undo();
    expect(store.getState().history.document.name).toBe('Shared');
  });

  it('asks where both were edited, and overwrites neither until then', async () => {
    const { other, autosaves, onDisk } = await twoWindows();
    edit(store, 'Ours');
    edit(other, 'Theirs');
    await autosaves[1]?.flush();
    await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY);
    expect(conflicts).toMatchObject([{ document: { name: 'Theirs' } }]);
    expect(store.getState().save).toEqual({ status: 'conflict' });
    expect(store.getState().history.document.name).toBe('Ours');
    edit(store, 'Ours again');
    await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY);
    expect(await onDisk()).toBe('Theirs');
    // Once the other version was seen, it may be replaced.
    autosaves[0]?.hold(false);
    await autosaves[0]?.flush();
    expect(await onDisk()).toBe('Ours again');
    await vi.advanceTimersByTimeAsync(0);
    expect(other.getState().history.document.name).toBe('Ours again');
  });

  it('goes on where the file holds what this window saved itself before it was reloaded', async () => {
    const { host, id, autosaves, onDisk } = await twoWindows();
    const before = await host.request('projects.open', { id });
    await host.request('projects.save', { id, document: before.document });
    autosaves[0]?.know({ revision: 'of before', document: before.document });
    edit(store, 'Ours');
    await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY);
    expect(conflicts).toEqual([]);
    expect(await onDisk()).toBe('Ours');
  });
});

describe('the dataset of the document', () => {
  it('is described by the host when it is chosen', async () => {
    followDataset(store, createMemoryHost());
    store.getState().dispatch('Choose', [{ type: 'set-dataset', dataset: { source: DIGITS.source } }]);
    expect(store.getState().dataset.status).toBe('loading');
    await vi.advanceTimersByTimeAsync(0);
    expect(store.getState().dataset).toMatchObject({ status: 'ready', description: { samples: 1797 } });
  });

  it('keeps the sentence of the host where it cannot be read', async () => {
    followDataset(store, createMemoryHost());
    store.getState().dispatch('Choose', [{ type: 'set-dataset', dataset: { source: '/nowhere' } }]);
    await vi.advanceTimersByTimeAsync(0);
    expect(store.getState().dataset).toMatchObject({
      status: 'failed',
      message: 'There is no dataset "/nowhere".',
    });
  });
});
