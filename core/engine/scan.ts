/**
 * Loops of programs: one step for all items of sequences. Compiled, a loop stays a loop, however many items there
 * are; elsewhere it is written out. It has no gradient of its own: put it into a `tf.customGrad`.
 */
import type { KernelBackend } from '@tensorflow/tfjs-core';
import type { Tensor, TensorFlow } from '../tensorflow.ts';
import { scan as scanValues } from './graph/scan.ts';
import type { Value } from './graph/value.ts';
import type { TracingBackend } from './tracing-backend.ts';
import { TRACING_BACKEND } from './tracing-backend-name.ts';

export interface ScanStep {
  /** As many as came in, of the same shapes. */
  readonly states: readonly Tensor[];
  /** What is kept of this item. */
  readonly outputs: readonly Tensor[];
}

export interface ScanOptions {
  /** Before the first item. */
  readonly states: readonly Tensor[];
  /** At least one; items lie along the first dimension. */
  readonly sequences: readonly Tensor[];
  /** Goes through the items from the last to the first; outputs keep their places. */
  readonly reverse?: boolean;
}

/** Gives the states after the last item, and the outputs of all items along the first dimension. */
export function scan(
  tf: TensorFlow,
  { states, sequences, reverse = false }: ScanOptions,
  step: (states: readonly Tensor[], items: readonly Tensor[]) => ScanStep,
): ScanStep {
  if (tf.getBackend() !== TRACING_BACKEND) return unrolledScan(tf, { states, sequences, reverse }, step);
  const backend = tf.backend() as KernelBackend & TracingBackend;
  const values = (tensors: readonly Tensor[]) => tensors.map((tensor) => backend.valueBehind(tensor));
  const tensors = (list: readonly Value[]) => list.map((value) => backend.tensorOf(value));
  const done = scanValues(values(states), values(sequences), reverse, (before, items) => {
    const after = step(tensors(before), tensors(items));
    return { states: values(after.states), outputs: values(after.outputs) };
  });
  return { states: tensors(done.states), outputs: tensors(done.outputs) };
}

/** The same, written out item by item, with the gradient that its operations have. */
export function unrolledScan(
  tf: TensorFlow,
  { states, sequences, reverse = false }: ScanOptions,
  step: (states: readonly Tensor[], items: readonly Tensor[]) => ScanStep,
): ScanStep {
  const parts = sequences.map((sequence) => tf.unstack(sequence));
  const order = [...(parts[0] ?? []).keys()];
  if (reverse) order.reverse();
  const kept: (readonly Tensor[])[] = [];
  let current = states;
  for (const place of order) {
    const after = step(
      current,
      parts.map((items) => items[place] as Tensor),
    );
    current = after.states;
    kept[place] = after.outputs;
  }
  const outputs = (kept[0] ?? []).map((_, index) => tf.stack(kept.map((list) => list[index] as Tensor)));
  return { states: current, outputs };
}
