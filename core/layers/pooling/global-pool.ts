/** What global poolings over sequences, images and volumes have in common. */
import type { Problem } from '../../issues/issue.ts';
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import { ok, type Result } from '../../result.ts';
import type { TensorType } from '../../shape/tensor-type.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import { flag } from '../parameter.ts';
import { needsSpatial } from '../spatial-input.ts';

export const globalPoolParameters = {
  keepdims: flag({
    label: 'Keep the dimensions',
    help: 'Leaves dimensions of length 1 in place, so that the result can still meet an image of the same channels.',
    default: false,
    advanced: true,
  }),
};

interface GlobalPoolParams {
  readonly keepdims: boolean;
}

export function inferGlobalPool(
  axes: number,
  { keepdims }: GlobalPoolParams,
  input: TensorType,
): Result<readonly TensorType[], readonly Problem[]> {
  const places = needsSpatial(axes, input);
  if (!places.ok) return places;
  const { size, channels } = places.value;
  return ok([{ dtype: 'float32', shape: [null, ...(keepdims ? size.map(() => 1) : []), channels] }]);
}

export function globalPool(
  tf: TensorFlow,
  kind: 'max' | 'mean',
  x: Tensor,
  { keepdims }: GlobalPoolParams,
): Tensor {
  return tf[kind](x, axesOf(x.rank, 1), keepdims);
}

export function emitGlobalPool(
  emitter: OnnxEmitter,
  operator: 'ReduceMax' | 'ReduceMean',
  input: OnnxValue,
  { keepdims }: GlobalPoolParams,
): OnnxValue {
  const { shape, layout } = input;
  const axes = axesOf(shape.length, layout === 'channels-first' ? 2 : 1);
  const name = emitter.node(operator, [input.name], { attributes: { axes, keepdims: keepdims ? 1 : 0 } });
  const channels = shape.at(-1) ?? 1;
  return keepdims
    ? { name, shape: [null, ...axes.map(() => 1), channels], layout }
    : { name, shape: [null, channels], layout: 'as-is' };
}

/** All axes but batch and channels, counted from where the first of them lies. */
function axesOf(rank: number, first: number): number[] {
  return Array.from({ length: rank - 2 }, (_, index) => first + index);
}
