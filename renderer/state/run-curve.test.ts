import { expect, test } from 'vitest';
import { type Curve, EMPTY_CURVE, extendCurve } from './run-curve.ts';

test('a long run keeps every epoch and stays drawable', () => {
  let curve: Curve = EMPTY_CURVE;
  for (let epoch = 0; epoch < 50; epoch++) {
    for (let step = 1; step < 100; step++) {
      curve = extendCurve(curve, { x: epoch + step / 100, epoch: false, metrics: { loss: 1 } }, 500);
    }
    curve = extendCurve(curve, { x: epoch + 1, epoch: true, metrics: { loss: 1 } }, 500);
  }
  expect(curve.length).toBeLessThanOrEqual(500);
  expect(curve.filter((point) => point.epoch).map(({ x }) => x)).toEqual(
    Array.from({ length: 50 }, (_, index) => index + 1),
  );
  expect(curve.every(({ x }, index) => index === 0 || x > (curve[index - 1]?.x ?? 0))).toBe(true);
});

test('the newest point is always there', () => {
  let curve: Curve = EMPTY_CURVE;
  for (let step = 1; step <= 11; step++) {
    curve = extendCurve(curve, { x: step, epoch: false, metrics: {} }, 10);
  }
  expect(curve.at(-1)?.x).toBe(11);
});

test('a point that is told again replaces what came after it', () => {
  const curve = [1, 2, 3].reduce<Curve>(
    (before, x) => extendCurve(before, { x, epoch: true, metrics: {} }),
    EMPTY_CURVE,
  );
  expect(extendCurve(curve, { x: 2, epoch: true, metrics: {} }).map(({ x }) => x)).toEqual([1, 2]);
});
