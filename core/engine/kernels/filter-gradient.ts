/**
 * The gradient of a convolution's filter. Which form is fast depends on its shape; the limits below were
 * measured on the processor's runtime. All give the same sums.
 */
import { at, channelsLast, concat, pad, reshape, slice, transpose } from '../graph/layout.ts';
import { conv, matMul, type Window } from '../graph/products.ts';
import { reduce } from '../graph/reduction.ts';
import type { Value } from '../graph/value.ts';
import { tapRows, tapViews } from './taps.ts';

/** From this many taps on, a small filter is the result of a fast convolution. */
const MANY_TAPS = 25;
const SMALL_FILTER = 256;
/** Up to this many places, the partial sums of every image would be more than the image. */
const FEW_PLACES = 64;
/** Up to this many times the rows, it pays to multiply with rows of zeros. */
const COMPACT = 1.3;

/**
 * Of `x` [batch, in, height, width] and the result's gradient `dy` [batch, out, ...] to [height, width, in, out].
 */
export function filterGradient(x: Value, dy: Value, window: Window): Value {
  const taps = window.kernel[0] * window.kernel[1];
  const places = at(dy.shape, 2) * at(dy.shape, 3);
  if (taps >= MANY_TAPS && at(x.shape, 1) * at(dy.shape, 1) <= SMALL_FILTER) {
    return byConvolution(x, dy, window);
  }
  if (places <= FEW_PLACES && taps > 1) return overAllImages(x, dy, window);
  return isCompact(dy, window) ? byRowsAndColumns(x, dy, window) : imageByImage(x, dy, window);
}

/** Rows that the taps of a column reach, as many as the result has and those that the filter sticks out. */
function reachedRows(dy: Value, { kernel, dilations }: Window): number {
  return at(dy.shape, 2) + (kernel[0] - 1) * dilations[0];
}

/** Few of the rows are without meaning for some of the taps. */
function isCompact(dy: Value, window: Window): boolean {
  return window.strides[0] === 1 && reachedRows(dy, window) <= COMPACT * at(dy.shape, 2);
}

/**
 * One matrix product for each image in which the columns of the filter move the image and its rows move the
 * gradient: a copy for each row and each column, where `imageByImage` makes one for each tap.
 */
function byRowsAndColumns(x: Value, dy: Value, window: Window): Value {
  const [batch = 0, outputs = 0, height = 0, width = 0] = dy.shape;
  const [rows, columns] = window.kernel;
  const inputs = at(x.shape, 1);
  const reached = reachedRows(dy, window);
  const column: Window = { ...window, kernel: [1, columns] };
  const images = concat(tapViews(x, [reached, width], column), 1);
  const flat = reshape(dy, [batch, outputs, height * width]);
  const gradients = Array.from({ length: rows }, (_, row) => {
    const above = row * window.dilations[0] * width;
    return pad(flat, [0, 0, above], [0, 0, (reached - height) * width - above], 0);
  });
  const sums = matMul(
    reshape(images, [batch, columns * inputs, reached * width]),
    concat(gradients, 1),
    false,
    true,
  );
  const filter = reshape(reduce('ReduceSum', sums, [0], false), [columns, inputs, rows, outputs]);
  return transpose(filter, [2, 0, 1, 3]);
}

/** One convolution in which channels stand for the batch; strides and dilations change places. */
function byConvolution(x: Value, dy: Value, window: Window): Value {
  const sums = conv(transpose(x, [1, 0, 2, 3]), transpose(dy, [1, 0, 2, 3]), {
    kernel: [at(dy.shape, 2), at(dy.shape, 3)],
    strides: window.dilations,
    dilations: window.strides,
    pads: window.pads,
  });
  const [inputs, outputs] = [at(x.shape, 1), at(dy.shape, 1)];
  return transpose(slice(sums, [0, 0, 0, 0], [inputs, outputs, ...window.kernel]), [2, 3, 0, 1]);
}

/** One matrix product for each image, added up. */
function imageByImage(x: Value, dy: Value, window: Window): Value {
  const [batch = 0, outputs = 0, height = 0, width = 0] = dy.shape;
  const inputs = at(x.shape, 1);
  const views = concat(tapViews(x, [height, width], window), 1);
  const columns = reshape(views, [batch, at(views.shape, 1), height * width]);
  const sums = matMul(columns, reshape(dy, [batch, outputs, height * width]), false, true);
  return reshape(reduce('ReduceSum', sums, [0], false), [...window.kernel, inputs, outputs]);
}

/** One matrix product over the places of all images. */
function overAllImages(x: Value, dy: Value, window: Window): Value {
  const [batch = 0, outputs = 0, height = 0, width = 0] = dy.shape;
  const rows = batch * height * width;
  const sums = matMul(
    tapRows(x, [height, width], window),
    reshape(channelsLast(dy), [rows, outputs]),
    true,
    false,
  );
  return reshape(sums, [...window.kernel, at(x.shape, 1), outputs]);
}
