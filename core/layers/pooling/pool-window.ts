/** What poolings over sequences, images and volumes have in common: shape rule, computation and ONNX node. */

import type { Problem } from '../../issues/issue.ts';
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import { ok, type Result } from '../../result.ts';
import { sampleShape, type TensorType } from '../../shape/tensor-type.ts';
import { type Padding, windowOutput, windowPads } from '../../shape/window.ts';
import type { Tensor, Tensor4D, Tensor5D, TensorFlow } from '../../tensorflow.ts';
import { slideWindow } from '../sliding-window.ts';
import { asList, needsSpatial } from '../spatial-input.ts';

/** One number where there is one axis, else one for each axis. */
export interface PoolParams {
  readonly poolSize: number | readonly number[];
  readonly padding: Padding;
  readonly strides: number | readonly number[] | null;
}

export function poolWindow({ poolSize, padding, strides }: PoolParams) {
  return { kernelSize: asList(poolSize), padding, strides: asList(strides ?? poolSize) };
}

export function describePool(params: PoolParams): string {
  const { kernelSize, strides } = poolWindow(params);
  const size = kernelSize.join('×');
  return strides.join('×') === size ? size : `${size}, strides ${strides.join('×')}`;
}

export function inferPool(
  params: PoolParams,
  input: TensorType,
): Result<readonly TensorType[], readonly Problem[]> {
  const settings = poolWindow(params);
  const places = needsSpatial(settings.kernelSize.length, input);
  if (!places.ok) return places;
  const size = slideWindow(places.value.size, settings, { noun: 'pooling window', param: 'poolSize' });
  return size.ok ? ok([{ dtype: 'float32', shape: [null, ...size.value, places.value.channels] }]) : size;
}

export function pool(tf: TensorFlow, kind: 'max' | 'average', x: Tensor, params: PoolParams): Tensor {
  const { kernelSize, strides, padding } = poolWindow(params);
  const [first = 1, second = 1, third] = kernelSize;
  const [down = 1, across = 1, deep] = strides;
  if (third !== undefined && deep !== undefined) {
    const run = kind === 'max' ? tf.maxPool3d : tf.avgPool3d;
    return run(x as Tensor5D, [first, second, third], [down, across, deep], padding);
  }
  const run = kind === 'max' ? tf.maxPool : tf.avgPool;
  if (kernelSize.length === 2) return run(x as Tensor4D, [first, second], [down, across], padding);
  // A sequence is an image that is one pixel wide.
  const [batch = 1, steps = 1, features = 1] = x.shape;
  const image = tf.reshape(x, [batch, steps, 1, features]) as Tensor4D;
  const shrunk = run(image, [first, 1], [down, 1], padding);
  return tf.reshape(shrunk, [batch, shrunk.shape[1], features]);
}

export function emitPool(
  emitter: OnnxEmitter,
  operator: 'MaxPool' | 'AveragePool',
  input: OnnxValue,
  params: PoolParams,
): OnnxValue {
  const { inputs, attributes, output } = poolNode(emitter, input, params);
  // Padding is no value: averages are taken over what is really there, as in TensorFlow.
  const counting = operator === 'AveragePool' ? { count_include_pad: 0 } : {};
  return { ...output, name: emitter.node(operator, inputs, { attributes: { ...attributes, ...counting } }) };
}

/** What a pooling's node reads, its attributes, and how its output lies. */
export function poolNode(emitter: OnnxEmitter, input: OnnxValue, params: PoolParams) {
  const settings = poolWindow(params);
  const size = sampleShape(input.shape).slice(0, -1);
  const shape = [null, ...windowOutput(size, settings), input.shape.at(-1) ?? 1];
  return {
    inputs: [emitter.channelsFirst(input).name],
    attributes: {
      kernel_shape: settings.kernelSize,
      strides: settings.strides,
      ...poolPads(size, settings),
    },
    output: { shape, layout: 'channels-first' },
  } as const;
}

/**
 * Where pads are written out, onnxruntime takes zeros that stand around an image for padding of the pooling behind
 * them, which does not count. They have to be where strides step over more than the window on one axis and not on
 * another: there it would count pads below zero.
 */
function poolPads(size: readonly number[], settings: ReturnType<typeof poolWindow>) {
  const { before, after } = windowPads(size, settings);
  const pads = [...before, ...after];
  if (pads.every((pad) => pad === 0)) return { auto_pad: 'VALID' };
  const output = windowOutput(size, settings);
  const skips = size.some((length, axis) => {
    const covered =
      ((output[axis] ?? 1) - 1) * (settings.strides[axis] ?? 1) + (settings.kernelSize[axis] ?? 1);
    return covered < length;
  });
  return skips ? { pads } : { auto_pad: 'SAME_UPPER' };
}
