/**
 * What a recurrent cell computes over all steps, with a gradient of its own: the sums over the inputs of all steps
 * are one product before the loop, the gradients of the weights one product behind it, and the loops in between hold
 * only what has to wait for the step before.
 */
import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import type { GateFunction } from './gate-functions.ts';

export interface CellSettings {
  readonly activation: GateFunction;
  readonly recurrentActivation: GateFunction;
  /** Whether every step's state is wanted, or only the last one. */
  readonly everyStep: boolean;
  /** Factors [batch, units] of the state before it meets the recurrent kernel: recurrent dropout. */
  readonly mask?: Tensor;
  /** Which steps count, [steps, batch, 1] of ones and zeros: at others the states stay as they are. */
  readonly counts?: Tensor;
}

export interface CellInputs {
  /** What the inputs of all steps add to the gates: [steps, batch, gates * units]. */
  readonly projected: Tensor;
  /** [units, gates * units] */
  readonly recurrentKernel: Tensor;
  /** [gates * units]; only of cells that have one. */
  readonly recurrentBias?: Tensor;
  /** Each [batch, units]. */
  readonly states: readonly Tensor[];
}

/**
 * The states along the steps [steps, batch, units], or the last one [1, batch, units]; then the last one of each
 * further state, [1, batch, units].
 */
export type Recurrence = (tf: TensorFlow, inputs: CellInputs, settings: CellSettings) => readonly Tensor[];

export interface Differentiable {
  /** All [n, batch, units]. */
  readonly results: readonly Tensor[];
  /** What `gradient` reads beside its argument. */
  readonly kept: readonly Tensor[];
  /** Of the gradients of the results, the gradients of the inputs, in their order. */
  readonly gradient: (results: readonly Tensor[], kept: readonly Tensor[]) => readonly Tensor[];
}

/** Several results with one gradient: TensorFlow.js takes only one, so they lie one after the other in it. */
export function differentiable(
  tf: TensorFlow,
  inputs: readonly Tensor[],
  compute: () => Differentiable,
): readonly Tensor[] {
  let counts: number[] = [];
  const together = tf.customGrad((...given) => {
    const save = given.at(-1) as (tensors: Tensor[]) => void;
    const { results, kept, gradient } = compute();
    counts = results.map(({ shape }) => shape[0] ?? 1);
    save([...kept]);
    return {
      value: joined(tf, results),
      gradFunc: (dy, saved) => [...gradient(apart(tf, dy as Tensor, counts), saved as Tensor[])],
    };
  })(...inputs);
  return apart(tf, together, counts);
}

function joined(tf: TensorFlow, parts: readonly Tensor[]): Tensor {
  const [only] = parts;
  return only && parts.length === 1 ? only : tf.concat([...parts], 0);
}

function apart(tf: TensorFlow, whole: Tensor, counts: readonly number[]): readonly Tensor[] {
  return counts.length === 1 ? [whole] : tf.split(whole, [...counts], 0);
}

/** The states before each step, from those after it: [steps, batch, units]. */
export function statesBefore(tf: TensorFlow, first: Tensor, states: Tensor): Tensor {
  const start = tf.expandDims(first, 0);
  const steps = states.shape[0] ?? 1;
  if (steps === 1) return start;
  const [batch = 1, units = 1] = first.shape;
  return tf.concat([start, tf.slice(states, [0, 0, 0], [steps - 1, batch, units])], 0);
}

/** `a` transposed times `b` over all steps at once: the gradient of a kernel that all steps share. */
export function kernelGradient(tf: TensorFlow, a: Tensor, b: Tensor): Tensor {
  return tf.matMul(rows(tf, a), rows(tf, b), true, false);
}

/** [steps * batch, last] */
export function rows(tf: TensorFlow, x: Tensor) {
  return tf.reshape(x, [-1, x.shape.at(-1) ?? 1]);
}

/** The last of states along the first dimension, without it. */
export function lastState(tf: TensorFlow, states: Tensor): Tensor {
  const [steps = 1, ...shape] = states.shape;
  return tf.reshape(tf.slice(states, [steps - 1, ...shape.map(() => 0)], [1, ...shape]), shape);
}

/** `state` times the mask of recurrent dropout, if there is one. */
export function masked(tf: TensorFlow, state: Tensor, mask: Tensor | undefined): Tensor {
  return mask ? tf.mul(state, mask) : state;
}

/** What is left of a state after a step that may not count: `count` is [batch, 1], or absent where all do. */
export function stepped(tf: TensorFlow, before: Tensor, after: Tensor, count: Tensor | undefined): Tensor {
  return count ? tf.add(before, tf.mul(count, tf.sub(after, before))) : after;
}

/** The gradient of a state, parted: what goes through the step, and what passes by where it does not count. */
export function parting(
  tf: TensorFlow,
  gradient: Tensor,
  count: Tensor | undefined,
): { readonly through: Tensor; readonly past: (rest: Tensor) => Tensor } {
  if (!count) return { through: gradient, past: (rest) => rest };
  const through = tf.mul(gradient, count);
  return { through, past: (rest) => tf.add(rest, tf.sub(gradient, through)) };
}

/** Those of two tensors that there are. */
export function optional(one: Tensor | undefined, other: Tensor | undefined): readonly Tensor[] {
  return [one, other].filter((tensor) => tensor !== undefined);
}

/** Back to their places: `has` is true in the places of those that there were. */
export function restored(
  list: readonly Tensor[],
  has: { readonly mask?: unknown; readonly counts?: unknown },
): readonly [Tensor | undefined, Tensor | undefined] {
  return [has.mask ? list[0] : undefined, has.counts ? list.at(-1) : undefined];
}
