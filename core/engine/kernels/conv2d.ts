/** Convolution of images and its two gradients. Inside, images lie channels first. */
import { inBlocks } from '../graph/blocked.ts';
import { at, channelsFirst, channelsLast, reshape, slice, transpose } from '../graph/layout.ts';
import { conv, convTranspose, matMul, type Window } from '../graph/products.ts';
import { sizeOf, type Value } from '../graph/value.ts';
import {
  backwardInBlocks,
  canBlock,
  canBlockFilterGradient,
  filterGradientInBlocks,
  forwardInBlocks,
} from './blocked-conv.ts';
import { filterGradientOfFew, inputGradientOfFew } from './few-channels.ts';
import { type FusedAttrs, type FusedInputs, finishFused } from './fused.ts';
import { groupedFilterGradient } from './grouped-filter-gradient.ts';
import { type KernelCall, type KernelFamily, kernel } from './kernel.ts';
import { tapRows } from './taps.ts';
import { type Conv2DInfo, type ConvAttrs, convInfo, windowOf } from './window.ts';

/** [height, width, in, out] to [out, in, height, width]. */
const toOnnx = (filter: Value) => transpose(filter, [3, 2, 0, 1]);

/** As in TensorFlow, a filter that looks at fewer channels than there are stands for groups of channels. */
const groupsOf = (info: Conv2DInfo, filterShape: readonly number[]) => info.inChannels / at(filterShape, 2);

const first = (x: Value, attrs: ConvAttrs) => (attrs.dataFormat === 'NCHW' ? x : channelsFirst(x));
const asGiven = (y: Value, attrs: ConvAttrs) => (attrs.dataFormat === 'NCHW' ? y : channelsLast(y));

type ConvInputs = { readonly x: Value; readonly filter: Value };

/** The length of blocks of channels, if this convolution is to be computed in them. */
function blockOf(
  { channelBlock, attrs }: KernelCall<unknown, ConvAttrs>,
  info: Conv2DInfo,
  filterShape: readonly number[],
): number | undefined {
  if (!channelBlock || attrs.dataFormat === 'NCHW' || groupsOf(info, filterShape) !== 1) return undefined;
  return canBlock(info, channelBlock) && paysInBlocks(info, filterShape, channelBlock)
    ? channelBlock
    : undefined;
}

/**
 * The length of blocks, if a gradient of so few channels (`few`) is computed with rows sharing a block. Of the
 * channels that are read, a block takes whole ones or few. Below four, the ordinary forms are as fast.
 */
function blockOfFew(
  { channelBlock, attrs }: KernelCall<unknown, ConvAttrs>,
  info: Conv2DInfo,
  filterShape: readonly number[],
  few: 'inChannels' | 'outChannels',
  read: 'inChannels' | 'outChannels',
): number | undefined {
  if (!channelBlock || attrs.dataFormat === 'NCHW' || groupsOf(info, filterShape) !== 1) return undefined;
  if (info.strideHeight !== 1 || info.dilationWidth !== 1 || info.dilationHeight !== 1) return undefined;
  const isRead = info[read] < channelBlock || info[read] % channelBlock === 0;
  const isFew = info[few] >= 4 && info[few] < channelBlock;
  return isRead && isFew && sizeOf(filterShape) <= 16_384 ? channelBlock : undefined;
}

/**
 * Filters are rearranged in every step: large ones only pay where many places share them, and where their gradients
 * can be had in blocks too.
 */
function paysInBlocks(info: Conv2DInfo, filterShape: readonly number[], block: number): boolean {
  if (sizeOf(filterShape) <= 16_384) return true;
  return info.batchSize % block === 0 && info.batchSize * info.outHeight * info.outWidth >= 1024;
}

function forward(call: KernelCall<ConvInputs, ConvAttrs>): Value {
  const { x, filter } = call.inputs;
  const { tf, attrs } = call;
  const info = convInfo(tf, x.shape, filter.shape, attrs);
  const block = blockOf(call, info, filter.shape);
  if (block) return forwardInBlocks(x, filter, windowOf(info), block);
  const images = first(x, attrs);
  const groups = groupsOf(info, filter.shape);
  const maps =
    groups === 1 && isDeep(info)
      ? deep(images, filter, info)
      : conv(images, toOnnx(filter), windowOf(info), groups);
  return asGiven(maps, attrs);
}

/**
 * More filters than places in the result: there the runtime's convolution is slow. The matrix product reads the
 * same rows as the filter's gradient.
 */
function isDeep({ outChannels, outHeight, outWidth, filterHeight, filterWidth }: Conv2DInfo): boolean {
  return outChannels > outHeight * outWidth && filterHeight * filterWidth > 1;
}

function deep(x: Value, filter: Value, info: Conv2DInfo): Value {
  const size = [info.outHeight, info.outWidth] as const;
  const rows = tapRows(x, size, windowOf(info));
  const product = matMul(rows, reshape(filter, [at(rows.shape, 1), info.outChannels]), false, false);
  return channelsFirst(reshape(product, [info.batchSize, ...size, info.outChannels]));
}

function inputGradient(
  call: KernelCall<{ dy: Value; filter: Value }, ConvAttrs & { readonly inputShape: number[] }>,
): Value {
  const { dy, filter } = call.inputs;
  const { tf, attrs } = call;
  const info = convInfo(tf, attrs.inputShape, filter.shape, attrs);
  const size = [info.inHeight, info.inWidth] as const;
  const window = windowOf(info);
  const block = blockOf(call, info, filter.shape);
  const turned = flippedWindow(info, window);
  if (block && turned && info.inChannels % block === 0) return backwardInBlocks(dy, filter, turned, block);
  const fewBlock = turned && blockOfFew(call, info, filter.shape, 'inChannels', 'outChannels');
  if (fewBlock) return inputGradientOfFew(dy, filter, turned, size, fewBlock);
  const images = first(dy, attrs);
  const groups = groupsOf(info, filter.shape);
  // The runtime's convolution is slow where there are more channels to make than places in the image.
  const direct = info.inChannels <= info.inHeight * info.inWidth && turned;
  return asGiven(
    direct
      ? conv(images, flipped(filter, groups), direct, groups)
      : convTranspose(images, toOnnx(filter), window, size, groups),
    attrs,
  );
}

/** For stride 1 the transpose of a convolution is one as well, with the filter turned around. */
function flippedWindow(info: Conv2DInfo, window: Window): Window | undefined {
  const [top, left] = window.pads;
  const before = [info.effectiveFilterHeight - 1 - top, info.effectiveFilterWidth - 1 - left] as const;
  const after = [info.inHeight - info.outHeight + top, info.inWidth - info.outWidth + left] as const;
  const fits = [...before, ...after].every((count) => count >= 0);
  if (window.strides.some((stride) => stride !== 1) || !fits) return undefined;
  return { ...window, pads: [...before, ...after] };
}

/** [height, width, in, out] to [in, out, height, width] in each group, bottom to top and right to left. */
function flipped(filter: Value, groups: number): Value {
  const [height = 0, width = 0, inputs = 0, outputs = 0] = filter.shape;
  const each = outputs / groups;
  const parted = () => transpose(reshape(filter, [height, width, inputs, groups, each]), [3, 2, 4, 0, 1]);
  const turned =
    groups === 1
      ? transpose(filter, [2, 3, 0, 1])
      : reshape(parted(), [groups * inputs, each, height, width]);
  return slice(turned, [0, 0, height - 1, width - 1], [groups * inputs, each, -1, -1], [1, 1, -1, -1]);
}

/** One number for each channel lies along the channels of the result. */
function lyingAs({ bias, preluActivationWeights: slopes }: FusedInputs, attrs: ConvAttrs): FusedInputs {
  const along = (value: Value) =>
    attrs.dataFormat === 'NCHW' && value.shape.length === 1 ? reshape(value, [...value.shape, 1, 1]) : value;
  return {
    ...(bias && { bias: along(bias) }),
    ...(slopes && { preluActivationWeights: along(slopes) }),
  };
}

export const conv2dKernels: KernelFamily = {
  Conv2D: kernel<ConvInputs, ConvAttrs>(forward),
  Conv2DBackpropFilter: kernel<{ x: Value; dy: Value }, ConvAttrs & { readonly filterShape: number[] }>(
    (call) => {
      const { x, dy } = call.inputs;
      const { tf, attrs } = call;
      const info = convInfo(tf, x.shape, attrs.filterShape, attrs);
      const block = blockOf(call, info, attrs.filterShape);
      if (block && canBlockFilterGradient(info, block)) {
        return filterGradientInBlocks(x, inBlocks(dy, block), windowOf(info));
      }
      const few = blockOfFew(call, info, attrs.filterShape, 'outChannels', 'inChannels');
      if (few && info.batchSize % few === 0) return filterGradientOfFew(x, dy, windowOf(info), few);
      const groups = groupsOf(info, attrs.filterShape);
      return groupedFilterGradient(first(x, attrs), first(dy, attrs), windowOf(info), groups);
    },
  ),
  Conv2DBackpropInput: kernel(inputGradient),
  FusedConv2D: kernel<ConvInputs & FusedInputs, ConvAttrs & FusedAttrs>((call) =>
    finishFused(forward(call), lyingAs(call.inputs, call.attrs), call.attrs),
  ),
};
