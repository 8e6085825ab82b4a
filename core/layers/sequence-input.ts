/** What layers over sequences ask of their input, with one wording for the whole family. */
import type { Problem } from '../issues/issue.ts';
import { fail, ok, type Result } from '../result.ts';
import { formatShape, sampleShape, type TensorType } from '../shape/tensor-type.ts';

export interface SequenceSize {
  readonly steps: number;
  readonly features: number;
}

/** The input as a sequence; or why it is none, with a Reshape as remedy for a flat row. */
export function needsSequence({ shape }: TensorType): Result<SequenceSize, readonly Problem[]> {
  const [steps = 1, features = 1] = sampleShape(shape);
  if (shape.length === 3) return ok({ steps, features });
  const isRow = shape.length === 2;
  const advice = isRow
    ? `Add a Reshape to ${steps} × 1 before it.`
    : 'Link it to a layer that gives a sequence, or add a Reshape before it.';
  return fail([
    {
      code: 'needs-sequence',
      severity: 'error',
      message: `{layer} needs sequences (steps, features), but {source} gives ${formatShape(shape)}. ${advice}`,
      received: formatShape(shape),
      expected: 'steps × features',
      input: 0,
      remedies: isRow
        ? [
            {
              kind: 'insert-before',
              label: `Insert Reshape to ${steps} × 1`,
              layer: { type: 'Reshape', params: { targetShape: [steps, 1] } },
              input: 0,
            },
          ]
        : [],
    },
  ]);
}
