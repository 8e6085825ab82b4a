/** Kernels that scale activations by statistics: of their neighbours in depth, or given from outside. */
import type { FusedBatchNormAttrs, LRNAttrs } from '@tensorflow/tfjs-core';
import { add, elementwise, mul, sub } from '../graph/elementwise.ts';
import { at, reshape } from '../graph/layout.ts';
import { matMul } from '../graph/products.ts';
import { constant, scalar, sizeOf, type Value } from '../graph/value.ts';
import { type KernelFamily, kernel, type Unary } from './kernel.ts';

/** For each element the sum of those of at most `radius` channels away: a product with a band matrix. */
function sumOfNeighbours(x: Value, radius: number): Value {
  const channels = at(x.shape, x.shape.length - 1);
  const band = Float32Array.from({ length: channels * channels }, (_, index) =>
    Math.abs(Math.floor(index / channels) - (index % channels)) <= radius ? 1 : 0,
  );
  const rows = reshape(x, [sizeOf(x.shape) / channels, channels]);
  return reshape(matMul(rows, constant('float32', [channels, channels], band), false, false), x.shape);
}

const power = (x: Value, exponent: number) => elementwise('Pow', [x, scalar(exponent)]);

/** bias + alpha * the squares of the neighbours. */
function localEnergy(x: Value, { depthRadius, bias, alpha }: LRNAttrs): Value {
  return add(scalar(bias), mul(scalar(alpha), sumOfNeighbours(mul(x, x), depthRadius)));
}

/** Each element is in its own sum and in those of its neighbours. */
function responseGradient(dy: Value, x: Value, attrs: LRNAttrs): Value {
  const { alpha, beta, depthRadius } = attrs;
  const energy = localEnergy(x, attrs);
  const direct = mul(dy, power(energy, -beta));
  const shared = sumOfNeighbours(mul(mul(dy, x), power(energy, -beta - 1)), depthRadius);
  return sub(direct, mul(scalar(2 * alpha * beta), mul(x, shared)));
}

interface BatchNormInputs {
  readonly x: Value;
  readonly mean: Value;
  readonly variance: Value;
  readonly offset?: Value;
  readonly scale?: Value;
}

function batchNorm({ x, mean, variance, offset, scale }: BatchNormInputs, epsilon: number): Value {
  const deviation = elementwise('Sqrt', [add(variance, scalar(epsilon))]);
  const inverse = elementwise('Reciprocal', [deviation]);
  const scaled = mul(sub(x, mean), scale ? mul(inverse, scale) : inverse);
  return offset ? add(scaled, offset) : scaled;
}

export const normalizationKernels: KernelFamily = {
  FusedBatchNorm: kernel<BatchNormInputs, FusedBatchNormAttrs>(({ inputs, attrs: { varianceEpsilon } }) =>
    batchNorm(inputs, varianceEpsilon),
  ),
  LRN: kernel<Unary, LRNAttrs>(({ inputs: { x }, attrs }) =>
    mul(x, power(localEnergy(x, attrs), -attrs.beta)),
  ),
  LRNGrad: kernel<{ x: Value; dy: Value }, LRNAttrs>(({ inputs: { x, dy }, attrs }) =>
    responseGradient(dy, x, attrs),
  ),
};
