/** Maximum and average over windows, and their gradients. */
import type { TensorFlow } from '../../tensorflow.ts';
import { type Device, hasPoolingPlaces } from '../device.ts';
import { UnsupportedProgram } from '../engine.ts';
import { add, cast, div, mul, sub } from '../graph/elementwise.ts';
import { channelsFirst, channelsLast, filled, reshape } from '../graph/layout.ts';
import { convTranspose, matMul, type Window } from '../graph/products.ts';
import { reduce } from '../graph/reduction.ts';
import { scatterRows } from '../graph/scatter.ts';
import {
  type Attributes,
  constant,
  int64,
  ints,
  node,
  nodeOutputs,
  scalar,
  sizeOf,
  text,
  type Value,
} from '../graph/value.ts';
import { type KernelFamily, kernel, type Unary } from './kernel.ts';
import { maxPoolGradByComparison } from './max-pool-by-comparison.ts';
import { maximumPads } from './maximum-pads.ts';
import { type Conv2DInfo, shape4, type WindowAttrs, windowOf } from './window.ts';

interface PoolAttrs extends WindowAttrs {
  readonly filterSize: [number, number] | number;
}

function poolInfo(tf: TensorFlow, input: readonly number[], attrs: PoolAttrs): Conv2DInfo {
  const { filterSize, strides, pad, dimRoundingMode } = attrs;
  return tf.backend_util.computePool2DInfo(shape4(input), filterSize, strides, 1, pad, dimRoundingMode);
}

function attributesOf(window: Window): Attributes {
  return { kernel_shape: ints(window.kernel), strides: ints(window.strides), pads: ints(window.pads) };
}

/** Up to this many columns of the result, a matrix product is faster than the runtime's pooling outside blocks. */
const FEW_COLUMNS = 16;

/** Each window by itself and none beyond the image. */
function isPartition({ kernel, strides, pads }: Window): boolean {
  return kernel.every((size, axis) => size === strides[axis]) && pads.every((count) => count === 0);
}

/** The maxima of channels-first images and the places, counted over the whole tensor, where they stand. */
function maxPool(x: Value, info: Conv2DInfo): { readonly maxima: Value; readonly places: Value } {
  const shape = [info.batchSize, info.inChannels, info.outHeight, info.outWidth];
  const outputs = [
    { element: x.element, shape },
    { element: 'int64', shape },
  ] as const;
  const { kernel, strides, pads } = windowOf(info);
  const [maxima, places] = nodeOutputs('MaxPool', [x], outputs, {
    kernel_shape: ints(kernel),
    strides: ints(strides),
    ...maximumPads([info.inHeight, info.inWidth], kernel, strides, pads),
  });
  if (!maxima || !places) throw new Error('A node has as many outputs as types.');
  return { maxima, places };
}

function maxPoolGrad(dy: Value, x: Value, info: Conv2DInfo, device: Device): Value {
  const { places, maxima } = maxPool(x, info);
  const window = windowOf(info);
  if (!hasPoolingPlaces(device)) return maxPoolGradByComparison(dy, x, maxima, window);
  if (isPartition(window)) {
    const { kernel, strides } = window;
    return node('MaxUnpool', [dy, places, int64(x.shape)], x, {
      kernel_shape: ints(kernel),
      strides: ints(strides),
    });
  }
  // An element that is the maximum of several windows gets the sum of their gradients.
  const flat = [sizeOf(x.shape)];
  const sums = scatterRows(
    filled(0, 'float32', flat),
    reshape(places, [sizeOf(dy.shape)]),
    reshape(dy, [sizeOf(dy.shape)]),
    'add',
  );
  return reshape(sums, x.shape);
}

/** How many elements of the image each window holds: fewer where it reaches into the padding. */
function reciprocalCounts(info: Conv2DInfo): Value {
  const { padInfo } = info;
  const inside = (place: number, stride: number, before: number, taps: number, size: number) =>
    Math.min(size, place * stride - before + taps) - Math.max(0, place * stride - before);
  const data = Float32Array.from({ length: info.outHeight * info.outWidth }, (_, index) => {
    const [row, column] = [Math.floor(index / info.outWidth), index % info.outWidth];
    const height = inside(row, info.strideHeight, padInfo.top, info.filterHeight, info.inHeight);
    const width = inside(column, info.strideWidth, padInfo.left, info.filterWidth, info.inWidth);
    return 1 / (height * width);
  });
  const first = data[0] ?? 1;
  return data.every((value) => value === first)
    ? constant('float32', [], Float32Array.of(first))
    : constant('float32', [1, 1, info.outHeight, info.outWidth], data);
}

function avgPool(x: Value, info: Conv2DInfo, channelBlock: number | undefined): Value {
  const shape = [info.batchSize, info.inChannels, info.outHeight, info.outWidth];
  if (info.outHeight === 1 && info.outWidth === 1 && isPartition(windowOf(info))) {
    if (info.filterHeight === info.inHeight && info.filterWidth === info.inWidth) {
      return reduce('ReduceMean', x, [2, 3], true);
    }
  }
  const window = windowOf(info);
  const wholeRows = isPartition(window) && info.outHeight * info.strideHeight === info.inHeight;
  const outsideBlocks = channelBlock !== undefined && info.inChannels % channelBlock !== 0;
  if (wholeRows && outsideBlocks && info.outWidth <= FEW_COLUMNS) return avgPoolByProduct(x, info);
  return node('AveragePool', [x], { element: x.element, shape }, attributesOf(window));
}

/** The rows of a window lie one behind the other: all times a matrix that adds up the columns of each window. */
function avgPoolByProduct(x: Value, info: Conv2DInfo): Value {
  const { batchSize, inChannels, inWidth, outHeight, outWidth, filterHeight, filterWidth } = info;
  const size = filterHeight * inWidth;
  const shares = new Float32Array(size * outWidth);
  for (let row = 0; row < size; row++) {
    const column = Math.floor((row % inWidth) / filterWidth);
    if (column < outWidth) shares[row * outWidth + column] = 1 / (filterHeight * filterWidth);
  }
  const windows = reshape(x, [batchSize, inChannels * outHeight, size]);
  const means = matMul(windows, constant('float32', [size, outWidth], shares), false, false);
  return reshape(means, [batchSize, inChannels, outHeight, outWidth]);
}

/** Every element gets its share of each window that it is in. */
function avgPoolGrad(dy: Value, info: Conv2DInfo): Value {
  const share = mul(dy, reciprocalCounts(info));
  const window = windowOf(info);
  const { batchSize, inChannels, inHeight, inWidth, outHeight, outWidth } = info;
  const exact = outHeight * info.strideHeight === inHeight && outWidth * info.strideWidth === inWidth;
  if (isPartition(window) && exact) {
    // Repeating pixels is a matter of resizing images: the runtime is ten times slower to expand dimensions of 1.
    const scales = constant('float32', [4], Float32Array.of(1, 1, ...window.kernel));
    // As one batch: the runtime would move a transpose of channels behind it, and be four times slower.
    const images = node(
      'Resize',
      [reshape(share, [batchSize * inChannels, 1, outHeight, outWidth]), undefined, scales],
      { element: 'float32', shape: [batchSize * inChannels, 1, inHeight, inWidth] },
      {
        mode: text('nearest'),
        coordinate_transformation_mode: text('asymmetric'),
        nearest_mode: text('floor'),
      },
    );
    return reshape(images, [batchSize, inChannels, inHeight, inWidth]);
  }
  const planes = reshape(share, [batchSize * inChannels, 1, outHeight, outWidth]);
  const ones = filled(1, 'float32', [1, 1, ...window.kernel]);
  const sums = convTranspose(planes, ones, window, [inHeight, inWidth]);
  return reshape(sums, [batchSize, inChannels, inHeight, inWidth]);
}

/** The place of each maximum in its channels-last image, or in the whole batch. */
function placesLast(places: Value, info: Conv2DInfo, includeBatch: boolean): Value {
  const { batchSize, inChannels, inHeight, inWidth } = info;
  const plane = inHeight * inWidth;
  const whole = cast(places, 'int32');
  const inPlane = sub(whole, mul(div(whole, scalar(plane, 'int32')), scalar(plane, 'int32')));
  const along = (count: number, step: number, shape: readonly number[]) =>
    constant(
      'int32',
      shape,
      Int32Array.from({ length: count }, (_, index) => index * step),
    );
  const pixels = mul(inPlane, scalar(inChannels, 'int32'));
  const image = add(pixels, along(inChannels, 1, [1, inChannels, 1, 1]));
  return includeBatch ? add(image, along(batchSize, plane * inChannels, [batchSize, 1, 1, 1])) : image;
}

export const poolingKernels: KernelFamily = {
  AvgPool: kernel<Unary, PoolAttrs>(({ tf, inputs: { x }, attrs, channelBlock }) =>
    channelsLast(avgPool(channelsFirst(x), poolInfo(tf, x.shape, attrs), channelBlock)),
  ),
  AvgPoolGrad: kernel<{ dy: Value; input: Value }, PoolAttrs>(({ tf, inputs: { dy, input }, attrs }) =>
    channelsLast(avgPoolGrad(channelsFirst(dy), poolInfo(tf, input.shape, attrs))),
  ),
  MaxPool: kernel<Unary, PoolAttrs>(({ tf, inputs: { x }, attrs }) =>
    channelsLast(maxPool(channelsFirst(x), poolInfo(tf, x.shape, attrs)).maxima),
  ),
  MaxPoolWithArgmax: kernel<Unary, PoolAttrs & { readonly includeBatchInIndex: boolean }>(
    ({ tf, inputs: { x }, attrs, device }) => {
      if (!hasPoolingPlaces(device)) {
        throw new UnsupportedProgram(
          `The program asks where the maxima stand (MaxPoolWithArgmax), which the engine "${device}" cannot say. Use the engine "cpu".`,
        );
      }
      const info = poolInfo(tf, x.shape, attrs);
      const { maxima, places } = maxPool(channelsFirst(x), info);
      const last = placesLast(places, info, attrs.includeBatchInIndex);
      return [channelsLast(maxima), channelsLast(last)];
    },
  ),
  MaxPoolGrad: kernel<{ dy: Value; input: Value }, PoolAttrs>(
    ({ tf, inputs: { dy, input }, attrs, device }) =>
      channelsLast(
        maxPoolGrad(channelsFirst(dy), channelsFirst(input), poolInfo(tf, input.shape, attrs), device),
      ),
  ),
};
