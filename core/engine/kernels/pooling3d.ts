/** Maximum and average over windows of volumes, and their gradients. */
import type { TensorFlow } from '../../tensorflow.ts';
import { mul } from '../graph/elementwise.ts';
import { channelsFirst, channelsLast, filled, reshape } from '../graph/layout.ts';
import { scatterRows } from '../graph/scatter.ts';
import { type Attributes, constant, ints, node, nodeOutputs, sizeOf, type Value } from '../graph/value.ts';
import { spreadBack } from './conv3d.ts';
import { type KernelFamily, kernel, type Unary } from './kernel.ts';
import { maximumPads } from './maximum-pads.ts';
import {
  type Conv3DInfo,
  placesOf,
  shape5,
  type VolumeAttrs,
  volumeAttributes,
  volumeOf,
  volumeWindowOf,
} from './volume-window.ts';

interface Pool3DAttrs extends VolumeAttrs {
  readonly filterSize: [number, number, number] | number;
  readonly pad: 'valid' | 'same' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

function infoOf(tf: TensorFlow, input: readonly number[], attrs: Pool3DAttrs): Conv3DInfo {
  const { filterSize, strides, pad, dimRoundingMode } = attrs;
  return tf.backend_util.computePool3DInfo(shape5(input), filterSize, strides, 1, pad, dimRoundingMode);
}

const attributesOf = (info: Conv3DInfo): Attributes => volumeAttributes(volumeWindowOf(info));
const resultShape = (info: Conv3DInfo) => [info.batchSize, info.inChannels, ...placesOf(info)];

/** The maxima of channels-first volumes and the places, counted over the whole tensor, where they stand. */
function maxPool(x: Value, info: Conv3DInfo): { readonly maxima: Value; readonly places: Value } {
  const shape = resultShape(info);
  const outputs = [
    { element: x.element, shape },
    { element: 'int64', shape },
  ] as const;
  const { kernel, strides, before, after } = volumeWindowOf(info);
  const [maxima, places] = nodeOutputs('MaxPool', [x], outputs, {
    kernel_shape: ints(kernel),
    strides: ints(strides),
    ...maximumPads(volumeOf(info), kernel, strides, [...before, ...after]),
  });
  if (!maxima || !places) throw new Error('A node has as many outputs as types.');
  return { maxima, places };
}

/** An element that is the maximum of several windows gets the sum of their gradients. */
function maxPoolGrad(dy: Value, x: Value, info: Conv3DInfo): Value {
  const { places } = maxPool(x, info);
  const flat = [sizeOf(x.shape)];
  const count = [sizeOf(dy.shape)];
  const sums = scatterRows(filled(0, 'float32', flat), reshape(places, count), reshape(dy, count), 'add');
  return reshape(sums, x.shape);
}

/** One over how many elements of the volume each window holds: fewer where it reaches into the padding. */
function reciprocalCounts(info: Conv3DInfo): Value {
  const [size, places] = [volumeOf(info), placesOf(info)];
  const { kernel: taps, strides, before } = volumeWindowOf(info);
  const inside = (axis: 0 | 1 | 2, place: number) => {
    const first = place * strides[axis] - before[axis];
    return Math.min(size[axis], first + taps[axis]) - Math.max(0, first);
  };
  const data = Float32Array.from({ length: sizeOf(places) }, (_, index) => {
    const column = index % places[2];
    const row = Math.floor(index / places[2]) % places[1];
    const layer = Math.floor(index / places[2] / places[1]);
    return 1 / (inside(0, layer) * inside(1, row) * inside(2, column));
  });
  return constant('float32', [1, 1, ...places], data);
}

/** Every element gets its share of each window that it is in. */
function avgPoolGrad(dy: Value, info: Conv3DInfo): Value {
  const share = mul(dy, reciprocalCounts(info));
  const window = volumeWindowOf(info);
  const { batchSize, inChannels } = info;
  const volumes = reshape(share, [batchSize * inChannels, 1, ...placesOf(info)]);
  const sums = spreadBack(volumes, filled(1, 'float32', [1, 1, ...window.kernel]), window, volumeOf(info));
  return reshape(sums, [batchSize, inChannels, ...volumeOf(info)]);
}

export const pooling3dKernels: KernelFamily = {
  AvgPool3D: kernel<Unary, Pool3DAttrs>(({ tf, inputs: { x }, attrs }) => {
    const info = infoOf(tf, x.shape, attrs);
    const type = { element: x.element, shape: resultShape(info) };
    return channelsLast(node('AveragePool', [channelsFirst(x)], type, attributesOf(info)));
  }),
  AvgPool3DGrad: kernel<{ dy: Value; input: Value }, Pool3DAttrs>(({ tf, inputs: { dy, input }, attrs }) =>
    channelsLast(avgPoolGrad(channelsFirst(dy), infoOf(tf, input.shape, attrs))),
  ),
  MaxPool3D: kernel<Unary, Pool3DAttrs>(({ tf, inputs: { x }, attrs }) =>
    channelsLast(maxPool(channelsFirst(x), infoOf(tf, x.shape, attrs)).maxima),
  ),
  MaxPool3DGrad: kernel<{ dy: Value; input: Value }, Pool3DAttrs>(({ tf, inputs: { dy, input }, attrs }) =>
    channelsLast(maxPoolGrad(channelsFirst(dy), channelsFirst(input), infoOf(tf, input.shape, attrs))),
  ),
};
