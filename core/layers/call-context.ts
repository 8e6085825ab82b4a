import type { Tensor, TensorFlow } from '../tensorflow.ts';

/**
 * Random numbers of a program. Every call gives a new stream; the numbers depend on nothing but the run's seed,
 * the step and the call's place in the program, so that a resumed run draws the same ones.
 */
export interface RandomSource {
  /** Independent numbers in [0, 1), float32. */
  uniform(shape: readonly number[]): Tensor;
}

/** What a layer's forward pass may use beside its inputs and weights. */
export interface CallContext {
  readonly tf: TensorFlow;
  /** True in a training step: dropout drops, batch normalization uses the batch's statistics. */
  readonly training: boolean;
  /** True where the weights are not to change: batch normalization then keeps its running statistics too. */
  readonly frozen: boolean;
  readonly random: RandomSource;
  /** Which steps of each input count: [batch, steps] of ones and zeros; absent where all do. */
  readonly masks?: readonly (Tensor | undefined)[];
  /** Gives a weight that is not trained (a running mean) its value after this step. */
  update(weight: string, value: Tensor): void;
  /** Adds a number to the loss of the step. Absent where there is no loss. */
  addLoss?(loss: Tensor): void;
  /** Names the tensor that a softmax or sigmoid was taken of, so that losses can use the stable form. */
  setLogits(output: Tensor, logits: Tensor): void;
}
