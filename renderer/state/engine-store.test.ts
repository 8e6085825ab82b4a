import { expect, test } from 'vitest';
import { type EngineReport, HostError } from '../../host/contract.ts';
import { createEngineStore } from './engine-store.ts';

const FOUND: EngineReport[] = [
  { id: 'cpu', title: 'Processor', state: 'works', samplesPerSecond: 9000, difference: 0 },
  {
    id: 'webgpu',
    title: 'Graphics card (WebGPU)',
    state: 'works',
    samplesPerSecond: 90_000,
    difference: 1e-7,
  },
];

function studio(kept: Record<string, string> = {}) {
  const asked: unknown[] = [];
  let refusal: HostError | undefined;
  const client = {
    request: async (_channel: string, request: unknown) => {
      asked.push(request);
      if (refusal) throw refusal;
      return FOUND as never;
    },
  };
  const storage = {
    getItem: (name: string) => kept[name] ?? null,
    setItem: (name: string, value: string) => {
      kept[name] = value;
    },
  };
  const refuse = (message: string) => {
    refusal = new HostError({ code: 'test', message });
  };
  return { store: createEngineStore(client, storage), asked, kept, refuse, storage, client };
}

test('the processor trains until another engine is chosen, which is remembered', () => {
  const { store, kept, client, storage } = studio();
  expect(store.getState().chosen).toBe('cpu');
  store.getState().choose('webgpu');
  expect(kept).toEqual({ 'layerloom.engine': 'webgpu' });
  expect(createEngineStore(client, storage).getState().chosen).toBe('webgpu');
});

test('engines are asked for once, and again when somebody says so', async () => {
  const { store, asked } = studio();
  const loading = store.getState().load();
  expect(store.getState().testing).toBe(true);
  await store.getState().load();
  await loading;
  await store.getState().load();
  expect(store.getState()).toMatchObject({ engines: FOUND, testing: false });
  await store.getState().load(true);
  expect(asked).toEqual([{ again: false }, { again: true }]);
});

test('a test that could not be made says why, and can be repeated', async () => {
  const { store, refuse } = studio();
  refuse('The process that computes ended.');
  await store.getState().load();
  expect(store.getState()).toMatchObject({
    engines: undefined,
    testing: false,
    fault: 'The process that computes ended.',
  });
});
