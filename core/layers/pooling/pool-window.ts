/** What poolings over images have in common: parameters, shape rule and the ONNX node. */

import type { Problem } from '../../issues/issue.ts';
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import { ok, type Result } from '../../result.ts';
import { sampleShape, type TensorType } from '../../shape/tensor-type.ts';
import { type Padding, type WindowSettings, windowOutput, windowPads } from '../../shape/window.ts';
import { needsImage, slideWindow } from '../image-input.ts';
import { optionalTuple, tuple } from '../parameter.ts';
import { paddingParameter } from '../window-parameters.ts';

export const poolParameters = {
  poolSize: tuple({
    places: ['height', 'width'],
    label: 'Pool size',
    help: 'Height and width of the window that becomes one value.',
    default: [2, 2],
    max: 1000,
  }),
  padding: paddingParameter,
  strides: optionalTuple({
    places: ['height', 'width'],
    label: 'Strides',
    help: 'How many places the window moves at a time. Smaller than the window, windows overlap.',
    default: null,
    automatic: 'Same as the pool size',
    own: [2, 2],
    advanced: true,
  }),
};

export interface PoolParams {
  readonly poolSize: readonly [number, number];
  readonly padding: Padding;
  readonly strides: readonly [number, number] | null;
}

export function poolWindow({ poolSize, padding, strides }: PoolParams): WindowSettings {
  return { kernelSize: poolSize, padding, strides: strides ?? poolSize };
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
  const image = needsImage(input);
  if (!image.ok) return image;
  const size = slideWindow(image.value, poolWindow(params), { noun: 'pooling window', param: 'poolSize' });
  return size.ok ? ok([{ dtype: 'float32', shape: [null, ...size.value, image.value.channels] }]) : size;
}

export function emitPool(
  emitter: OnnxEmitter,
  operator: 'MaxPool' | 'AveragePool',
  input: OnnxValue,
  params: PoolParams,
): OnnxValue {
  const settings = poolWindow(params);
  const [height = 1, width = 1, channels = 1] = sampleShape(input.shape);
  const pads = windowPads([height, width], settings);
  const name = emitter.node(operator, [emitter.channelsFirst(input).name], {
    attributes: {
      kernel_shape: settings.kernelSize,
      strides: settings.strides,
      pads: [pads.top, pads.left, pads.bottom, pads.right],
      // Padding is no value: averages are taken over what is really there, as in TensorFlow.
      ...(operator === 'AveragePool' ? { count_include_pad: 0 } : {}),
    },
  });
  return {
    name,
    shape: [null, ...windowOutput([height, width], settings), channels],
    layout: 'channels-first',
  };
}
