/**
 * Convolution of images and volumes with groups, and transposed convolution with any padding and dilation: forms that
 * the engine's kernels compute and TensorFlow.js's own functions refuse.
 */
import type { NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import type { Padding, WindowPads } from '../shape/window.ts';
import type { TensorFlow } from '../tensorflow.ts';
import { UnsupportedProgram } from './engine.ts';
import { TRACING_BACKEND } from './tracing-backend-name.ts';

interface Sliding {
  /** One number for each axis: two for images, three for volumes. */
  readonly strides: readonly number[];
  readonly dilationRate: readonly number[];
}

/**
 * `x` is [batch, ...size, in] and `filter` [...kernel, in / groups, out]: each group of filters sees its own group of
 * channels.
 */
export function convolve(
  tf: TensorFlow,
  x: Tensor,
  filter: Tensor,
  { strides, dilationRate, padding }: Sliding & { readonly padding: Padding },
): Tensor {
  const groups = (x.shape.at(-1) ?? 1) / (filter.shape.at(-2) ?? 1);
  if (groups > 1) refuseElsewhere(tf, `a convolution in ${groups} groups`);
  const attributes = { strides: [...strides], pad: padding, dilations: [...dilationRate] };
  return x.rank === 4
    ? run(tf, tf.Conv2D, { x, filter }, { ...attributes, dataFormat: 'NHWC' })
    : run(tf, tf.Conv3D, { x, filter }, attributes);
}

/**
 * Runs a convolution backwards: from `x` [batch, ...places, in] and `filter` [...kernel, out, in] to
 * [batch, ...size, out]. `cut` is what the convolution would have padded; `size` with it is what its windows reach, or
 * less than one stride more.
 */
export function convolveBack(
  tf: TensorFlow,
  x: Tensor,
  filter: Tensor,
  {
    strides,
    dilationRate,
    size,
    cut,
  }: Sliding & { readonly size: readonly number[]; readonly cut: WindowPads },
): Tensor {
  if (dilationRate.some((rate) => rate > 1)) {
    refuseElsewhere(tf, `a transposed convolution with dilation ${dilationRate.join(' × ')}`);
  }
  const [batch = 1] = x.shape;
  const channels = filter.shape.at(-2) ?? 1;
  const sides = size.map((_, axis) => [cut.before[axis] ?? 0, cut.after[axis] ?? 0] as const);
  const attributes = { strides: [...strides], dilations: [...dilationRate] };
  if (x.rank === 4) {
    const pad = [[0, 0], ...sides, [0, 0]] as unknown as NamedAttrMap['pad'];
    const inputShape = [batch, ...size, channels];
    const image = { ...attributes, pad, inputShape, dataFormat: 'NHWC' };
    return run(tf, tf.Conv2DBackpropInput, { dy: x, filter }, image);
  }
  // Volumes have no such pads in TensorFlow.js.
  const whole = size.map((length, axis) => length + (sides[axis]?.[0] ?? 0) + (sides[axis]?.[1] ?? 0));
  const inputShape = [batch, ...whole, channels];
  const y = run(tf, tf.Conv3DBackpropInputV2, { dy: x, filter }, { ...attributes, pad: 'valid', inputShape });
  return tf.slice(y, [0, ...cut.before, 0], [batch, ...size, channels]);
}

function run(
  tf: TensorFlow,
  kernel: string,
  inputs: Readonly<Record<string, Tensor>>,
  attributes: NamedAttrMap,
): Tensor {
  return tf.engine().runKernel(kernel, { ...inputs }, attributes);
}

function refuseElsewhere(tf: TensorFlow, what: string): void {
  if (tf.getBackend() === TRACING_BACKEND) return;
  throw new UnsupportedProgram(
    `The program has ${what}, which the backend "${tf.getBackend()}" of TensorFlow.js cannot do. Use the cpu engine.`,
  );
}
