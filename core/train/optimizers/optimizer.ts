/** The contract of an optimizer: a small program that moves one weight against its gradient. */
import type { TensorData } from '../../engine/engine.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';

type NamedTensors = Readonly<Record<string, Tensor>>;

/** What is known of a weight before there is a value for it. */
interface WeightOutline {
  readonly id: string;
  readonly shape: readonly number[];
  readonly trainable: boolean;
}

/** What one weight needs for one step. */
export interface WeightUpdate {
  readonly weight: Tensor;
  readonly gradient: Tensor;
  /** By the names that the rule's `slots` lists, without the weight's id. */
  readonly slots: NamedTensors;
  /** A scalar, so that a schedule needs no new compilation. */
  readonly learningRate: Tensor;
  /** What `shared` made of the step, once for all weights. */
  readonly shared: NamedTensors;
}

export interface OptimizerStep {
  readonly learningRate: Tensor;
  /** Counted from 1; an int32 scalar. */
  readonly step: Tensor;
  /** By the names that the rule's `scalars` lists. */
  readonly scalars: NamedTensors;
}

export interface OptimizerRule {
  /** Tensors kept beside each weight: they have its shape and start at the number given here. */
  readonly slots: Readonly<Record<string, number>>;
  /** Whether it needs the number of the step, which is then kept in its state. */
  readonly counts: boolean;
  /** Numbers kept once for all weights, with the value that they start at. */
  readonly scalars?: Readonly<Record<string, number>>;
  /** Values that all weights share in this step, and the new scalars. */
  readonly shared?: (
    tf: TensorFlow,
    step: OptimizerStep,
  ) => { readonly values: NamedTensors; readonly scalars?: NamedTensors };
  /** Moves each number by itself, whatever stands beside it: several weights may come joined into one. */
  readonly update: (
    tf: TensorFlow,
    update: WeightUpdate,
  ) => { readonly weight: Tensor; readonly slots: NamedTensors };
}

/** A rule with all that surrounds it. */
export interface OptimizerProgram extends OptimizerRule {
  /** First part of the names of its state: `adam/m/dense-1/kernel`. */
  readonly name: string;
  /** Share of each weight, times the learning rate, that is taken away before every step. */
  readonly weightDecay: number;
}

/** Name in the engine's state of one slot of one weight. */
export function slotName({ name }: OptimizerProgram, slot: string, weightId: string): string {
  return `${name}/${slot}/${weightId}`;
}

export function scalarName({ name }: OptimizerProgram, scalar: string): string {
  return `${name}/${scalar}`;
}

export function stepName({ name }: OptimizerProgram): string {
  return `${name}/step`;
}

/** The optimizer's whole state before the first step. */
export function initialOptimizerState(
  optimizer: OptimizerProgram,
  weights: readonly WeightOutline[],
): Record<string, TensorData> {
  const state: Record<string, TensorData> = {};
  if (optimizer.counts) state[stepName(optimizer)] = { dtype: 'int32', shape: [], data: Int32Array.of(0) };
  for (const [scalar, start] of Object.entries(optimizer.scalars ?? {})) {
    state[scalarName(optimizer, scalar)] = { dtype: 'float32', shape: [], data: Float32Array.of(start) };
  }
  for (const { id, shape, trainable } of weights) {
    if (!trainable) continue;
    const size = shape.reduce((product, dimension) => product * dimension, 1);
    for (const [slot, start] of Object.entries(optimizer.slots)) {
      state[slotName(optimizer, slot, id)] = {
        dtype: 'float32',
        shape,
        data: new Float32Array(size).fill(start),
      };
    }
  }
  return state;
}

/** One of the tensors that a rule asked for: a missing one is a fault of the caller. */
export function required(tensors: NamedTensors, name: string): Tensor {
  const tensor = tensors[name];
  if (!tensor) throw new Error(`The optimizer was called without "${name}".`);
  return tensor;
}
