/**
 * Whether the figures that optimizers, losses and schedules are held to are still what PyTorch computes, where
 * Debian's python3-torch is installed. The figures themselves are checked on every machine.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { TORCH } from '../testing/training/torch-figures.ts';

const PYTHON = '/usr/bin/python3';
const SCRIPT = fileURLToPath(new URL('../../scripts/torch-training.py', import.meta.url));
const run = promisify(execFile);
const isInstalled = await run(PYTHON, ['-W', 'ignore', '-c', 'import torch']).then(
  () => true,
  () => false,
);

const title = isInstalled
  ? 'PyTorch'
  : 'python3-torch is not installed, so its figures are not computed again';

describe.runIf(isInstalled)(title, () => {
  test('still computes what optimizers, losses and schedules are held to', async () => {
    const { stdout } = await run(PYTHON, ['-W', 'ignore', SCRIPT], { maxBuffer: 2 ** 24 });
    const now: unknown = JSON.parse(stdout);
    const { numbers, rest } = takeApart(now);
    const kept = takeApart(TORCH);
    expect(rest).toEqual(kept.rest);
    expect(numbers.length).toBeGreaterThan(2000);
    for (const [place, value] of numbers.entries())
      expect(value).toBeCloseTo(kept.numbers[place] ?? Number.NaN, 9);
  });
});

/** All numbers in order, and the JSON text around them. The version of PyTorch may differ. */
function takeApart(value: unknown): { readonly numbers: readonly number[]; readonly rest: string } {
  const numbers: number[] = [];
  const rest = JSON.stringify(value, (key, one: unknown) => {
    if (key === 'torch') return '';
    if (typeof one === 'number') numbers.push(one);
    return typeof one === 'number' ? 0 : one;
  });
  return { numbers, rest };
}
