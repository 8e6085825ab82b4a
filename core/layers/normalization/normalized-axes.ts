/** Over which dimensions of a sample a normalization measures. */
import type { Problem } from '../../issues/issue.ts';
import type { OnnxEmitter } from '../../onnx/emitter.ts';
import { formatShape, type Shape } from '../../shape/tensor-type.ts';
import { noSuchAxis, sampleAxis } from '../axis.ts';
import type { WeightData } from '../layer.ts';
import { axisList } from '../parameter.ts';

export const normalizedAxes = {
  axis: axisList({
    label: 'Axis',
    help: 'The dimensions that are measured together, counted with the batch as 0; -1 is the last. 1, 2, 3 are a whole image.',
    default: [-1],
    advanced: true,
  }),
};

/** Places of the axes in their order, without the batch. Called with axes that `checkAxes` accepts. */
export function axisPlaces(axis: readonly number[], rank: number): readonly number[] {
  return axis.flatMap((one) => sampleAxis(one, rank) ?? []).sort((a, b) => a - b);
}

/** What is wrong with the axes. */
export function checkAxes(axis: readonly number[], shape: Shape): Problem | undefined {
  const missing = axis.find((one) => sampleAxis(one, shape.length) === undefined);
  const remedies = [
    { kind: 'set-params', label: 'Measure over the last dimension', params: { axis: [-1] } },
  ] as const;
  if (missing !== undefined) {
    return noSuchAxis({
      code: 'normalized-axis',
      does: `measures over axis ${missing}`,
      shape,
      param: 'axis',
      received: String(missing),
      remedies,
    });
  }
  if (new Set(axisPlaces(axis, shape.length)).size === axis.length) return undefined;
  return {
    code: 'normalized-axis-twice',
    severity: 'error',
    message: `{layer} is to measure over the axes ${axis.join(', ')}, of which two are the same dimension of ${formatShape(shape)}. Name each dimension once.`,
    received: axis.join(', '),
    expected: 'each dimension once',
    input: 0,
    param: 'axis',
    remedies,
  };
}

/** Sizes of the axes: the shape of what is learned. */
export function sizesOf(shape: Shape, places: readonly number[]): readonly number[] {
  return places.map((place) => shape[place] ?? 1);
}

/** 1 at all dimensions that are not measured, batch first. */
export function spreadOver(shape: Shape, places: readonly number[]): readonly number[] {
  return shape.map((size, place) => (places.includes(place) ? (size ?? 1) : 1));
}

/** A learned weight as it meets the whole value. */
export function storeSpread(
  emitter: OnnxEmitter,
  name: string,
  { data }: WeightData,
  shape: Shape,
  places: readonly number[],
): string {
  return emitter.weight(name, spreadOver(shape, places), data);
}
