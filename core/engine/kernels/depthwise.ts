/** Convolution of each channel by itself, and its two gradients. */
import { at, channelsFirst, channelsLast, reshape, slice, transpose } from '../graph/layout.ts';
import { conv, convTranspose } from '../graph/products.ts';
import type { Value } from '../graph/value.ts';
import { type FusedAttrs, type FusedInputs, finishFused } from './fused.ts';
import { type KernelCall, type KernelFamily, kernel } from './kernel.ts';
import { type ConvAttrs, convInfo, windowOf } from './window.ts';

/** [height, width, channels, multiplier] to [channels * multiplier, 1, height, width]. */
function toOnnx(filter: Value): Value {
  const [height = 0, width = 0, channels = 0, multiplier = 0] = filter.shape;
  return reshape(transpose(filter, [2, 3, 0, 1]), [channels * multiplier, 1, height, width]);
}

type DepthwiseInputs = { readonly x: Value; readonly filter: Value };

function forward({ tf, inputs: { x, filter }, attrs }: KernelCall<DepthwiseInputs, ConvAttrs>): Value {
  const info = convInfo(tf, x.shape, filter.shape, attrs, true);
  return channelsLast(conv(channelsFirst(x), toOnnx(filter), windowOf(info), info.inChannels));
}

/** A convolution with one group for each channel, in which the batch stands for the channels. */
function filterGradient({
  tf,
  inputs: { x, dy },
  attrs,
}: KernelCall<{ x: Value; dy: Value }, ConvAttrs & { readonly filterShape: number[] }>): Value {
  const info = convInfo(tf, x.shape, attrs.filterShape, attrs, true);
  const window = windowOf(info);
  const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
  const multiplier = at(attrs.filterShape, 3);
  const images = reshape(transpose(channelsFirst(x), [1, 0, 2, 3]), [1, channels * batch, height, width]);
  const taps = conv(
    images,
    transpose(channelsFirst(dy), [1, 0, 2, 3]),
    {
      kernel: [info.outHeight, info.outWidth],
      strides: window.dilations,
      dilations: window.strides,
      pads: window.pads,
    },
    channels,
  );
  const exact = slice(taps, [0, 0, 0, 0], [1, channels * multiplier, ...window.kernel]);
  return transpose(reshape(exact, [channels, multiplier, ...window.kernel]), [2, 3, 0, 1]);
}

export const depthwiseKernels: KernelFamily = {
  DepthwiseConv2dNative: kernel<DepthwiseInputs, ConvAttrs>(forward),
  DepthwiseConv2dNativeBackpropFilter: kernel(filterGradient),
  DepthwiseConv2dNativeBackpropInput: kernel<
    { dy: Value; filter: Value },
    ConvAttrs & { readonly inputShape: number[] }
  >(({ tf, inputs: { dy, filter }, attrs }) => {
    const info = convInfo(tf, attrs.inputShape, filter.shape, attrs, true);
    const size = [info.inHeight, info.inWidth] as const;
    return channelsLast(
      convTranspose(channelsFirst(dy), toOnnx(filter), windowOf(info), size, info.inChannels),
    );
  }),
  FusedDepthwiseConv2D: kernel<DepthwiseInputs & FusedInputs, ConvAttrs & FusedAttrs>((call) =>
    finishFused(forward(call), call.inputs, call.attrs),
  ),
};
