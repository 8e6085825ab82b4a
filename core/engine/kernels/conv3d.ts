/** Convolution of volumes and its two gradients, with any stride, dilation and groups. Inside, channels lie first. */
import type { TensorFlow } from '../../tensorflow.ts';
import { at, channelsFirst, channelsLast, reshape, slice, transpose } from '../graph/layout.ts';
import { int, ints, node, type Value } from '../graph/value.ts';
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

/** As in TensorFlow, a filter that looks at fewer channels than there are stands for groups of channels. */
const groupsOf = (info: Conv3DInfo, filterShape: readonly number[]) => info.inChannels / at(filterShape, 3);

/** [depth, height, width, in, out] to [out, in, depth, height, width]. */
const toOnnx = (filter: Value) => transpose(filter, [4, 3, 0, 1, 2]);

/** `x` is [batch, in, ...], `filter` is [out, in / groups, ...], and the result is [batch, out, ...places]. */
function convolve(x: Value, filter: Value, window: VolumeWindow, places: Three, groups: number): Value {
  const shape = [at(x.shape, 0), at(filter.shape, 0), ...places];
  const attributes = { ...volumeAttributes(window), group: int(groups) };
  return node('Conv', [x, filter], { element: 'float32', shape }, attributes);
}

/** The transpose of `convolve`: from the shape of its result back to volumes of the given size. */
export function spreadBack(y: Value, filter: Value, window: VolumeWindow, size: Three, groups = 1): Value {
  const { kernel: taps, strides, dilations, before, after } = window;
  const reached = three(
    (axis) => (at(y.shape, axis + 2) - 1) * strides[axis] + (taps[axis] - 1) * dilations[axis] + 1,
  );
  const rest = three((axis) => size[axis] - (reached[axis] - before[axis] - after[axis]));
  const shape = [at(y.shape, 0), at(filter.shape, 1) * groups, ...size];
  return node(
    'ConvTranspose',
    [y, filter],
    { element: 'float32', shape },
    { ...volumeAttributes(window), output_padding: ints(rest), group: int(groups) },
  );
}

/**
 * One convolution in which the channels of a group stand for the batch; strides and dilations change places. The
 * result is [depth, height, width, in / groups, out].
 */
function filterGradient(x: Value, dy: Value, window: VolumeWindow, groups: number): Value {
  const { kernel: taps, strides, dilations, before, after } = window;
  const places = three((axis) => at(dy.shape, axis + 2));
  const covered = three((axis) => {
    const padded = at(x.shape, axis + 2) + before[axis] + after[axis];
    return Math.floor((padded - (places[axis] - 1) * strides[axis] - 1) / dilations[axis]) + 1;
  });
  const swapped = { ...window, kernel: places, strides: dilations, dilations: strides };
  const [batch = 0, inputs = 0, ...size] = x.shape;
  const each = inputs / groups;
  const parted = transpose(reshape(x, [batch, groups, each, ...size]), [2, 1, 0, 3, 4, 5]);
  const volumes = reshape(parted, [each, groups * batch, ...size]);
  const sums = convolve(volumes, transpose(dy, [1, 0, 2, 3, 4]), swapped, covered, groups);
  const exact = slice(sums, [0, 0, 0, 0, 0], [each, at(dy.shape, 1), ...taps]);
  return transpose(exact, [2, 3, 4, 0, 1]);
}

export const conv3dKernels: KernelFamily = {
  Conv3D: kernel<{ x: Value; filter: Value }, Conv3DAttrs>(({ tf, inputs: { x, filter }, attrs }) => {
    const info = infoOf(tf, x.shape, filter.shape, attrs);
    const groups = groupsOf(info, filter.shape);
    const window = volumeWindowOf(info);
    return channelsLast(convolve(channelsFirst(x), toOnnx(filter), window, placesOf(info), groups));
  }),
  Conv3DBackpropFilterV2: kernel<{ x: Value; dy: Value }, Conv3DAttrs & { readonly filterShape: number[] }>(
    ({ tf, inputs: { x, dy }, attrs }) => {
      const info = infoOf(tf, x.shape, attrs.filterShape, attrs);
      const groups = groupsOf(info, attrs.filterShape);
      return filterGradient(channelsFirst(x), channelsFirst(dy), volumeWindowOf(info), groups);
    },
  ),
  Conv3DBackpropInputV2: kernel<
    { dy: Value; filter: Value },
    Conv3DAttrs & { readonly inputShape: number[] }
  >(({ tf, inputs: { dy, filter }, attrs }) => {
    const info = infoOf(tf, attrs.inputShape, filter.shape, attrs);
    const [window, size, groups] = [volumeWindowOf(info), volumeOf(info), groupsOf(info, filter.shape)];
    return channelsLast(spreadBack(channelsFirst(dy), toOnnx(filter), window, size, groups));
  }),
};
