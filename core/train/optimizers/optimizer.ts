/** The contract of an optimizer: a small program that moves one weight against its gradient. */
import type { TensorData } from '../../engine/engine.ts';
import type { ModelWeight } from '../../model/model.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';

/** What one weight needs for one step. */
export interface WeightUpdate {
  readonly weight: Tensor;
  readonly gradient: Tensor;
  /** By the names that `slots` lists, without the weight's id. */
  readonly slots: Readonly<Record<string, Tensor>>;
  /** A scalar, so that a schedule needs no new compilation. */
  readonly learningRate: Tensor;
  /** What `shared` made of the step, once for all weights. */
  readonly shared: Readonly<Record<string, Tensor>>;
}

export interface OptimizerRule {
  /** First part of the names of its state: `adam/m/dense-1/kernel`. */
  readonly name: string;
  /** Names of the tensors kept beside each weight; they have its shape and start at zero. */
  readonly slots: readonly string[];
  /** Whether it counts its steps in `<name>/step`. */
  readonly counts: boolean;
  /** Values that all weights share, from the number of the step (counted from 1). */
  readonly shared: (tf: TensorFlow, learningRate: Tensor, step: Tensor) => Readonly<Record<string, Tensor>>;
  readonly update: (
    tf: TensorFlow,
    update: WeightUpdate,
  ) => { readonly weight: Tensor; readonly slots: Readonly<Record<string, Tensor>> };
}

/** Name in the engine's state of one slot of one weight. */
export function slotName(rule: OptimizerRule, slot: string, weightId: string): string {
  return `${rule.name}/${slot}/${weightId}`;
}

export function stepName(rule: OptimizerRule): string {
  return `${rule.name}/step`;
}

/** The optimizer's whole state before the first step. */
export function initialOptimizerState(
  rule: OptimizerRule,
  weights: readonly ModelWeight[],
): Record<string, TensorData> {
  const state: Record<string, TensorData> = {};
  if (rule.counts) state[stepName(rule)] = { dtype: 'int32', shape: [], data: Int32Array.of(0) };
  for (const { id, shape, trainable } of weights) {
    if (!trainable) continue;
    const size = shape.reduce((product, dimension) => product * dimension, 1);
    for (const slot of rule.slots) {
      state[slotName(rule, slot, id)] = { dtype: 'float32', shape, data: new Float32Array(size) };
    }
  }
  return state;
}
