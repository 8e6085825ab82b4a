/** Writes a field's preprocessing as nodes, so that an exported file takes raw values. */
import type { Preprocessing } from '../data/preprocessing.ts';
import { sampleShape } from '../shape/tensor-type.ts';
import type { OnnxEmitter, OnnxValue } from './emitter.ts';

/** `(value - offset) * factor`; a half that changes nothing is left out. */
export function emitPreprocessing(
  emitter: OnnxEmitter,
  value: OnnxValue,
  { offset, factor }: Preprocessing,
): OnnxValue {
  const shape = sampleShape(value.shape);
  let { name } = value;
  if (offset.some((shift) => shift !== 0)) {
    name = emitter.node('Sub', [name, constant(emitter, 'offset', shape, offset)]);
  }
  if (factor.some((scale) => scale !== 1)) {
    name = emitter.node('Mul', [name, constant(emitter, 'factor', shape, factor)]);
  }
  return { ...value, name };
}

/** One number, one for each value of the last axis, or else repeated over the whole sample. */
function constant(
  emitter: OnnxEmitter,
  name: string,
  shape: readonly number[],
  values: readonly number[],
): string {
  const [first] = values;
  if (first !== undefined && values.length === 1) return emitter.float(first);
  if (values.length === shape.at(-1)) return emitter.float(values);
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  const repeated = Float32Array.from({ length: size }, (_, place) => values[place % values.length] ?? 0);
  return emitter.weight(name, shape, repeated);
}
