/** Morphological dilation: the largest sum of pixel and filter in each window, and its gradients. */
import type { Dilation2DAttrs } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../tensorflow.ts';
import { add, cast, compare, mul } from '../graph/elementwise.ts';
import { at, channelsFirst, channelsLast, concat, pad, reshape, slice } from '../graph/layout.ts';
import { convTranspose, type Window } from '../graph/products.ts';
import { argExtreme, reduce } from '../graph/reduction.ts';
import { arrayOf, constant, type Value } from '../graph/value.ts';
import { type KernelFamily, kernel } from './kernel.ts';
import { tapViews } from './taps.ts';
import { shape4, windowOf } from './window.ts';

interface DilationInputs {
  readonly x: Value;
  readonly filter: Value;
}

/** Less than any sum, but finite: what lies beyond the image is never the largest. */
const BEYOND = -3.4e38;

interface Sums {
  /** Pixel plus filter: [taps, batch, channels, height, width]. */
  readonly sums: Value;
  readonly window: Window;
  readonly size: readonly [number, number];
}

function sumsOf(tf: TensorFlow, { x, filter }: DilationInputs, attrs: Dilation2DAttrs): Sums {
  const [height = 0, width = 0, channels = 0] = filter.shape;
  const { strides, pad: padding, dilations } = attrs;
  const info = tf.backend_util.computeDilation2DInfo(
    shape4(x.shape),
    [height, width, channels],
    strides,
    padding,
    'NHWC',
    dilations,
  );
  const window = windowOf(info);
  const size = [info.outHeight, info.outWidth] as const;
  const [top, left, bottom, right] = window.pads;
  const padded = pad(channelsFirst(x), [0, 0, top, left], [0, 0, bottom, right], BEYOND);
  const views = tapViews(padded, size, { ...window, pads: [0, 0, 0, 0] });
  const rows = reshape(filter, [height * width, 1, channels, 1, 1]);
  const stacked = concat(
    views.map((view) => reshape(view, [1, ...view.shape])),
    0,
  );
  return { sums: add(stacked, rows), window, size };
}

/** The gradient of each sum: that of the result for the largest of a window, the first if there are several. */
function gradientOfSums({ sums }: Sums, dy: Value): Value {
  const taps = at(sums.shape, 0);
  const largest = argExtreme('ArgMax', sums, 0);
  const numbers = Array.from({ length: taps }, (_, tap) => tap);
  const every = constant('int64', [taps, 1, 1, 1, 1], arrayOf('int64', numbers));
  return mul(cast(compare('Equal', largest, every), 'float32'), channelsFirst(dy));
}

/** Every tap hands its part back to the pixel that it read. */
function inputGradient(spread: Value, { window }: Sums, x: Value): Value {
  const [taps = 0, batch = 0, channels = 0, height = 0, width = 0] = spread.shape;
  const parts = Array.from({ length: taps }, (_, tap) =>
    reshape(slice(spread, [tap, 0, 0, 0, 0], [tap + 1, batch, channels, height, width]), [
      batch * channels,
      1,
      height,
      width,
    ]),
  );
  const places = Array.from({ length: taps * taps }, (_, index) => (index % (taps + 1) === 0 ? 1 : 0));
  const kernels = constant('float32', [taps, 1, ...window.kernel], arrayOf('float32', places));
  const [, inHeight = 0, inWidth = 0] = x.shape;
  const sums = convTranspose(concat(parts, 1), kernels, window, [inHeight, inWidth]);
  return channelsLast(reshape(sums, [batch, channels, inHeight, inWidth]));
}

type GradientInputs = DilationInputs & { readonly dy: Value };

export const dilationKernels: KernelFamily = {
  Dilation2D: kernel<DilationInputs, Dilation2DAttrs>(({ tf, inputs, attrs }) => {
    const { sums } = sumsOf(tf, inputs, attrs);
    return channelsLast(reduce('ReduceMax', sums, [0], false));
  }),
  Dilation2DBackpropFilter: kernel<GradientInputs, Dilation2DAttrs>(({ tf, inputs, attrs }) => {
    const spread = gradientOfSums(sumsOf(tf, inputs, attrs), inputs.dy);
    return reshape(reduce('ReduceSum', spread, [1, 3, 4], false), inputs.filter.shape);
  }),
  Dilation2DBackpropInput: kernel<GradientInputs, Dilation2DAttrs>(({ tf, inputs, attrs }) => {
    const found = sumsOf(tf, inputs, attrs);
    return inputGradient(gradientOfSums(found, inputs.dy), found, inputs.x);
  }),
};
