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
  const members = weights.flatMap(({ weight }, index): MovedWeight[] => {
    const gradient = gradients[index];
    return gradient ? [{ weight, gradient }] : [];
  });
  for (const group of grouped(members)) {
    const ids = group.map(({ weight }) => weight.id);
    const joined = (names: readonly string[]) =>
      join(
        tf,
        names.map((name) => required(state, name)),
      );
    const old = joined(ids);
    const next = optimizer.update(tf, {
      weight: decay ? tf.sub(old, tf.mul(old, decay)) : old,
      gradient: join(
        tf,
        group.map(({ gradient }) => gradient),
      ),
      slots: Object.fromEntries(
        Object.keys(optimizer.slots).map((slot) => [
          slot,
          joined(ids.map((id) => slotName(optimizer, slot, id))),
        ]),
      ),
      learningRate,
      shared,
    });
    const weightsNext = split(tf, next.weight, group);
    const slotsNext = Object.entries(next.slots).map(
      ([slot, value]) => [slot, split(tf, value, group)] as const,
    );
    for (const [index, { weight }] of group.entries()) {
      const { id, constraint } = weight;
      const value = weightsNext[index];
      if (value) moved[id] = constraint ? constrain(tf, constraint, value) : value;
      for (const [slot, values] of slotsNext) {
        const kept = values[index];
        if (kept) moved[slotName(optimizer, slot, id)] = kept;
      }
    }
  }
  return moved;
}

/**
 * Biases, scales and shifts are moved as one: rules move each number by itself, and a deep network has hundreds of
 * them, which would be as many times the nodes.
 */
function grouped(members: readonly MovedWeight[]): readonly (readonly MovedWeight[])[] {
  const rows = members.filter(({ gradient }) => gradient.rank === 1);
  const others = members.filter(({ gradient }) => gradient.rank !== 1).map((member) => [member]);
  return rows.length > 0 ? [rows, ...others] : others;
}

function join(tf: TensorFlow, tensors: readonly Tensor[]): Tensor {
  const [only, ...others] = tensors;
  return only && others.length === 0 ? only : tf.concat([...tensors], 0);
}

function split(tf: TensorFlow, tensor: Tensor, group: readonly MovedWeight[]): Tensor[] {
  if (group.length === 1) return [tensor];
  return tf.split(
    tensor,
    group.map(({ gradient }) => gradient.size),
    0,
  );
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
