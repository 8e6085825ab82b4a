/** Axes as Keras counts them: the batch is 0, the first dimension of a sample 1, and -1 is the last. */
import type { Problem, Remedy } from '../issues/issue.ts';
import type { OnnxValue } from '../onnx/emitter.ts';
import { formatShape, type Shape } from '../shape/tensor-type.ts';

/** Place of the axis counted from 0, or undefined if the sample has no such dimension; the batch is none. */
export function sampleAxis(axis: number, rank: number): number | undefined {
  const place = axis < 0 ? rank + axis : axis;
  return place >= 1 && place < rank ? place : undefined;
}

/** The axis at which a value's numbers lie in the graph. */
export function storedAxis({ shape, layout }: OnnxValue, place: number): number {
  if (layout === 'as-is') return place;
  return place === shape.length - 1 ? 1 : place + 1;
}

export interface AxisWords {
  readonly code: string;
  /** Completes "{layer} …": `joins along axis 4`. */
  readonly does: string;
  readonly shape: Shape;
  readonly param: string;
  readonly received: string;
  readonly input?: number;
  readonly remedies?: readonly Remedy[];
}

/** What a layer says of an axis that its input does not have. */
export function noSuchAxis({
  code,
  does,
  shape,
  param,
  received,
  input = 0,
  remedies = [],
}: AxisWords): Problem {
  const last = shape.length - 1;
  const range = last <= 1 ? '1' : `1 to ${last}`;
  const expected = last < 1 ? 'a row of numbers' : `${range}, or -1 for the last`;
  const advice =
    last < 1
      ? 'Link it to a layer that gives a row of numbers.'
      : last === 1
        ? 'Choose axis 1, or -1 for the last.'
        : `Choose an axis from 1 to ${last}, or -1 for the last.`;
  const gives = last < 1 ? 'it gives a single number for each sample' : `it gives ${formatShape(shape)}`;
  return {
    code,
    severity: 'error',
    message: `{layer} ${does}, which {source} does not have: ${gives}. ${advice}`,
    received,
    expected,
    input,
    param,
    remedies: last < 1 ? [] : remedies,
  };
}

/** The axes at which the graph drops some dimensions of a value, and how what is left lies. */
export function droppedAxes(
  value: OnnxValue,
  places: readonly number[],
): { readonly axes: readonly number[]; readonly layout: OnnxValue['layout'] } {
  const channels = value.shape.length - 1;
  return {
    axes: places.map((place) => storedAxis(value, place)).sort((a, b) => a - b),
    layout: places.includes(channels) ? 'as-is' : value.layout,
  };
}
