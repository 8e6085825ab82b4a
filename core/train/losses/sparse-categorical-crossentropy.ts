import { alignSeveral, TargetMismatch, valuesPerSample } from './align-target.ts';
import { classSurprise } from './class-logs.ts';
import type { Loss } from './loss.ts';

/** Categorical cross-entropy for targets that are class numbers; those that are one-hot rows are refused. */
export const sparseCategoricalCrossentropy: Loss = {
  name: 'sparseCategoricalCrossentropy',
  title: 'Sparse categorical crossentropy',
  spoken: 'sparse categorical crossentropy',
  brief: 'which of several classes, by number',
  help: 'Categorical crossentropy whose target is the number of the class. Here both take class numbers, so they give the same.',
  formula: '-\\log p_y',
  compares: 'classes',
  answers: 'softmax',
  needsSeveral: true,
  mean: (tf, inputs) => {
    const { target, prediction } = inputs;
    if (target.dtype !== 'int32' || target.size === prediction.size) {
      throw new TargetMismatch(
        `Sparse categorical crossentropy compares with the number of a class, but the target has ${valuesPerSample(target)} that are not class numbers. Choose categorical crossentropy, which takes a row of numbers too.`,
      );
    }
    const expected = alignSeveral(
      tf,
      target,
      prediction,
      'Sparse categorical crossentropy',
      'binary crossentropy for yes or no',
    );
    return classSurprise(tf, expected, inputs);
  },
};
