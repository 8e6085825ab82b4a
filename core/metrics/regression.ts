/** How far a network's numbers are from the truth. */
import type { TensorData } from '../engine/engine.ts';
import { mismatch } from './answers.ts';

export interface RegressionReport {
  /** Mean of the distances, in the target's own unit. */
  readonly meanAbsoluteError: number;
  /** Root of the mean of the squared distances: large mistakes count more. */
  readonly rootMeanSquaredError: number;
}

/** Adds distances up batch by batch. */
export class ErrorSums {
  #count = 0;
  #absolute = 0;
  #squared = 0;

  /** Throws `AnswerMismatch` where target and answers do not hold the same number of values. */
  add(target: TensorData, answers: TensorData): void {
    if (target.data.length !== answers.data.length) throw mismatch(target, answers);
    for (let place = 0; place < answers.data.length; place++) {
      const distance = (answers.data[place] ?? 0) - (target.data[place] ?? 0);
      this.#absolute += Math.abs(distance);
      this.#squared += distance * distance;
    }
    this.#count += answers.data.length;
  }

  /** Zeros where nothing was added. */
  report(): RegressionReport {
    const count = Math.max(1, this.#count);
    return {
      meanAbsoluteError: this.#absolute / count,
      rootMeanSquaredError: Math.sqrt(this.#squared / count),
    };
  }
}
