/** Convolution of images and its two gradients. Inside, images lie channels first. */
import { at, channelsFirst, channelsLast, transpose } from '../graph/layout.ts';
import { conv, convTranspose } from '../graph/products.ts';
import type { Value } from '../graph/value.ts';
import { filterGradient } from './filter-gradient.ts';
import { type FusedAttrs, type FusedInputs, finishFused } from './fused.ts';
import { type KernelCall, type KernelFamily, kernel } from './kernel.ts';
import { type ConvAttrs, convInfo, windowOf } from './window.ts';

/** [height, width, in, out] to [out, in, height, width]. */
const toOnnx = (filter: Value) => transpose(filter, [3, 2, 0, 1]);

const first = (x: Value, attrs: ConvAttrs) => (attrs.dataFormat === 'NCHW' ? x : channelsFirst(x));
const asGiven = (y: Value, attrs: ConvAttrs) => (attrs.dataFormat === 'NCHW' ? y : channelsLast(y));

type ConvInputs = { readonly x: Value; readonly filter: Value };

function forward({ tf, inputs: { x, filter }, attrs }: KernelCall<ConvInputs, ConvAttrs>): Value {
  const info = convInfo(tf, x.shape, filter.shape, attrs);
  return asGiven(
    conv(first(x, attrs), toOnnx(filter), windowOf(info), info.inChannels / at(filter.shape, 2)),
    attrs,
  );
}

function inputGradient({
  tf,
  inputs: { dy, filter },
  attrs,
}: KernelCall<{ dy: Value; filter: Value }, ConvAttrs & { readonly inputShape: number[] }>): Value {
  const info = convInfo(tf, attrs.inputShape, filter.shape, attrs);
  const size = [info.inHeight, info.inWidth] as const;
  return asGiven(convTranspose(first(dy, attrs), toOnnx(filter), windowOf(info), size), attrs);
}

export const conv2dKernels: KernelFamily = {
  Conv2D: kernel<ConvInputs, ConvAttrs>(forward),
  Conv2DBackpropFilter: kernel<{ x: Value; dy: Value }, ConvAttrs & { readonly filterShape: number[] }>(
    ({ tf, inputs: { x, dy }, attrs }) => {
      const info = convInfo(tf, x.shape, attrs.filterShape, attrs);
      return filterGradient(first(x, attrs), first(dy, attrs), windowOf(info));
    },
  ),
  Conv2DBackpropInput: kernel(inputGradient),
  FusedConv2D: kernel<ConvInputs & FusedInputs, ConvAttrs & FusedAttrs>(({ tf, inputs, attrs }) =>
    finishFused(forward({ tf, inputs, attrs }), inputs, attrs),
  ),
};
