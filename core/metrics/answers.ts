/**
 * What counts as a network's answer where it chooses between classes: the class with the largest value, or with
 * a single value yes (class 1) above one half, or above zero where no is -1. The same rule as in training.
 */
import type { TensorData } from '../engine/engine.ts';
import { answersYesOrNo, yesAbove } from '../train/losses/registry.ts';

/** Answers and truth of a batch, as class numbers in the same order. */
export interface ClassPairs {
  readonly expected: Int32Array;
  readonly answered: Int32Array;
  /** How many classes the answers tell apart. */
  readonly classes: number;
}

/** The target's values do not fit the answers. The message is for the user. */
export class AnswerMismatch extends Error {
  override readonly name = 'AnswerMismatch';
}

/** `loss` is unknown for networks of other programs. */
export function classPairs(target: TensorData, answers: TensorData, loss: string | undefined): ClassPairs {
  const width = answers.shape.length < 2 ? 1 : (answers.shape.at(-1) ?? 1);
  const choosesOne = width > 1 && !answersYesOrNo(loss);
  const count = choosesOne ? answers.data.length / width : answers.data.length;
  const answered = choosesOne ? largest(answers.data, width) : above(yesAbove(loss), answers.data);
  if (target.data.length === count) {
    const expected = target.dtype === 'int32' ? Int32Array.from(target.data) : above(0.5, target.data);
    return { expected, answered, classes: choosesOne ? width : 2 };
  }
  if (choosesOne && target.data.length === answers.data.length) {
    return { expected: largest(target.data, width), answered, classes: width };
  }
  throw mismatch(target, answers);
}

/** For the user: the network and the data do not belong together. */
export function mismatch(target: TensorData, answers: TensorData): AnswerMismatch {
  const rows = Math.max(1, answers.shape[0] ?? 1);
  return new AnswerMismatch(
    `The network answers with ${valuesPerSample(answers, rows)}, but the data has ${valuesPerSample(target, rows)} to compare them with. Use data that this network was made for.`,
  );
}

function valuesPerSample({ data }: TensorData, rows: number): string {
  const count = data.length / rows;
  return count === 1 ? 'one value for each sample' : `${count} values for each sample`;
}

function largest(values: ArrayLike<number>, width: number): Int32Array {
  const places = new Int32Array(values.length / width);
  for (let row = 0; row < places.length; row++) {
    let best = 0;
    for (let place = 1; place < width; place++) {
      if ((values[row * width + place] ?? 0) > (values[row * width + best] ?? 0)) best = place;
    }
    places[row] = best;
  }
  return places;
}

function above(least: number, values: ArrayLike<number>): Int32Array {
  return Int32Array.from(values, (value) => (value > least ? 1 : 0));
}
