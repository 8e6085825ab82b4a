/** What Conv1D, Conv2D and Conv3D have in common: shape rule, weights, computation and ONNX node. */
import { convolve } from '../../engine/convolve.ts';
import type { Problem } from '../../issues/issue.ts';
import type { WeightSpec } from '../../model/weight.ts';
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import { fail, ok, type Result } from '../../result.ts';
import { sampleSize, type TensorType } from '../../shape/tensor-type.ts';
import { type WindowSettings, windowPads } from '../../shape/window.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import { counted } from '../counted.ts';
import { biasWeights, kernelWeight } from '../kernel-parameters.ts';
import type { WeightData } from '../layer.ts';
import { checkDilation, slideWindow } from '../sliding-window.ts';
import { asList, needsSpatial } from '../spatial-input.ts';
import { checkGroups } from './groups.ts';
import { emitConvolution, storeBias, storeKernel } from './onnx-convolution.ts';
import { narrow, widen, widenKernel } from './sequence-as-image.ts';

type Numbers = number | readonly number[];

/** Parameters of a window, each one number where there is one axis. */
export interface WindowParams {
  readonly kernelSize: Numbers;
  readonly strides: Numbers;
  readonly padding: WindowSettings['padding'];
  readonly dilationRate: Numbers;
}

export interface ConvolutionParams extends WindowParams {
  readonly filters: number;
  readonly groups: number;
  readonly useBias: boolean;
}

export function windowOf({ kernelSize, strides, padding, dilationRate }: WindowParams) {
  return {
    kernelSize: asList(kernelSize),
    strides: asList(strides),
    padding,
    dilationRate: asList(dilationRate),
  };
}

export function describeConvolution({ filters, kernelSize, groups }: ConvolutionParams): string {
  const size = `${counted(filters, 'filter')}, ${asList(kernelSize).join('×')}`;
  return groups === 1 ? size : `${size}, ${counted(groups, 'group')}`;
}

/** Size and channels of the output of a window that slides; or what is wrong with it. */
export function inferSliding(
  params: WindowParams,
  input: TensorType,
  check: (channels: number) => readonly Problem[] = () => [],
): Result<{ readonly size: readonly number[]; readonly channels: number }, readonly Problem[]> {
  const window = windowOf(params);
  const places = needsSpatial(window.kernelSize.length, input);
  if (!places.ok) return places;
  const { channels } = places.value;
  const problems = [...checkDilation(window), ...check(channels)];
  if (problems.length > 0) return fail(problems);
  const size = slideWindow(places.value.size, window, { noun: 'kernel', param: 'kernelSize' });
  return size.ok ? ok({ size: size.value, channels }) : size;
}

export function inferConvolution(
  params: ConvolutionParams,
  input: TensorType,
): Result<readonly TensorType[], readonly Problem[]> {
  const slid = inferSliding(params, input, (channels) => checkGroups(params, channels));
  return slid.ok ? ok([{ dtype: 'float32', shape: [null, ...slid.value.size, params.filters] }]) : slid;
}

export function convolutionWeights(
  params: ConvolutionParams & Parameters<typeof kernelWeight>[0] & Parameters<typeof biasWeights>[0],
  { shape }: TensorType,
): readonly WeightSpec[] {
  const { kernelSize, groups, filters } = params;
  return [
    kernelWeight(params, [...asList(kernelSize), (shape.at(-1) ?? 1) / groups, filters]),
    ...biasWeights(params, [filters]),
  ];
}

export function convolutionMultiplyAdds(
  { kernelSize, groups }: ConvolutionParams,
  input: TensorType,
  output: TensorType,
): number {
  const taps = asList(kernelSize).reduce((product, length) => product * length, 1);
  return (sampleSize(output.shape) * taps * (input.shape.at(-1) ?? 1)) / groups;
}

export function convolution(
  tf: TensorFlow,
  params: ConvolutionParams,
  x: Tensor,
  weight: (name: string) => Tensor,
): Tensor {
  const maps = slide(tf, windowOf(params), x, weight('kernel'));
  return params.useBias ? tf.add(maps, weight('bias')) : maps;
}

function slide(tf: TensorFlow, window: ReturnType<typeof windowOf>, x: Tensor, kernel: Tensor): Tensor {
  const { kernelSize, strides, dilationRate, padding } = window;
  if (padding === 'causal') {
    const { before } = windowPads(x.shape.slice(1, -1), window);
    const padded = tf.pad(x, [
      [0, 0],
      [before[0] ?? 0, 0],
      [0, 0],
    ]);
    return slide(tf, { ...window, padding: 'valid' }, padded, kernel);
  }
  if (kernelSize.length > 1) return convolve(tf, x, kernel, { strides, dilationRate, padding });
  const settings = { strides: [...strides, 1], dilationRate: [...dilationRate, 1], padding };
  return narrow(tf, convolve(tf, widen(tf, x), widenKernel(tf, kernel), settings));
}

export function emitConvolutionLayer(
  emitter: OnnxEmitter,
  params: ConvolutionParams,
  input: OnnxValue,
  weight: (name: string) => WeightData,
): OnnxValue {
  return emitConvolution(emitter, input, {
    settings: windowOf(params),
    filters: params.filters,
    groups: params.groups,
    kernel: storeKernel(emitter, 'kernel', weight('kernel')),
    bias: storeBias(emitter, params, weight),
  });
}
