/** The gradient of a convolution's filter, in the form that suits its shape. */
import { at, slice, transpose } from '../graph/layout.ts';
import { conv, type Window } from '../graph/products.ts';
import type { Value } from '../graph/value.ts';

/**
 * Of `x` [batch, in, height, width] and the result's gradient `dy` [batch, out, ...] to [height, width, in, out].
 */
export function filterGradient(x: Value, dy: Value, window: Window): Value {
  return byConvolution(x, dy, window);
}

/** One convolution in which channels stand for the batch; strides and dilations change places. */
function byConvolution(x: Value, dy: Value, window: Window): Value {
  const taps = conv(transpose(x, [1, 0, 2, 3]), transpose(dy, [1, 0, 2, 3]), {
    kernel: [at(dy.shape, 2), at(dy.shape, 3)],
    strides: window.dilations,
    dilations: window.strides,
    pads: window.pads,
  });
  const [inputs, outputs] = [at(x.shape, 1), at(dy.shape, 1)];
  return transpose(slice(taps, [0, 0, 0, 0], [inputs, outputs, ...window.kernel]), [2, 3, 0, 1]);
}
