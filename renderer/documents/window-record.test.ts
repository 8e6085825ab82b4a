import { expect, test } from 'vitest';
import { memoryStorage } from '../testing/memory-storage.ts';
import { claimWindow, readRecord, writeRecord } from './window-record.ts';

const RECORD = { at: 1, tabs: [{ id: 'a', project: 'xor' }], workspace: 'data', gallery: false } as const;

/** A browser's locks: whoever holds a name keeps it until its window is closed. */
function browserLocks() {
  const held = new Set<string>();
  return {
    held,
    locks: {
      request: ((name: string, { signal }: { signal: AbortSignal }, use: () => Promise<void>) => {
        if (!held.has(name)) {
          held.add(name);
          return use();
        }
        return new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason)),
        );
      }) as LockManager['request'],
      query: async () => ({ held: [...held].map((name) => ({ name })), pending: [] }),
    },
  };
}

function studio() {
  const storage = memoryStorage();
  const { held, locks } = browserLocks();
  const open = (own = memoryStorage()) => claimWindow({ storage, own, locks });
  const close = (name: string) => held.delete(`layerloom.window.${name}`);
  return { storage, open, close };
}

test('a window that is reloaded keeps its name', async () => {
  const { open, close } = studio();
  const own = memoryStorage();
  const name = await open(own);
  close(name);
  expect(await open(own)).toBe(name);
});

test('a new window goes on where a closed one ended, never where one is open', async () => {
  const { storage, open, close } = studio();
  const first = await open();
  writeRecord(storage, first, { ...RECORD, tabs: [...RECORD.tabs] });
  const second = await open();
  expect(second).not.toBe(first);
  close(first);
  expect(await open()).toBe(first);
  expect(readRecord(storage, first)).toEqual(RECORD);
});

test('a copy of a window is a window of its own', async () => {
  const { open } = studio();
  const own = memoryStorage();
  const name = await open(own);
  expect(await open(own)).not.toBe(name);
});

test('a damaged record is none', () => {
  const storage = memoryStorage();
  storage.setItem('layerloom.window.a', '{"tabs": 3}');
  expect(readRecord(storage, 'a')).toBeUndefined();
});
