/**
 * Gradients of convolutions with too few channels for a block. Neighbouring rows share one, each with its channels: a
 * convolution with as many times the filters and the stride, in which each row moves the filter.
 */
import { channelsInOneBlock, fromOperand, unblockedFirst } from '../graph/blocked.ts';
import { add } from '../graph/elementwise.ts';
import { at, channelsFirst, channelsLast, concat, pad, reshape, slice, transpose } from '../graph/layout.ts';
import type { Window } from '../graph/products.ts';
import type { Value } from '../graph/value.ts';
import { blockedConv, filterGradientInBlocks, filterOfBlocks, imagesOfBlocks } from './blocked-conv.ts';

/** As many rows as a block has room for and the height is a multiple of. */
function rowsTogether(channels: number, height: number, block: number): number {
  let count = Math.floor(block / channels);
  while (height % count !== 0) count--;
  return count;
}

/** The window of all rows that lie together; in that of one, neighbours are one step apart. */
function heightened(window: Window, together: number): Window {
  const [height, width] = window.kernel;
  return { ...window, kernel: [height + together - 1, width], strides: [together, window.strides[1]] };
}

/**
 * From `dy` [batch, ..., out] to [batch, height, width, in]: a convolution with the filter turned around, whose
 * window is `turned`.
 */
export function inputGradientOfFew(
  dy: Value,
  filter: Value,
  turned: Window,
  [height, width]: readonly [number, number],
  block: number,
): Value {
  const [rows = 0, columns = 0, inputs = 0, outputs = 0] = filter.shape;
  const batch = at(dy.shape, 0);
  const together = rowsTogether(inputs, height, block);
  const flat = reshape(filter, [rows * columns, inputs, outputs]);
  const backwards = slice(flat, [rows * columns - 1, 0, 0], [-1, inputs, outputs], [-1, 1, 1]);
  const back = transpose(reshape(backwards, filter.shape), [0, 1, 3, 2]);
  const moved = Array.from({ length: together }, (_, row) =>
    pad(back, [row, 0, 0, 0], [together - 1 - row, 0, 0, 0], 0),
  );
  const filters = pad(concat(moved, 3), [0, 0, 0, 0], [0, 0, 0, block - together * inputs], 0);
  const sums = blockedConv(
    imagesOfBlocks(dy, block),
    filterOfBlocks(filters, block),
    heightened(turned, together),
  );
  const lying = unblockedFirst(fromOperand(sums, block), together * inputs);
  const parted = reshape(lying, [batch, together, inputs, height / together, width]);
  return channelsLast(reshape(transpose(parted, [0, 2, 3, 1, 4]), [batch, inputs, height, width]));
}

/** From `x` [batch, ..., in] and the result's gradient `dy` [batch, ..., out] to [height, width, in, out]. */
export function filterGradientOfFew(x: Value, dy: Value, window: Window, block: number): Value {
  const [batch = 0, height = 0, width = 0, outputs = 0] = dy.shape;
  const together = rowsTogether(outputs, height, block);
  const parted = reshape(channelsFirst(dy), [batch, outputs, height / together, together, width]);
  const channels = together * outputs;
  const lying = reshape(transpose(parted, [0, 3, 1, 2, 4]), [batch, channels, height / together, width]);
  const fours = pad(lying, [0, 0, 0, 0], [0, (4 - (channels % 4)) % 4, 0, 0], 0);
  const sums = filterGradientInBlocks(x, channelsInOneBlock(fours, block), heightened(window, together));
  const [taps, columns] = window.kernel;
  const parts = Array.from({ length: together }, (_, row) =>
    slice(sums, [row, 0, 0, row * outputs], [row + taps, columns, at(x.shape, 3), (row + 1) * outputs]),
  );
  return parts.reduce(add);
}
