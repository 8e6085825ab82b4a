/**
 * The three programs of a network: one training step, the figures of a batch, and its answers. Each is a pure
 * TensorFlow.js function over inputs and state; the engine decides how it is computed.
 */
import type { Program, Tensors } from '../engine/engine.ts';
import { randomSource } from '../engine/random.ts';
import type { ForwardResult, Model } from '../model/model.ts';
import type { Tensor, TensorFlow } from '../tensorflow.ts';
import { correctSum, hasAccuracy } from './accuracy.ts';
import { LOSS_DEFAULTS } from './losses/loss.ts';
import { findLoss } from './losses/registry.ts';
import { type Mover, moveWeights, optimizerStateNames } from './move-weights.ts';
import {
  correctName,
  inputName,
  LEARNING_RATE,
  LOSS,
  lossName,
  outputName,
  SEED,
  targetName,
  WEIGHT_SUM,
} from './program-names.ts';
import { penaltyOf } from './weights/penalty.ts';

/** One step: loss and right answers of the batch, new weights, new optimizer state. */
export function trainProgram(model: Model, mover: Mover): Program {
  const trainable = model.weights.filter((weight) => weight.trainable);
  return {
    name: 'train',
    state: [
      ...model.weights.map(({ id }) => id),
      ...optimizerStateNames(
        mover.optimizer,
        trainable.map(({ id }) => id),
      ),
    ],
    body: (tf, inputs, state) => {
      const random = randomSource(tf, tensorOf(inputs, SEED));
      const kept: Record<string, Tensor> = {};
      let updates: Record<string, Tensor> = {};
      const loss = () => {
        const result = model.forward({ tf, training: true, random }, layerInputs(model, inputs), state);
        const figures = batchFigures(tf, model, inputs, state, result);
        // The gradient's scope throws away what is not its result; these leave it by another way.
        for (const [name, value] of Object.entries(figures)) kept[name] = tf.keep(tf.clone(value));
        updates = Object.fromEntries(
          Object.entries(result.updates).map(([id, value]) => [id, tf.keep(tf.clone(value))]),
        );
        return tensorOf(figures, LOSS);
      };
      const grads = gradientsOf(
        tf,
        loss,
        trainable.map(({ id }) => tensorOf(state, id)),
      );
      const weights = trainable.flatMap((weight, index) => {
        const gradient = grads[index];
        return gradient ? [{ weight, gradient }] : [];
      });
      const moved = moveWeights(tf, mover, weights, tensorOf(inputs, LEARNING_RATE), state);
      const next = { ...moved, ...released(tf, updates) };
      return {
        outputs: { ...released(tf, kept), [WEIGHT_SUM]: weightSum(tf, model, next) },
        state: next,
      };
    },
  };
}

/** A number only as long as all new weights are numbers. Short ones are added up together: there may be hundreds. */
function weightSum(tf: TensorFlow, { weights }: Model, state: Tensors): Tensor {
  const moved = weights.flatMap(({ id }) => (state[id] ? [tf.cast(state[id], 'float32')] : []));
  const rows = moved.filter(({ rank }) => rank === 1);
  const others = moved.filter(({ rank }) => rank !== 1);
  const sums = [...(rows.length > 0 ? [tf.concat(rows, 0)] : []), ...others].map((values) => tf.sum(values));
  return sums.length > 0 ? tf.addN(sums) : tf.scalar(0);
}

/** Weights that no Output depends on have no gradient, and a network without weights none at all. */
function gradientsOf(
  tf: TensorFlow,
  loss: () => Tensor,
  weights: readonly Tensor[],
): readonly (Tensor | null | undefined)[] {
  if (weights.length > 0) return tf.engine().gradients(loss, [...weights], undefined, true).grads;
  tf.tidy(loss);
  return [];
}

/** Losses and right answers of a batch, without training. */
export function evaluateProgram(model: Model): Program {
  return {
    name: 'evaluate',
    state: model.weights.map(({ id }) => id),
    body: (tf, inputs, state) => ({
      outputs: batchFigures(tf, model, inputs, state, infer(tf, model, inputs, state)),
      state: {},
    }),
  };
}

/** What the network answers to a batch. */
export function predictProgram(model: Model): Program {
  return {
    name: 'predict',
    state: model.weights.map(({ id }) => id),
    body: (tf, inputs, state) => {
      const { outputs } = infer(tf, model, inputs, state);
      return {
        outputs: Object.fromEntries(
          model.outputs.map(({ layer }) => [outputName(layer), tensorOf(outputs, layer)]),
        ),
        state: {},
      };
    },
  };
}

function infer(tf: TensorFlow, model: Model, inputs: Tensors, state: Tensors): ForwardResult {
  // Nothing is drawn at random without training; a fixed seed keeps the contract of `forward`.
  const random = randomSource(tf, tf.tensor1d([0, 0], 'int32'));
  return model.forward({ tf, training: false, random }, layerInputs(model, inputs), state);
}

function layerInputs(model: Model, inputs: Tensors): Tensors {
  return Object.fromEntries(model.inputs.map(({ layer }) => [layer, tensorOf(inputs, inputName(layer))]));
}

export function batchFigures(
  tf: TensorFlow,
  model: Model,
  inputs: Tensors,
  state: Tensors,
  { outputs, logits, masks, losses }: ForwardResult,
): Record<string, Tensor> {
  const figures: Record<string, Tensor> = {};
  const parts: Tensor[] = [];
  for (const { layer, loss: lossOfOutput, lossWeight, lossParams } of model.outputs) {
    const target = tensorOf(inputs, targetName(layer));
    const prediction = tensorOf(outputs, layer);
    const loss = findLoss(lossOfOutput).mean(
      tf,
      { target, prediction, logits: logits[layer], mask: masks[layer] },
      { ...LOSS_DEFAULTS, ...lossParams },
    );
    if (model.outputs.length > 1) figures[lossName(layer)] = loss;
    if (hasAccuracy(lossOfOutput, target)) {
      figures[correctName(layer)] = correctSum(tf, lossOfOutput, target, prediction, masks[layer]);
    }
    parts.push(lossWeight === 1 ? loss : tf.mul(loss, lossWeight));
  }
  parts.push(...losses);
  for (const { id, trainable, regularizer } of model.weights) {
    const penalty = trainable && regularizer && penaltyOf(tf, regularizer, tensorOf(state, id));
    if (penalty) parts.push(penalty);
  }
  const total = parts.length > 1 ? tf.addN(parts) : parts[0];
  if (!total) throw new Error('A network without an Output has no loss.');
  figures[LOSS] = total;
  return figures;
}

/** Takes tensors back from `keep`, so that the caller's scope owns them again. */
function released(tf: TensorFlow, kept: Readonly<Record<string, Tensor>>): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(kept).map(([name, value]) => {
      const own = tf.clone(value);
      value.dispose();
      return [name, own];
    }),
  );
}

function tensorOf(tensors: Readonly<Record<string, Tensor>>, name: string): Tensor {
  const tensor = tensors[name];
  if (!tensor) throw new Error(`The program did not receive "${name}".`);
  return tensor;
}
