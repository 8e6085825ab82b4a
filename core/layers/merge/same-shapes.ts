/** What layers that combine tensors value by value ask of their inputs. */
import type { Problem } from '../../issues/issue.ts';
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import { fail, ok, type Result } from '../../result.ts';
import { formatShape, sameShape, type TensorType } from '../../shape/tensor-type.ts';
import type { NonEmpty } from '../layer.ts';

/** The common type of all inputs; or which of them differs. `does` completes "{layer} …": `adds value to value`. */
export function inferSameShapes(
  inputs: NonEmpty<TensorType>,
  does: string,
): Result<readonly TensorType[], readonly Problem[]> {
  const [first, ...others] = inputs;
  const odd = others.findIndex(({ shape }) => !sameShape(shape, first.shape));
  const other = others[odd];
  if (!other) return ok([first]);
  return fail([
    {
      code: 'merge-different-shapes',
      severity: 'error',
      message: `{layer} ${does}, so all its inputs must have the same shape, but the first is ${formatShape(first.shape)} and {source} gives ${formatShape(other.shape)}. Change one of the two so that both agree, or remove the link.`,
      received: formatShape(other.shape),
      expected: formatShape(first.shape),
      input: odd + 1,
      remedies: [{ kind: 'remove-link', label: 'Remove the link that does not fit', input: odd + 1 }],
    },
  ]);
}

/** All values in one layout: channels first if that is how they all lie, else as their shapes say. */
export function sameLayout(emitter: OnnxEmitter, values: NonEmpty<OnnxValue>): readonly OnnxValue[] {
  const allFirst = values.every(({ layout }) => layout === 'channels-first');
  return allFirst ? values : values.map((value) => emitter.asIs(value));
}
