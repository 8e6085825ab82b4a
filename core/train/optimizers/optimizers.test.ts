import { expect, test } from 'vitest';
import { parseDocument } from '../../document/read.ts';
import { emptyDocument } from '../../document/schema.ts';
import { BOWL, descend, STEPS } from '../../testing/training/descend.ts';
import { TORCH } from '../../testing/training/torch-figures.ts';
import { defaultOptimizer, OPTIMIZERS, type OptimizerSettings } from './registry.ts';

function expectTrail(
  received: readonly (readonly number[])[],
  expected: readonly (readonly number[])[],
): void {
  expect(received).toHaveLength(STEPS);
  for (const [step, numbers] of expected.entries()) {
    for (const [place, value] of numbers.entries()) {
      expect(received[step]?.[place], `number ${place} after step ${step + 1}`).toBeCloseTo(value, 5);
    }
  }
}

test.each(TORCH.optimizers)('$title goes where PyTorch goes', async ({ settings, clipping, trail }) => {
  expectTrail((await descend(settings, { clipping })).trail, trail);
});

type Rule = (w: number, gradient: number, memory: Record<string, number>, t: number) => number;
const RATE = 0.05;

/** Keras's own formulas with its own defaults, for one number in double precision. */
const FORMULAS: Readonly<Record<string, Rule>> = {
  sgd: (w, g) => w - RATE * g,
  rmsprop: (w, g, memory) => {
    memory.v = 0.9 * (memory.v ?? 0) + 0.1 * g * g;
    return w - (RATE * g) / Math.sqrt(memory.v + 1e-7);
  },
  adagrad: (w, g, memory) => {
    memory.sum = (memory.sum ?? 0.1) + g * g;
    return w - (RATE * g) / Math.sqrt(memory.sum + 1e-7);
  },
  adadelta: (w, g, memory) => {
    memory.g = 0.95 * (memory.g ?? 0) + 0.05 * g * g;
    const move = (g * Math.sqrt((memory.d ?? 0) + 1e-7)) / Math.sqrt(memory.g + 1e-7);
    memory.d = 0.95 * (memory.d ?? 0) + 0.05 * move * move;
    return w - RATE * move;
  },
  adam: (w, g, memory, t) => w - adamMove(g, memory, t),
  adamw: (w, g, memory, t) => w * (1 - RATE * 0.004) - adamMove(g, memory, t),
  adamax: (w, g, memory, t) => {
    memory.m = 0.9 * (memory.m ?? 0) + 0.1 * g;
    memory.u = Math.max(0.999 * (memory.u ?? 0), Math.abs(g));
    return w - ((RATE / (1 - 0.9 ** t)) * memory.m) / (memory.u + 1e-7);
  },
  nadam: (w, g, memory, t) => {
    const mu = (at: number) => 0.9 * (1 - 0.5 * 0.96 ** at);
    memory.product = (memory.product ?? 1) * mu(t);
    memory.m = 0.9 * (memory.m ?? 0) + 0.1 * g;
    memory.v = 0.999 * (memory.v ?? 0) + 0.001 * g * g;
    const ahead =
      (mu(t + 1) * memory.m) / (1 - memory.product * mu(t + 1)) + ((1 - mu(t)) * g) / (1 - memory.product);
    return w - (RATE * ahead) / (Math.sqrt(memory.v / (1 - 0.999 ** t)) + 1e-7);
  },
};

function adamMove(g: number, memory: Record<string, number>, t: number): number {
  memory.m = 0.9 * (memory.m ?? 0) + 0.1 * g;
  memory.v = 0.999 * (memory.v ?? 0) + 0.001 * g * g;
  return (RATE * Math.sqrt(1 - 0.999 ** t) * memory.m) / (1 - 0.9 ** t) / (Math.sqrt(memory.v) + 1e-7);
}

test.each(OPTIMIZERS.map(({ type }) => type))(
  '%s with nothing but a learning rate follows Keras’s formula',
  async (type) => {
    const rule = FORMULAS[type];
    if (!rule) throw new Error(`There is no formula to hold "${type}" against.`);
    const numbers = BOWL.flatMap(({ start, floor, steepness }) =>
      start.map((value, place) => ({
        value: value as number,
        floor: floor[place] ?? 0,
        steepness: steepness[place] ?? 0,
        memory: {},
      })),
    );
    const expected = Array.from({ length: STEPS }, (_, step) =>
      numbers.map((number) => {
        const gradient = number.steepness * (number.value - number.floor);
        number.value = rule(number.value, gradient, number.memory, step + 1);
        return number.value;
      }),
    );
    const settings = { type, learningRate: RATE } as OptimizerSettings;
    expectTrail((await descend(settings)).trail, expected);
  },
);

const RESUMED: readonly OptimizerSettings[] = [
  ...OPTIMIZERS.map(({ type }) => defaultOptimizer(type)),
  { type: 'sgd', learningRate: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.01 },
  { type: 'rmsprop', learningRate: 0.1, momentum: 0.9, centered: true },
  { type: 'adam', learningRate: 0.1, amsgrad: true },
];

test.each(RESUMED)('$type goes on from its state bit for bit', async (settings) => {
  const clipping = { type: 'globalClipnorm', limit: 0.5 } as const;
  const whole = await descend(settings, { clipping });
  const half = await descend(settings, { clipping, steps: 9 });
  const rest = await descend(settings, { clipping, steps: 11, resume: half.state });
  expect(rest.state).toEqual(whole.state);
  expect(Object.keys(whole.state).every((name) => /^[ab]$|^\w+\/(step|product|\w+\/[ab])$/.test(name))).toBe(
    true,
  );
});

test('a centered RMSprop stays finite where the gradient does not vary', async () => {
  const still: OptimizerSettings = { type: 'rmsprop', learningRate: 1e-9, centered: true, rho: 0.5 };
  const { trail } = await descend(still, { steps: 60 });
  expect(trail.flat().every(Number.isFinite)).toBe(true);
});

test('a document may leave out all but the learning rate, and nothing may stand there that is not known', () => {
  const optimizerOf = (optimizer: unknown) => {
    const document = emptyDocument('N');
    const parsed = parseDocument({ ...document, training: { ...document.training, optimizer } });
    return parsed.ok ? parsed.value.training.optimizer : parsed.error.message;
  };
  for (const { type, parameters } of OPTIMIZERS) {
    expect(optimizerOf({ type, learningRate: 0.5 })).toEqual({ type, learningRate: 0.5 });
    expect(optimizerOf(defaultOptimizer(type))).toEqual(defaultOptimizer(type));
    expect(Object.keys(defaultOptimizer(type))).toEqual(['type', ...Object.keys(parameters)]);
  }
  expect(optimizerOf({ type: 'adam', learningRate: 0.1, rho: 0.9 })).toBe(
    'The file has the unknown field "rho" in training.optimizer. It was made by another program or edited by hand; remove the field.',
  );
  expect(optimizerOf({ type: 'sgd', learningRate: 0 })).toMatch(/at training\.optimizer\.learningRate: /);
  expect(optimizerOf({ type: 'lion', learningRate: 1 })).toMatch(/at training\.optimizer\.type: /);
});
