/** The contract of a loss: one file, one line in `registry.ts`. */
import type { Tensor, TensorFlow } from '../../tensorflow.ts';

export interface LossInputs {
  /** As the dataset holds it: int32 class numbers, or float32 values. */
  readonly target: Tensor;
  /** What the network answers, batch first. */
  readonly prediction: Tensor;
  /** What the prediction's softmax or sigmoid was taken of, where that is known. */
  readonly logits?: Tensor | undefined;
  /** Which steps of the sequence count: [batch, steps] of ones and zeros. Absent: all. */
  readonly mask?: Tensor | undefined;
}

/** Parameters of an Output that some losses read. */
export interface LossParams {
  /** From 0 up to 1: how much of each truth is spread over all classes. */
  readonly labelSmoothing: number;
  /** Where Huber's parabola ends and its straight line begins. */
  readonly delta: number;
  /** How strongly a focal loss passes over what is known already. */
  readonly gamma: number;
  /** Factor of a focal loss. */
  readonly alpha: number;
}

/** Keras's defaults. */
export const LOSS_DEFAULTS: LossParams = { labelSmoothing: 0, delta: 1, gamma: 2, alpha: 0.25 };

export interface Loss {
  /** Keras's name; the `loss` parameter of an Output. */
  readonly name: string;
  readonly title: string;
  /** In the middle of a sentence: `the Huber loss`. */
  readonly spoken: string;
  /** Beside the title in a list: `which of several classes`. */
  readonly brief: string;
  /** For a beginner: what it counts, and when to take it. */
  readonly help: string;
  /** KaTeX, for one value or one distribution; a batch gives the mean. */
  readonly formula: string;
  /**
   * What it compares: one of several classes, answers between no and yes, shares of a whole, or any amounts.
   * `masks` are amounts between 0 and 1, or classes, at each place of a picture.
   */
  readonly compares: 'classes' | 'yesNo' | 'signs' | 'shares' | 'masks' | 'amounts';
  /** What the answers have to be. `probabilities` come of a softmax or a sigmoid. */
  readonly answers: 'softmax' | 'sigmoid' | 'probabilities' | 'positive' | 'any';
  /** Whether one number for each sample is too few. */
  readonly needsSeveral?: boolean;
  /** The parameters that it reads. */
  readonly params?: readonly (keyof LossParams)[];
  /** A scalar: the mean over the batch and over everything in a sample that is compared. */
  readonly mean: (tf: TensorFlow, inputs: LossInputs, params: LossParams) => Tensor;
}
