/**
 * Convolutions of channels in blocks. Activations stay in blocks from one to the next, filters are small enough to
 * be rearranged in every step.
 */
import {
  asOperand,
  BLOCKED_CONV,
  channelsInBlocks,
  fromOperand,
  inBlocks,
  unblocked,
  viewAs,
} from '../graph/blocked.ts';
import { at, channelsFirst, pad, reshape, slice, transpose } from '../graph/layout.ts';
import { convolutionShape, type Window, windowAttributes } from '../graph/products.ts';
import { reduce } from '../graph/reduction.ts';
import { node, text, type Value } from '../graph/value.ts';
import type { Conv2DInfo } from './window.ts';

export function blockedConv(x: Value, filter: Value, window: Window, groups = 1): Value {
  const shape = convolutionShape(x.shape, at(filter.shape, 0), window);
  return node(
    BLOCKED_CONV,
    [x, filter],
    { element: 'float32', shape },
    {
      ...windowAttributes(window, groups),
      auto_pad: text('NOTSET'),
    },
  );
}

/** Few channels are read as they lie, channels first. */
export function canBlock({ inChannels, outChannels }: Conv2DInfo, block: number): boolean {
  return outChannels % block === 0 && (inChannels % block === 0 || inChannels < block);
}

/** [height, width, in, out] as a blocked convolution reads it. Few inputs are no block. */
export function filterOfBlocks(filter: Value, block: number): Value {
  const [height = 0, width = 0, inputs = 0, outputs = 0] = filter.shape;
  const taps = [outputs, inputs, height, width];
  const blocks = outputs / block;
  if (inputs < block) {
    const parts = reshape(filter, [height, width, inputs, blocks, block]);
    return reshape(transpose(parts, [3, 2, 0, 1, 4]), taps);
  }
  const parts = reshape(filter, [height, width, inputs / block, block, blocks, block]);
  return reshape(transpose(parts, [4, 2, 0, 1, 3, 5]), taps);
}

/** [batch, height, width, channels] as a blocked convolution reads it. */
export function imagesOfBlocks(x: Value, block: number): Value {
  return at(x.shape, 3) < block ? channelsFirst(x) : asOperand(inBlocks(x, block));
}

/** `x` is [batch, height, width, in], `filter` [height, width, in, out]. */
export function forwardInBlocks(x: Value, filter: Value, window: Window, block: number): Value {
  const sums = blockedConv(imagesOfBlocks(x, block), filterOfBlocks(filter, block), window);
  return unblocked(fromOperand(sums, block));
}

/** A convolution with the filter turned around; `window` is that of this convolution. */
export function backwardInBlocks(dy: Value, filter: Value, window: Window, block: number): Value {
  const [height = 0, width = 0, inputs = 0, outputs = 0] = filter.shape;
  const rows = reshape(filter, [height * width, inputs * outputs]);
  const turned = slice(rows, [height * width - 1, 0], [-1, inputs * outputs], [-1, 1]);
  const parts = reshape(turned, [height, width, inputs / block, block, outputs / block, block]);
  const rearranged = reshape(transpose(parts, [2, 4, 0, 1, 5, 3]), [inputs, outputs, height, width]);
  return unblocked(fromOperand(blockedConv(asOperand(inBlocks(dy, block)), rearranged, window), block));
}

/** Whether `filterGradientInBlocks` can be had. */
export function canBlockFilterGradient(info: Conv2DInfo, block: number): boolean {
  const dense = info.dilationHeight === 1 && info.dilationWidth === 1;
  return dense && info.batchSize % block === 0 && canBlock(info, block);
}

/**
 * One convolution in which samples are the channels: the result's gradient is the filter, one group for each block
 * of samples, and the channels of `x` lie side by side in its rows, so that taps are as many steps apart. `dy` are
 * blocks already.
 */
export function filterGradientInBlocks(x: Value, dy: Value, window: Window): Value {
  const [batch = 0, height = 0, , inputs = 0] = x.shape;
  const [, blocks = 0, outHeight = 0, outWidth = 0, block = 0] = dy.shape;
  const outputs = blocks * block;
  const side = inputs < block ? inputs : block;
  const count = inputs / side;
  const groups = batch / block;
  const [top, left, bottom, right] = window.pads;
  const width = at(x.shape, 2) + left + right;
  // The runtime would compute the results that touch its own padding, most of these few, one by one.
  const images =
    side < block
      ? pad(x, [0, 0, left, 0], [0, 0, right, 0], 0)
      : pad(inBlocks(x, block), [0, 0, 0, left, 0], [0, 0, 0, right, 0], 0);
  const bySample = transpose(reshape(images, [batch, count, height * width * side]), [1, 0, 2]);
  const samples = channelsInBlocks(reshape(bySample, [count, batch, height * width * side, 1]));
  const parts = reshape(dy, [groups, block, blocks, outHeight * outWidth, block]);
  const taps = reshape(transpose(parts, [0, 2, 3, 1, 4]), [groups * outputs, block, outHeight, outWidth]);
  const [down, across] = window.strides;
  const sums = blockedConv(
    viewAs(samples, [count, batch, height, width * side]),
    taps,
    {
      kernel: [outHeight, outWidth],
      strides: [1, 1],
      dilations: [down, across * side],
      pads: [top, 0, bottom, 0],
    },
    groups,
  );
  const rows = at(sums.shape, 2);
  const columns = at(sums.shape, 3) / side;
  const byGroup = viewAs(sums, [count, groups, blocks, rows, columns, side, block]);
  const total = reshape(reduce('ReduceSum', byGroup, [1], false), [
    count,
    blocks,
    rows,
    columns,
    side,
    block,
  ]);
  const [filterHeight, filterWidth] = window.kernel;
  const exact = slice(total, [0, 0, 0, 0, 0, 0], [count, blocks, filterHeight, filterWidth, side, block]);
  return reshape(transpose(exact, [2, 3, 0, 4, 1, 5]), [filterHeight, filterWidth, inputs, outputs]);
}
