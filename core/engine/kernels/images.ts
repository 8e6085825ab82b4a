/** Kernels that move pixels: mirrored images, and boxes cut out of images and made one size. */
import type { CropAndResizeAttrs } from '@tensorflow/tfjs-core';
import { add, cast, compare, elementwise, mul, sub, where } from '../graph/elementwise.ts';
import { at, concat, expand, reshape, slice } from '../graph/layout.ts';
import { arrayOf, constant, node, scalar, type Value } from '../graph/value.ts';
import { type KernelFamily, kernel } from './kernel.ts';

function mirrored(images: Value): Value {
  const [batch = 0, height = 0, width = 0, channels = 0] = images.shape;
  return slice(images, [0, 0, width - 1, 0], [batch, height, -1, channels], [1, 1, -1, 1]);
}

/** Where along one axis of `length` pixels the lines of every box lie: [boxes, size]. */
function linesOf(from: Value, to: Value, length: number, size: number): Value {
  const last = scalar(length - 1);
  if (size === 1) return mul(mul(scalar(0.5), add(from, to)), last);
  const steps = Array.from({ length: size }, (_, line) => line);
  const scale = mul(sub(to, from), scalar((length - 1) / (size - 1)));
  return add(mul(from, last), mul(constant('float32', [1, size], arrayOf('float32', steps)), scale));
}

/** A line of pixels that is there, the nearest to one that may not be. */
const within = (line: Value, length: number) =>
  cast(elementwise('Clip', [line, scalar(0), scalar(length - 1)]), 'int64');

function cropAndResize(
  image: Value,
  boxes: Value,
  boxInd: Value,
  { cropSize: [rows, columns], method, extrapolationValue }: CropAndResizeAttrs,
): Value {
  const [, height = 0, width = 0, channels = 0] = image.shape;
  const count = at(boxes.shape, 0);
  const pixels = cast(image, 'float32');
  const side = (index: number) => slice(boxes, [0, index], [count, index + 1]);
  const y = linesOf(side(0), side(2), height, rows);
  const x = linesOf(side(1), side(3), width, columns);
  const places = [count, rows, columns];
  const across = (value: Value) => reshape(value, [count, 1, value.shape[1] ?? 1]);
  const down = (value: Value) => reshape(value, [count, value.shape[1] ?? 1, 1]);
  const index = (value: Value) => reshape(expand(value, places), [...places, 1]);
  const batch = index(reshape(cast(boxInd, 'int64'), [count, 1, 1]));
  const pick = (row: Value, column: Value) => {
    const lines = [batch, index(down(within(row, height))), index(across(within(column, width)))];
    return node('GatherND', [pixels, concat(lines, 3)], { element: 'float32', shape: [...places, channels] });
  };
  const outside = (line: Value, length: number) =>
    compare('Or', compare('Less', line, scalar(0)), compare('Greater', line, scalar(length - 1)));
  const beyond = compare('Or', down(outside(y, height)), across(outside(x, width)));
  const result = method === 'nearest' ? pick(rounded(y), rounded(x)) : between(x, y, pick, down, across);
  return where(reshape(beyond, [...places, 1]), scalar(extrapolationValue), result);
}

/** Halves go up, as in TensorFlow.js. */
const rounded = (line: Value) => elementwise('Floor', [add(line, scalar(0.5))]);

/** The weighted mean of the four pixels around. */
function between(
  x: Value,
  y: Value,
  pick: (row: Value, column: Value) => Value,
  down: (value: Value) => Value,
  across: (value: Value) => Value,
): Value {
  const [top, left] = [elementwise('Floor', [y]), elementwise('Floor', [x])];
  const [bottom, right] = [elementwise('Ceil', [y]), elementwise('Ceil', [x])];
  const share = (value: Value) => reshape(value, [...value.shape, 1]);
  const mix = (a: Value, b: Value, weight: Value) => add(a, mul(sub(b, a), weight));
  const column = share(across(sub(x, left)));
  const upper = mix(pick(top, left), pick(top, right), column);
  const lower = mix(pick(bottom, left), pick(bottom, right), column);
  return mix(upper, lower, share(down(sub(y, top))));
}

export const imageKernels: KernelFamily = {
  CropAndResize: kernel<{ image: Value; boxes: Value; boxInd: Value }, CropAndResizeAttrs>(
    ({ inputs: { image, boxes, boxInd }, attrs }) => cropAndResize(image, boxes, boxInd, attrs),
  ),
  FlipLeftRight: kernel<{ image: Value }>(({ inputs: { image } }) => mirrored(image)),
};
