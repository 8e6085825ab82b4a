import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-backend-cpu';
import { expect, test } from 'vitest';
import { createCompiledEngine } from '../../core/engine/compiled-engine.ts';
import { createEagerEngine } from '../../core/engine/eager-engine.ts';
import { createOrtRuntime } from '../engine/ort-runtime.ts';
import { selfTest } from './self-test.ts';

const processor = createCompiledEngine(tf, createOrtRuntime({ threads: 2 }));

test('a network trains alike compiled and on a backend of TensorFlow.js', async () => {
  const eager = createEagerEngine(tf, { id: 'plain', title: 'TensorFlow.js', backend: 'cpu' });
  const expected = await selfTest(processor);
  const losses = await selfTest(eager);
  expect(expected.at(-1)).toBeLessThan(expected[0] ?? 0);
  for (const [step, loss] of losses.entries()) expect(loss).toBeCloseTo(expected[step] ?? Number.NaN, 4);
});
