/** The second half of a training step: from gradients to new weights and a new state of the optimizer. */
import type { GradientClipping } from '../document/schema.ts';
import type { Tensors } from '../engine/engine.ts';
import type { ModelWeight } from '../model/model.ts';
import type { Tensor, TensorFlow } from '../tensorflow.ts';
import { clipGradients } from './clip-gradients.ts';
import { type OptimizerProgram, required, scalarName, slotName, stepName } from './optimizers/optimizer.ts';
import { constrain } from './weights/constrain.ts';

export interface Mover {
  readonly optimizer: OptimizerProgram;
  readonly clipping?: GradientClipping | undefined;
}

export interface MovedWeight {
  readonly weight: Pick<ModelWeight, 'id' | 'constraint'>;
  readonly gradient: Tensor;
}

/** Names of the state that the optimizer keeps for these weights. */
export function optimizerStateNames(optimizer: OptimizerProgram, weights: readonly string[]): string[] {
  return [
    ...(optimizer.counts ? [stepName(optimizer)] : []),
    ...Object.keys(optimizer.scalars ?? {}).map((scalar) => scalarName(optimizer, scalar)),
    ...weights.flatMap((id) => Object.keys(optimizer.slots).map((slot) => slotName(optimizer, slot, id))),
  ];
}

/** In Keras's order: clipping, weight decay, the optimizer's rule, the weight's constraint. */
export function moveWeights(
  tf: TensorFlow,
  { optimizer, clipping }: Mover,
  weights: readonly MovedWeight[],
  learningRate: Tensor,
  state: Tensors,
): Record<string, Tensor> {
  const moved: Record<string, Tensor> = {};
  const shared = sharedValues(tf, optimizer, learningRate, state, moved);
  const given = weights.map(({ gradient }) => gradient);
  const gradients = clipping ? clipGradients(tf, clipping, given) : given;
  const decay = optimizer.weightDecay > 0 ? tf.mul(learningRate, optimizer.weightDecay) : undefined;
  weights.forEach(({ weight: { id, constraint } }, index) => {
    const gradient = gradients[index];
    if (!gradient) return;
    const old = required(state, id);
    const slots = Object.fromEntries(
      Object.keys(optimizer.slots).map((slot) => [slot, required(state, slotName(optimizer, slot, id))]),
    );
    const weight = decay ? tf.sub(old, tf.mul(old, decay)) : old;
    const next = optimizer.update(tf, { weight, gradient, slots, learningRate, shared });
    moved[id] = constraint ? constrain(tf, constraint, next.weight) : next.weight;
    for (const [slot, value] of Object.entries(next.slots)) moved[slotName(optimizer, slot, id)] = value;
  });
  return moved;
}

/** What the optimizer makes once for all weights; its new step and scalars are added to `moved`. */
function sharedValues(
  tf: TensorFlow,
  optimizer: OptimizerProgram,
  learningRate: Tensor,
  state: Tensors,
  moved: Record<string, Tensor>,
): Readonly<Record<string, Tensor>> {
  const step = optimizer.counts
    ? tf.add(required(state, stepName(optimizer)), tf.scalar(1, 'int32'))
    : tf.scalar(0, 'int32');
  if (optimizer.counts) moved[stepName(optimizer)] = step;
  const names = Object.keys(optimizer.scalars ?? {});
  const scalars = Object.fromEntries(
    names.map((name) => [name, required(state, scalarName(optimizer, name))]),
  );
  const shared = optimizer.shared?.(tf, { learningRate, step, scalars });
  for (const [name, value] of Object.entries(shared?.scalars ?? {}))
    moved[scalarName(optimizer, name)] = value;
  return shared?.values ?? {};
}
