/**
 * Gradients of convolutions with too few channels for a block. Neighbouring columns lie side by side in one: a
 * convolution with as many times the filters and the stride, in which each column moves the filter.
 */
import { firstChannels, fromOperand } from '../graph/blocked.ts';
import { add } from '../graph/elementwise.ts';
import { at, concat, pad, reshape, slice, transpose } from '../graph/layout.ts';
import type { Window } from '../graph/products.ts';
import type { Value } from '../graph/value.ts';
import { blockedConv, filterGradientInBlocks, filterOfBlocks, imagesOfBlocks } from './blocked-conv.ts';

/** As many columns as a block has room for and the width is a multiple of. */
function columnsTogether(channels: number, width: number, block: number): number {
  let count = Math.floor(block / channels);
  while (width % count !== 0) count--;
  return count;
}

/** The window of all columns that lie together; in that of one, neighbours are one step apart. */
function widened(window: Window, together: number): Window {
  const [height, width] = window.kernel;
  return { ...window, kernel: [height, width + together - 1], strides: [window.strides[0], together] };
}

/** Channels of zeros, up to a whole block. */
function filledUp(x: Value, block: number): Value {
  return pad(x, [0, 0, 0, 0], [0, 0, 0, block - at(x.shape, 3)], 0);
}

/**
 * From `dy` [batch, ..., out] to [batch, height, width, in]: a convolution with the filter turned around, whose
 * window is `turned`.
 */
export function inputGradientSideBySide(
  dy: Value,
  filter: Value,
  turned: Window,
  [height, width]: readonly [number, number],
  block: number,
): Value {
  const [rows = 0, columns = 0, inputs = 0, outputs = 0] = filter.shape;
  const together = columnsTogether(inputs, width, block);
  const flat = reshape(filter, [rows * columns, inputs, outputs]);
  const backwards = slice(flat, [rows * columns - 1, 0, 0], [-1, inputs, outputs], [-1, 1, 1]);
  const back = transpose(reshape(backwards, filter.shape), [0, 1, 3, 2]);
  const moved = Array.from({ length: together }, (_, column) =>
    pad(back, [0, column, 0, 0], [0, together - 1 - column, 0, 0], 0),
  );
  const filters = filterOfBlocks(filledUp(concat(moved, 3), block), block);
  const sums = blockedConv(imagesOfBlocks(dy, block), filters, widened(turned, together));
  const images = firstChannels(fromOperand(sums, block), together * inputs);
  return reshape(images, [at(dy.shape, 0), height, width, inputs]);
}

/** From `x` [batch, ..., in] and the result's gradient `dy` [batch, ..., out] to [height, width, in, out]. */
export function filterGradientSideBySide(x: Value, dy: Value, window: Window, block: number): Value {
  const [batch = 0, height = 0, width = 0, outputs = 0] = dy.shape;
  const together = columnsTogether(outputs, width, block);
  const columns = reshape(dy, [batch, height, width / together, together * outputs]);
  const sums = filterGradientInBlocks(x, filledUp(columns, block), widened(window, together), block);
  const [rows, taps] = window.kernel;
  const parts = Array.from({ length: together }, (_, column) =>
    slice(
      sums,
      [0, column, 0, column * outputs],
      [rows, column + taps, at(x.shape, 3), (column + 1) * outputs],
    ),
  );
  return parts.reduce(add);
}
