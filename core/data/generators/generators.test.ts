import { expect, test } from 'vitest';
import { DatasetDescription } from '../dataset.ts';
import { generate } from './generator.ts';
import { GENERATORS } from './registry.ts';

const open = (name: string) => {
  const generator = GENERATORS.find((candidate) => candidate.name === name);
  if (!generator) throw new Error(`no generator ${name}`);
  return generate(generator);
};

test.each(GENERATORS)('$name is well described and always the same', async ({ name, samples }) => {
  const [dataset, again] = [open(name), open(name)];
  DatasetDescription.parse(dataset.description);
  const all = Array.from({ length: samples }, (_, index) => index);
  const batch = await dataset.read(all);
  expect(batch).toEqual(await again.read(all));
  for (const { data } of Object.values(batch)) expect(data.every(Number.isFinite)).toBe(true);
});

test.each([
  ['or', [0, 1, 1, 1]],
  ['and', [0, 0, 0, 1]],
  ['xor', [0, 1, 1, 0]],
])('%s has the truth table of its gate', async (name, outputs) => {
  const { x, y } = await open(name).read([0, 1, 2, 3]);
  expect(x).toEqual({ dtype: 'float32', shape: [4, 2], data: Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1) });
  expect(y).toEqual({ dtype: 'float32', shape: [4, 1], data: Float32Array.from(outputs) });
});

test('exam holds the four students', async () => {
  const { x, y } = await open('exam').read([0, 1, 2, 3]);
  expect([...(x?.data ?? [])]).toEqual([1, 8, 10, 6, 20, 4, 11, 10]);
  expect([...(y?.data ?? [])]).toEqual([0, 1, 0, 1]);
});

test.each(['circles', 'moons', 'spirals'])('%s has two classes of the same size', (name) => {
  expect(open(name).description.classCounts).toEqual([200, 200]);
});

test('no circle can be told apart by a line, but by its radius', async () => {
  const { x, label } = await open('circles').read(Array.from({ length: 400 }, (_, index) => index));
  let right = 0;
  label?.data.forEach((ring, index) => {
    const radius = Math.hypot(x?.data[index * 2] ?? 0, x?.data[index * 2 + 1] ?? 0);
    if ((radius > 0.7 ? 1 : 0) === ring) right++;
  });
  expect(right).toBeGreaterThan(395);
});

test('line lies around y = 2x + 1', async () => {
  const { x, y } = await open('line').read(Array.from({ length: 100 }, (_, index) => index));
  const errors = Array.from(y?.data ?? [], (value, index) => value - 2 * (x?.data[index] ?? 0) - 1);
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  expect(Math.abs(mean)).toBeLessThan(0.08);
});

test('waves go on as they were: the next value follows from the two before it and the length of the wave', async () => {
  const { past, next } = await open('waves').read(Array.from({ length: 1000 }, (_, index) => index));
  // For a sine, x[t+1] + x[t-1] is the same multiple of x[t] everywhere.
  const errors = Array.from(next?.data ?? [], (value, sample) => {
    const at = (step: number) => past?.data[sample * 20 + step] ?? 0;
    let product = 0;
    let square = 0;
    for (let step = 1; step < 19; step++) {
      product += (at(step - 1) + at(step + 1)) * at(step);
      square += at(step) ** 2;
    }
    return Math.abs((product / square) * at(19) - at(18) - value);
  });
  expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.1);
});
