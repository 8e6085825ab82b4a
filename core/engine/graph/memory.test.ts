import { expect, test } from 'vitest';
import { add, mul } from './elementwise.ts';
import { reshape } from './layout.ts';
import { peakBytes } from './memory.ts';
import { reduce } from './reduction.ts';
import { input, node, type Value } from './value.ts';

/** A value of 1000 bytes that is made of another one. */
const made = (x: Value) => node('Sigmoid', [x], { element: 'float32', shape: [250] });
const x = input('x', 'float32', [250]);
const total = (value: Value) => reduce('ReduceSum', value, [0], false);

test('a chain holds a value and what it is made of, not more', () => {
  const chain = made(made(made(made(x))));
  expect(peakBytes({ result: total(chain) })).toBe(2000);
});

test('what is used later is held until then, as a backward pass needs it', () => {
  const [a, b, c] = [made(x), made(made(x)), made(made(made(x)))];
  const back = mul(add(c, b), a);
  expect(peakBytes({ result: total(back) })).toBe(3000);
});

test('a view holds what it shows', () => {
  const first = made(x);
  const second = made(reshape(reshape(first, [50, 5]), [250]));
  expect(peakBytes({ result: total(second) })).toBe(2000);
  const view = reshape(first, [50, 5]);
  const later = node('Concat', [view, reshape(made(made(first)), [50, 5])], {
    element: 'float32',
    shape: [100, 5],
  });
  expect(peakBytes({ result: reduce('ReduceSum', later, [0, 1], false) })).toBe(1000 + 1000 + 2000);
});

test('results are held twice: by the runtime, and by whoever gets them', () => {
  expect(peakBytes({ one: made(x), two: made(made(x)) })).toBe(4000);
});
