/** Losses at work: twenty steps down each of them must go where PyTorch goes. */
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import type { Program } from '../../engine/engine.ts';
import { testEngine } from '../../testing/gradient-check.ts';
import { floats, integers } from '../../testing/tensor-data.ts';
import { TORCH, type TorchFigures } from '../../testing/training/torch-figures.ts';
import { LOSS_DEFAULTS } from './loss.ts';
import { findLoss, LOSSES } from './registry.ts';

/** Where scripts/torch-training.py starts. */
const START = [0.5, -1.25, 3, 0.1, 2.5, -0.75, 1.5, 0, -4, 2, 0.3, 1];
const SHAPE = [4, 3];

type Case = TorchFigures['losses'][number];

const SQUASH: Readonly<Record<Case['squash'], (x: tf.Tensor) => tf.Tensor>> = {
  none: (x) => x,
  softmax: (x) => tf.softmax(x),
  sigmoid: (x) => tf.sigmoid(x),
  exp: (x) => tf.exp(x),
};

/** With and without the logits, where the loss has a use for them. */
const CASES = TORCH.losses.flatMap((one) => {
  const params = Object.entries(one.params).map(([name, value]) => `, ${name} ${value}`);
  const title = `${one.loss}${params.join('')}`;
  return one.squash === 'softmax' || one.squash === 'sigmoid'
    ? [
        { ...one, title: `${title}, from logits`, fromLogits: true },
        { ...one, title, fromLogits: false },
      ]
    : [{ ...one, title, fromLogits: false }];
});

test('every loss is held to PyTorch', () => {
  const held = new Set(TORCH.losses.map(({ loss }) => loss));
  expect(LOSSES.map(({ name }) => name).filter((name) => !held.has(name))).toEqual([]);
});

test.each(CASES)('$title', async (one) => {
  const loss = findLoss(one.loss);
  const squash = SQUASH[one.squash];
  const program: Program = {
    name: 'learn',
    state: ['x'],
    body: (_tf, inputs, state) => {
      const { target } = inputs as Record<'target', tf.Tensor>;
      const { x } = state as Record<'x', tf.Tensor>;
      const params = { ...LOSS_DEFAULTS, ...one.params };
      const of = (at: tf.Tensor) =>
        loss.mean(
          tf,
          { target, prediction: squash(at), ...(one.fromLogits && { logits: at }) },
          params,
        ) as tf.Scalar;
      const { value, grad } = tf.valueAndGrad(of)(x, undefined as never);
      return { outputs: { value }, state: { x: tf.sub(x, tf.mul(grad, one.rate)) } };
    },
  };
  const session = await testEngine.open({ x: floats(START, SHAPE) });
  const inputs = { target: targetOf(one) };
  const executable = await session.prepare(program, inputs);
  for (const [step, expected] of one.values.entries()) {
    const { value } = await executable.run(inputs);
    const received = value?.data[0] ?? Number.NaN;
    const tolerance = 2e-5 * Math.max(1, Math.abs(expected));
    expect(Math.abs(received - expected), `step ${step + 1}: ${received}, expected ${expected}`).toBeLessThan(
      tolerance,
    );
  }
  const { x } = await session.readState(['x']);
  for (const [place, expected] of one.end.entries()) expect(x?.data[place]).toBeCloseTo(expected, 4);
  await session.release();
});

function targetOf({ loss, target }: Case) {
  if (loss !== 'sparseCategoricalCrossentropy') return floats([...target], SHAPE);
  return integers([0, 1, 2, 3].map((row) => target.slice(3 * row, 3 * row + 3).indexOf(1)));
}
