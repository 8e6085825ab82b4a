/**
 * The gradient of a convolution's filter. Which form is fast depends on its shape; the limits below were
 * measured on the processor's runtime. All give the same sums.
 */
import { at, channelsLast, concat, reshape, slice, transpose } from '../graph/layout.ts';
import { conv, matMul, type Window } from '../graph/products.ts';
import { reduce } from '../graph/reduction.ts';
import type { Value } from '../graph/value.ts';
import { tapRows, tapViews } from './taps.ts';

/** From this many taps on, a small filter is the result of a fast convolution. */
const MANY_TAPS = 25;
const SMALL_FILTER = 256;
/** Up to this many places, the partial sums of every image would be more than the image. */
const FEW_PLACES = 64;

/**
 * Of `x` [batch, in, height, width] and the result's gradient `dy` [batch, out, ...] to [height, width, in, out].
 */
export function filterGradient(x: Value, dy: Value, window: Window): Value {
  const taps = window.kernel[0] * window.kernel[1];
  const places = at(dy.shape, 2) * at(dy.shape, 3);
  if (taps >= MANY_TAPS && at(x.shape, 1) * at(dy.shape, 1) <= SMALL_FILTER) {
    return byConvolution(x, dy, window);
  }
  return places <= FEW_PLACES && taps > 1 ? overAllImages(x, dy, window) : imageByImage(x, dy, window);
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
