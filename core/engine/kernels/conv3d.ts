/** Convolution of volumes and its two gradients, with any stride and dilation. Inside, channels lie first. */
import type { TensorFlow } from '../../tensorflow.ts';
import { at, channelsFirst, channelsLast, slice, transpose } from '../graph/layout.ts';
import { ints, node, type Value } from '../graph/value.ts';
import { type KernelFamily, kernel } from './kernel.ts';
import {
  type Conv3DInfo,
  placesOf,
  shape5,
  type Three,
  three,
  type VolumeAttrs,
  type VolumeWindow,
  volumeAttributes,
  volumeOf,
  volumeWindowOf,
} from './volume-window.ts';

interface Conv3DAttrs extends VolumeAttrs {
  readonly pad: 'valid' | 'same';
}

function infoOf(
  tf: TensorFlow,
  input: readonly number[],
  filter: readonly number[],
  { strides, dilations, pad }: Conv3DAttrs,
): Conv3DInfo {
  return tf.backend_util.computeConv3DInfo(shape5(input), shape5(filter), strides, dilations ?? 1, pad);
}

/** [depth, height, width, in, out] to [out, in, depth, height, width]. */
const toOnnx = (filter: Value) => transpose(filter, [4, 3, 0, 1, 2]);

/** `x` is [batch, in, ...], `filter` is [out, in, ...], and the result is [batch, out, ...places]. */
function convolve(x: Value, filter: Value, window: VolumeWindow, places: Three): Value {
  const shape = [at(x.shape, 0), at(filter.shape, 0), ...places];
  return node('Conv', [x, filter], { element: 'float32', shape }, volumeAttributes(window));
}

/** The transpose of `convolve`: from the shape of its result back to volumes of the given size. */
export function spreadBack(y: Value, filter: Value, window: VolumeWindow, size: Three): Value {
  const { kernel: taps, strides, dilations, before, after } = window;
  const reached = three(
    (axis) => (at(y.shape, axis + 2) - 1) * strides[axis] + (taps[axis] - 1) * dilations[axis] + 1,
  );
  const rest = three((axis) => size[axis] - (reached[axis] - before[axis] - after[axis]));
  const shape = [at(y.shape, 0), at(filter.shape, 1), ...size];
  return node(
    'ConvTranspose',
    [y, filter],
    { element: 'float32', shape },
    { ...volumeAttributes(window), output_padding: ints(rest) },
  );
}

/** One convolution in which channels stand for the batch; strides and dilations change places. */
function filterGradient(x: Value, dy: Value, window: VolumeWindow): Value {
  const turned = [1, 0, 2, 3, 4];
  const { kernel: taps, strides, dilations, before, after } = window;
  const places = three((axis) => at(dy.shape, axis + 2));
  const covered = three((axis) => {
    const padded = at(x.shape, axis + 2) + before[axis] + after[axis];
    return Math.floor((padded - (places[axis] - 1) * strides[axis] - 1) / dilations[axis]) + 1;
  });
  const swapped = { ...window, kernel: places, strides: dilations, dilations: strides };
  const sums = convolve(transpose(x, turned), transpose(dy, turned), swapped, covered);
  const [inputs, outputs] = [at(x.shape, 1), at(dy.shape, 1)];
  return transpose(slice(sums, [0, 0, 0, 0, 0], [inputs, outputs, ...taps]), [2, 3, 4, 0, 1]);
}

export const conv3dKernels: KernelFamily = {
  Conv3D: kernel<{ x: Value; filter: Value }, Conv3DAttrs>(({ tf, inputs: { x, filter }, attrs }) => {
    const info = infoOf(tf, x.shape, filter.shape, attrs);
    return channelsLast(convolve(channelsFirst(x), toOnnx(filter), volumeWindowOf(info), placesOf(info)));
  }),
  Conv3DBackpropFilterV2: kernel<{ x: Value; dy: Value }, Conv3DAttrs & { readonly filterShape: number[] }>(
    ({ tf, inputs: { x, dy }, attrs }) => {
      const info = infoOf(tf, x.shape, attrs.filterShape, attrs);
      return filterGradient(channelsFirst(x), channelsFirst(dy), volumeWindowOf(info));
    },
  ),
  Conv3DBackpropInputV2: kernel<
    { dy: Value; filter: Value },
    Conv3DAttrs & { readonly inputShape: number[] }
  >(({ tf, inputs: { dy, filter }, attrs }) => {
    const info = infoOf(tf, attrs.inputShape, filter.shape, attrs);
    return channelsLast(spreadBack(channelsFirst(dy), toOnnx(filter), volumeWindowOf(info), volumeOf(info)));
  }),
};
