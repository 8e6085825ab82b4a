import { expect, test } from 'vitest';
import { modelOf, trainedNumbers } from './bench-trainer.ts';
import { geometricMean } from './compare.ts';
import { median } from './median.ts';
import { BENCH_NETWORKS } from './networks.ts';
import { summarizeProfile } from './profile.ts';
import { runTorchPeer } from './torch-peer.ts';

test.each(BENCH_NETWORKS)('$id has as many parameters as its twin in the peer: $parameters', (network) => {
  expect(trainedNumbers(modelOf(network))).toBe(network.parameters);
});

test('medians and means', () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(geometricMean([2, 0.5])).toBe(1);
  expect(geometricMean([1.5, 1.5, 1.5])).toBe(1.5);
});

test('a profile is the mean over the last steps', () => {
  const node = (op: string, ts: number, dur: number) => ({
    cat: 'Node',
    name: `${op}_1_kernel_time`,
    ts,
    dur,
    args: { op_name: op },
  });
  const run = (ts: number, dur: number) => ({ cat: 'Session', name: 'model_run', ts, dur });
  const events = [
    { cat: 'Session', name: 'session_initialization', ts: 0, dur: 900 },
    node('Conv', 1010, 9000),
    run(1000, 9500),
    node('Conv', 20_010, 1000),
    node('Add', 21_010, 500),
    { cat: 'Node', name: 'Add_1_fence_before', ts: 21_020, dur: 70, args: { op_name: 'Add' } },
    run(20_000, 2000),
    node('Conv', 30_010, 3000),
    node('Add', 33_010, 500),
    run(30_000, 4000),
  ];
  expect(summarizeProfile(JSON.stringify(events), 2)).toEqual({
    operators: [
      { operator: 'Conv', nodes: 1, milliseconds: 2 },
      { operator: 'Add', nodes: 1, milliseconds: 0.5 },
    ],
    runMilliseconds: 3,
  });
});

test('a peer that is not there is told in a sentence', async () => {
  const asked = runTorchPeer({ net: 'mlp', batch: 8, threads: 1, steps: 1, python: '/nowhere/python3' });
  await expect(asked).rejects.toThrow(
    'There is no Python at "/nowhere/python3". Install Debian\'s packages python3-torch and libopenblas0-pthread, or measure without "--against torch".',
  );
});
