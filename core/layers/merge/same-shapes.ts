/** What layers that combine tensors value by value ask of their inputs. */
import type { Problem, Remedy } from '../../issues/issue.ts';
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import { fail, ok, type Result } from '../../result.ts';
import { formatShape, type Shape, type TensorType } from '../../shape/tensor-type.ts';
import type { NonEmpty } from '../layer.ts';
import { agreements } from './agreements.ts';

/**
 * The type of the result; or which input does not fit. A dimension of 1 fits any other and is repeated, so that
 * 1 × 1 × 32 gates 28 × 28 × 32. `does` completes "{layer} …": `adds value to value`.
 */
export function inferSameShapes(
  inputs: NonEmpty<TensorType>,
  does: string,
): Result<readonly TensorType[], readonly Problem[]> {
  let shape: Shape = inputs[0].shape;
  for (const [index, input] of inputs.entries()) {
    const combined = broadcast(shape, input.shape);
    if (!combined) return fail([differs(shape, input.shape, index, does)]);
    shape = combined;
  }
  return ok([{ dtype: inputs[0].dtype, shape }]);
}

/** The shape of all values together, once `inferSameShapes` has accepted them. */
export function combinedShape(values: NonEmpty<{ readonly shape: Shape }>): Shape {
  return values.reduce<Shape>((shape, value) => broadcast(shape, value.shape) ?? shape, values[0].shape);
}

function broadcast(a: Shape, b: Shape): Shape | undefined {
  if (a.length !== b.length) return undefined;
  const fits = a.every((dimension, axis) => {
    const other = b[axis];
    return dimension === other || dimension === 1 || other === 1;
  });
  return fits ? a.map((dimension, axis) => (dimension === 1 ? (b[axis] ?? null) : dimension)) : undefined;
}

function differs(before: Shape, shape: Shape, input: number, does: string): Problem {
  const remedies: Remedy[] = [{ kind: 'remove-link', label: 'Remove the link that does not fit', input }];
  const gate = asGate(shape, before);
  if (gate) {
    remedies.unshift({
      kind: 'insert-before',
      label: `Insert Reshape to ${formatShape([null, ...gate])}`,
      layer: { type: 'Reshape', params: { targetShape: gate } },
      input,
    });
  } else {
    remedies.unshift(...agreements(before, shape, input, { projects: true }));
  }
  return {
    code: 'merge-different-shapes',
    severity: 'error',
    message: `{layer} ${does}, so all its inputs must have the same shape, but the first is ${formatShape(before)} and {source} gives ${formatShape(shape)}. Change one of the two so that both agree, or remove the link.`,
    received: formatShape(shape),
    expected: formatShape(before),
    input,
    remedies,
  };
}

/** A row with one number for each channel can meet an image as 1 × 1 × channels. */
function asGate(row: Shape, image: Shape): readonly number[] | undefined {
  const channels = row[1];
  const isGate = row.length === 2 && image.length === 4 && channels === image[3];
  return isGate && typeof channels === 'number' ? [1, 1, channels] : undefined;
}

/** All values in one layout: channels first if that is how they all lie, else as their shapes say. */
export function sameLayout(emitter: OnnxEmitter, values: NonEmpty<OnnxValue>): readonly OnnxValue[] {
  const allFirst = values.every(({ layout }) => layout === 'channels-first');
  return allFirst ? values : values.map((value) => emitter.asIs(value));
}

/** Applies a two-input operator from left to right over all values. */
export function emitFold(
  emitter: OnnxEmitter,
  operator: 'Add' | 'Sub' | 'Mul' | 'Max' | 'Min',
  inputs: NonEmpty<OnnxValue>,
): OnnxValue {
  const [first, ...others] = sameLayout(emitter, inputs) as NonEmpty<OnnxValue>;
  const name = others.reduce((result, { name }) => emitter.node(operator, [result, name]), first.name);
  return { name, shape: combinedShape(inputs), layout: first.layout };
}
