/** What SeparableConv1D and SeparableConv2D have in common: windows over single channels, then a mixture of all. */
import { convolve } from '../../engine/convolve.ts';
import type { Problem } from '../../issues/issue.ts';
import type { Constraint, Initializer, Regularizer, WeightSpec } from '../../model/weight.ts';
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import { ok, type Result } from '../../result.ts';
import { sampleSize, type TensorType } from '../../shape/tensor-type.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import { biasWeights } from '../kernel-parameters.ts';
import type { WeightData } from '../layer.ts';
import { asList } from '../spatial-input.ts';
import { constraintParameter, initializerParameter, regularizerParameter } from '../weight-parameters.ts';
import { inferSliding } from './convolution.ts';
import { type DepthwiseParams, depthwise, depthwiseShape, emitDepthwise } from './depthwise-convolution.ts';
import { emitConvolution, storeBias, storeKernel } from './onnx-convolution.ts';
import { narrow, widen, widenKernel } from './sequence-as-image.ts';

export const separableWeightParameters = {
  depthwiseInitializer: initializerParameter(
    { label: 'First weights, by channel', help: 'How the windows over single channels start.' },
    'glorotUniform',
  ),
  pointwiseInitializer: initializerParameter(
    { label: 'First weights, mixing', help: 'How the weights that mix the channels start.' },
    'glorotUniform',
  ),
  depthwiseRegularizer: regularizerParameter('Penalty, by channel'),
  pointwiseRegularizer: regularizerParameter('Penalty, mixing'),
  depthwiseConstraint: constraintParameter('Bounds, by channel'),
  pointwiseConstraint: constraintParameter('Bounds, mixing'),
};

interface SeparableParams extends DepthwiseParams {
  readonly filters: number;
  readonly useBias: boolean;
}

interface SeparableWeightParams {
  readonly depthwiseInitializer: Initializer;
  readonly pointwiseInitializer: Initializer;
  readonly depthwiseRegularizer: Regularizer;
  readonly pointwiseRegularizer: Regularizer;
  readonly depthwiseConstraint: Constraint;
  readonly pointwiseConstraint: Constraint;
}

export function inferSeparable(
  params: SeparableParams,
  input: TensorType,
): Result<readonly TensorType[], readonly Problem[]> {
  const slid = inferSliding(params, input);
  return slid.ok ? ok([{ dtype: 'float32', shape: [null, ...slid.value.size, params.filters] }]) : slid;
}

export function separableWeights(
  params: SeparableParams & SeparableWeightParams & Parameters<typeof biasWeights>[0],
  { shape }: TensorType,
): readonly WeightSpec[] {
  const channels = shape.at(-1) ?? 1;
  const { filters, kernelSize, depthMultiplier } = params;
  return [
    {
      name: 'depthwiseKernel',
      shape: depthwiseShape(params, channels),
      initializer: params.depthwiseInitializer,
      trainable: true,
      regularizer: params.depthwiseRegularizer,
      constraint: params.depthwiseConstraint,
    },
    {
      name: 'pointwiseKernel',
      shape: [...asList(kernelSize).map(() => 1), channels * depthMultiplier, filters],
      initializer: params.pointwiseInitializer,
      trainable: true,
      regularizer: params.pointwiseRegularizer,
      constraint: params.pointwiseConstraint,
    },
    ...biasWeights(params, [filters]),
  ];
}

export function separableMultiplyAdds(
  { filters, kernelSize, depthMultiplier }: SeparableParams,
  input: TensorType,
  output: TensorType,
): number {
  const places = sampleSize(output.shape) / filters;
  const channels = (input.shape.at(-1) ?? 1) * depthMultiplier;
  const taps = asList(kernelSize).reduce((product, length) => product * length, 1);
  return places * channels * (taps + filters);
}

export function separable(
  tf: TensorFlow,
  params: SeparableParams,
  x: Tensor,
  weight: (name: string) => Tensor,
): Tensor {
  const maps = depthwise(tf, params, x, weight('depthwiseKernel'));
  const mixed = mix(tf, maps, weight('pointwiseKernel'));
  return params.useBias ? tf.add(mixed, weight('bias')) : mixed;
}

function mix(tf: TensorFlow, x: Tensor, kernel: Tensor): Tensor {
  const settings = { strides: [1, 1], dilationRate: [1, 1], padding: 'valid' } as const;
  return x.rank === 4
    ? convolve(tf, x, kernel, settings)
    : narrow(tf, convolve(tf, widen(tf, x), widenKernel(tf, kernel), settings));
}

export function emitSeparable(
  emitter: OnnxEmitter,
  params: SeparableParams,
  input: OnnxValue,
  weight: (name: string) => WeightData,
): OnnxValue {
  const kernel = weight('depthwiseKernel');
  const maps = emitDepthwise(emitter, params, input, { name: 'depthwiseKernel', kernel, bias: undefined });
  const ones = asList(params.kernelSize).map(() => 1);
  return emitConvolution(emitter, maps, {
    settings: { kernelSize: ones, strides: ones, padding: 'valid' },
    filters: params.filters,
    groups: 1,
    kernel: storeKernel(emitter, 'pointwiseKernel', weight('pointwiseKernel')),
    bias: storeBias(emitter, params, weight),
  });
}
