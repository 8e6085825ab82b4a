/**
 * Finds where a step first got something that is no number: the step runs once more in a program that tells the sum
 * of all that a layer got and gave. A sum is a number only if all its terms are.
 */
import type { LayerId } from '../document/schema.ts';
import type { EngineSession, Program, TensorData } from '../engine/engine.ts';
import { randomSource } from '../engine/random.ts';
import type { Model } from '../model/model.ts';
import type { Tensor, TensorFlow } from '../tensorflow.ts';
import { specsOf } from './feeds.ts';
import { inputName, SEED, targetName } from './program-names.ts';
import { batchFigures } from './programs.ts';

/** Where the first number that is none appeared, in the order in which a step computes. */
export type Origin =
  | { readonly kind: 'data'; readonly field: string }
  | { readonly kind: 'weight'; readonly layer: string; readonly weight: string }
  | { readonly kind: 'output'; readonly layer: string; readonly type: string }
  | { readonly kind: 'loss'; readonly layer: string; readonly field: string }
  | { readonly kind: 'gradient'; readonly layer: string; readonly weight: string }
  /** All of these were numbers: the step itself was too large. */
  | { readonly kind: 'step' };

const LOSS_SUM = 'loss';
const targetSum = (layer: LayerId) => `target/${layer}`;
const weightSum = (id: string) => `weight/${id}`;
const gradientSum = (id: string) => `gradient/${id}`;
const arrivalSum = (layer: LayerId, index: number) => `arrival/${layer}/${index}`;

/** `session` stands before the step; its state stays as it is. */
export async function diagnose(
  session: EngineSession,
  model: Model,
  feeds: Readonly<Record<string, TensorData>>,
): Promise<Origin> {
  const order: LayerId[] = [];
  const program = diagnosis(model, order);
  const executable = await session.prepare(program, specsOf(feeds));
  const sums = await executable.run(feeds);
  return originOf(model, order, (name) => {
    const value = sums[name]?.data[0];
    return value !== undefined && !Number.isFinite(value);
  });
}

/** Fills `order` with the layers as they are called. */
function diagnosis(model: Model, order: LayerId[]): Program {
  const trainable = model.weights.filter((weight) => weight.trainable);
  return {
    name: 'diagnose',
    state: model.weights.map(({ id }) => id),
    body: (tf, inputs, state) => {
      const kept: Record<string, Tensor> = {};
      const keep = (name: string, values: Tensor) => {
        kept[name] = tf.keep(sumOf(tf, values));
      };
      const loss = () => {
        order.length = 0;
        const observe = (layer: LayerId, arrived: readonly Tensor[]) => {
          order.push(layer);
          for (const [index, values] of arrived.entries()) keep(arrivalSum(layer, index), values);
        };
        const context = { tf, training: true, random: randomSource(tf, given(inputs, SEED)), observe };
        const layerInputs = Object.fromEntries(
          model.inputs.map(({ layer }) => [layer, given(inputs, inputName(layer))]),
        );
        const result = model.forward(context, layerInputs, state);
        const total = given(batchFigures(tf, model, inputs, state, result), LOSS_SUM);
        keep(LOSS_SUM, total);
        return total;
      };
      const { grads } = tf.engine().gradients(
        loss,
        trainable.map(({ id }) => given(state, id)),
        undefined,
        true,
      );
      for (const [index, { id }] of trainable.entries()) {
        const gradient = grads[index];
        if (gradient) keep(gradientSum(id), gradient);
      }
      for (const { id } of model.weights) keep(weightSum(id), given(state, id));
      for (const { layer } of model.outputs) keep(targetSum(layer), given(inputs, targetName(layer)));
      return { outputs: kept, state: {} };
    },
  };
}

function originOf(model: Model, order: readonly LayerId[], isBroken: (sum: string) => boolean): Origin {
  const layers = new Map(model.document.layers.map((layer) => [layer.id, layer]));
  const nameOf = (id: LayerId) => layers.get(id)?.name ?? id;
  for (const { layer, field } of model.inputs) {
    if (isBroken(arrivalSum(layer, 0))) return { kind: 'data', field };
  }
  for (const { layer, field } of model.outputs) {
    if (isBroken(targetSum(layer))) return { kind: 'data', field };
  }
  for (const { id, layer, name: weight } of model.weights) {
    if (isBroken(weightSum(id))) return { kind: 'weight', layer: nameOf(layer), weight };
  }
  const givers = new Set<LayerId>();
  for (const id of order) {
    for (const [index, giver] of giversOf(model, id).entries()) {
      if (isBroken(arrivalSum(id, index))) givers.add(giver);
    }
  }
  const first = order.find((id) => givers.has(id));
  if (first) return { kind: 'output', layer: nameOf(first), type: layers.get(first)?.type ?? '' };
  const [output] = model.outputs;
  if (isBroken(LOSS_SUM) && output) return { kind: 'loss', layer: output.name, field: output.field };
  // Gradients go backwards: the last layer that has a broken one got it first.
  const backwards = [...order].reverse();
  for (const id of backwards) {
    const weight = model.weights.find(
      (candidate) => candidate.layer === id && isBroken(gradientSum(candidate.id)),
    );
    if (weight) return { kind: 'gradient', layer: nameOf(id), weight: weight.name };
  }
  return { kind: 'step' };
}

/** The layers whose outputs reach a layer, in the order of its inputs. */
function giversOf(model: Model, id: LayerId): LayerId[] {
  const incoming = model.analysis.layers.get(id)?.incoming ?? [];
  return incoming.flatMap((linkId) => {
    const link = model.document.links.find((candidate) => candidate.id === linkId);
    return link ? [link.from.layer] : [];
  });
}

/** So small a share of each that numbers which can still be held do not add up to one that cannot. */
const SHARE = 1e-12;

function sumOf(tf: TensorFlow, values: Tensor): Tensor {
  return tf.sum(tf.mul(tf.cast(values, 'float32'), SHARE));
}

function given(tensors: Readonly<Record<string, Tensor>>, name: string): Tensor {
  const tensor = tensors[name];
  if (!tensor) throw new Error(`The program did not receive "${name}".`);
  return tensor;
}
