/** The contract of a loss: one file, one entry in `registry.ts`. */
import type { Tensor, TensorFlow } from '../../tensorflow.ts';

export interface LossInputs {
  /** As the dataset holds it: int32 class numbers, or float32 values. */
  readonly target: Tensor;
  /** What the network answers, batch first. */
  readonly prediction: Tensor;
  /** What the prediction's softmax or sigmoid was taken of, where that is known. */
  readonly logits?: Tensor | undefined;
}

export interface Loss {
  /** Keras's name; the `loss` parameter of an Output. */
  readonly name: string;
  readonly title: string;
  /** KaTeX, for one value or one distribution; a batch gives the mean. */
  readonly formula: string;
  /** A scalar: the mean over the batch and over everything in a sample that is compared. */
  readonly mean: (tf: TensorFlow, inputs: LossInputs) => Tensor;
}
