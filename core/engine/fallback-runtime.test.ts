import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { expect, test } from 'vitest';
import { createOrtRuntime } from '../../host/engine/ort-runtime.ts';
import { createCompiledEngine } from './compiled-engine.ts';
import type { Program } from './engine.ts';
import { withFallback } from './fallback-runtime.ts';
import type { GraphRuntime } from './runtime.ts';

const processor = createOrtRuntime({ threads: 1 });

const count: Program = {
  name: 'count',
  state: ['total'],
  body: (tf, { x }, { total }) => {
    if (!x || !total) throw new Error('missing');
    const sum = tf.add(total, x);
    return { outputs: { sum }, state: { total: sum } };
  },
};

const one = { dtype: 'float32', shape: [], data: Float32Array.of(1) } as const;

/** A device that fails as a driver does: when a graph is loaded, or after so many runs. */
function failing(after: number | 'at once'): GraphRuntime {
  return {
    id: 'webgpu',
    title: 'Test',
    device: 'webgpu',
    load: async (model) => {
      if (after === 'at once') throw new Error('No supported adapters');
      const session = await processor.load(model);
      let runs = 0;
      return {
        run: (feeds) => (runs++ < after ? session.run(feeds) : Promise.reject(new Error('Device was lost'))),
        release: () => session.release(),
      };
    },
  };
}

async function countTo(steps: number, device: GraphRuntime) {
  const told: string[] = [];
  const engine = createCompiledEngine(
    tf,
    withFallback(device, processor, (reason) => told.push(reason)),
  );
  const session = await engine.open({ total: { ...one, data: Float32Array.of(0) } });
  const executable = await session.prepare(count, { x: one });
  const sums: (number | undefined)[] = [];
  for (let step = 0; step < steps; step++) sums.push((await executable.run({ x: one })).sum?.data[0]);
  await session.release();
  return { sums, told };
}

test('a device that cannot load a graph leaves it to the processor, and says so once', async () => {
  expect(await countTo(3, failing('at once'))).toEqual({ sums: [1, 2, 3], told: ['No supported adapters'] });
});

test('a device that fails in the middle loses no step', async () => {
  expect(await countTo(4, failing(2))).toEqual({ sums: [1, 2, 3, 4], told: ['Device was lost'] });
});

test('what the processor refuses too is told as what it is', async () => {
  const broken: GraphRuntime = {
    ...processor,
    load: async () => ({
      run: () => Promise.reject(new Error('indices out of bounds')),
      release: async () => undefined,
    }),
  };
  const told: string[] = [];
  const runtime = withFallback(broken, broken, (reason) => told.push(reason));
  const session = await runtime.load(new Uint8Array());
  await expect(session.run({})).rejects.toThrow('indices out of bounds');
  expect(told).toEqual([]);
});
