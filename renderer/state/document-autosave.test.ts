import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyDocument } from '../../core/document/schema.ts';
import { HostError } from '../../host/contract.ts';
import { createMemoryHost, DIGITS, type MemoryHost } from '../testing/memory-host.ts';
import { AUTOSAVE_DELAY, followDataset, startAutosave } from './document-autosave.ts';
import { createDocumentStore, type DocumentStore } from './document-store.ts';

let store: DocumentStore;
let last: string | undefined;

const lastProject = {
  get: () => last,
  set: (project: string | undefined) => {
    last = project;
  },
};
const add = () => store.getState().addLayer('Dense', { kind: 'after', layer: undefined });
const saves = (host: MemoryHost) => host.asked.filter(({ channel }) => channel === 'projects.save');

beforeEach(() => {
  vi.useFakeTimers();
  store = createDocumentStore();
  last = undefined;
});
afterEach(() => {
  vi.useRealTimers();
});

describe('autosave', () => {
  it('saves once after a pause in editing, and keeps the project', async () => {
    const host = createMemoryHost();
    startAutosave(store, host, lastProject);
    add();
    await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY - 1);
    add();
    await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY - 1);
    expect(saves(host)).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(saves(host)).toHaveLength(1);
    expect(store.getState().save).toEqual({ status: 'saved' });
    expect(store.getState().project).toBe('project-1');
    expect(last).toBe('project-1');
  });

  it('saves again what was edited while a save was under way', async () => {
    let answer: (value: { id: string; savedAt: string }) => void = () => undefined;
    const host = createMemoryHost({
      'projects.save': () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    startAutosave(store, host, lastProject);
    add();
    await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY);
    add();
    answer({ id: 'a', savedAt: '' });
    await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY);
    answer({ id: 'a', savedAt: '' });
    await vi.advanceTimersByTimeAsync(0);
    expect(saves(host)).toHaveLength(2);
    expect(store.getState().save).toEqual({ status: 'saved' });
  });

  it('says why it could not save and tries again with the next edit', async () => {
    let full = true;
    const host = createMemoryHost({
      'projects.save': () => {
        if (full) throw new HostError({ code: 'disk-full', message: 'The disk is full.' });
        return { id: 'a', savedAt: '' };
      },
    });
    startAutosave(store, host, lastProject);
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
    const autosave = startAutosave(store, host, lastProject);
    store.getState().open(emptyDocument('First'));
    await autosave.flush();
    store.getState().open(emptyDocument('Second'));
    await autosave.flush();
    expect(store.getState().project).toBe('project-2');
    await expect(host.request('projects.open', { id: 'project-1' })).resolves.toMatchObject({
      name: 'First',
    });
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
