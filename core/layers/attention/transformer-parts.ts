/**
 * The parts of which transformer blocks are built: attention, feed-forward layers and normalizations, computed by
 * TensorFlow.js or written as nodes. A block says once in which order they follow each other.
 */
import type { WeightSpec } from '../../model/weight.ts';
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import type { Tensor } from '../../tensorflow.ts';
import { ACTIVATION_FUNCTIONS, type ActivationFunction } from '../activation/activation-functions.ts';
import type { CallContext } from '../call-context.ts';
import { biasWeights, kernelWeight } from '../kernel-parameters.ts';
import type { WeightData } from '../layer.ts';
import { dropValues } from '../normalization/drop-values.ts';
import { callMultiHead, emitMultiHead, linear, type MultiHead, multiHeadWeights } from './multi-head.ts';
import type { TransformerParams } from './transformer-parameters.ts';

/** Two attentions, both followed by a normalization of their own: `selfNorm`, `crossNorm`. */
export type AttentionPart = 'self' | 'cross';
type NormPart = AttentionPart | 'feedforward';

export interface Attended<T> {
  readonly output: T;
  readonly scores: T;
}

export interface Parts<T> {
  add(a: T, b: T): T;
  drop(x: T): T;
  normalize(part: NormPart, x: T): T;
  /** `query` asks `source`, which is itself in self-attention. */
  attend(part: AttentionPart, query: T, source: T, causal: boolean, mask: T | undefined): Attended<T>;
  feedForward(x: T): T;
}

/** What a part changes is added to what went in; the normalization comes first or last. */
export function residual<T>(
  parts: Parts<T>,
  part: NormPart,
  normalizeFirst: boolean,
  x: T,
  change: (x: T) => T,
): T {
  if (normalizeFirst) return parts.add(x, parts.drop(change(parts.normalize(part, x))));
  return parts.normalize(part, parts.add(x, parts.drop(change(x))));
}

/** KerasHub gives each head the whole part of features / heads. */
export function blockHead(
  { numHeads, dropout }: TransformerParams,
  prefix: AttentionPart,
  features: number,
  causal = false,
): MultiHead {
  const size = Math.floor(features / numHeads);
  return {
    prefix,
    numHeads,
    keyDim: size,
    valueDim: size,
    outputDim: features,
    useBias: true,
    dropout,
    causal,
  };
}

/** Weights of one attention and its normalization. */
export function attentionWeights(
  params: TransformerParams,
  part: AttentionPart,
  features: number,
  sourceFeatures: number,
): readonly WeightSpec[] {
  const widths = { query: features, key: sourceFeatures, value: sourceFeatures };
  return [
    ...multiHeadWeights(blockHead(params, part, features), widths, { ...params, useBias: true }),
    ...normWeights(part, features),
  ];
}

export function feedForwardWeights(params: TransformerParams, features: number): readonly WeightSpec[] {
  const { intermediateDim } = params;
  const dense = (name: string, from: number, to: number) => [
    { ...kernelWeight(params, [from, to]), name: `${name}Kernel` },
    ...biasWeights({ ...params, useBias: true }, [to]).map((weight) => ({ ...weight, name: `${name}Bias` })),
  ];
  return [
    ...dense('intermediate', features, intermediateDim),
    ...dense('output', intermediateDim, features),
    ...normWeights('feedforward', features),
  ];
}

function normWeights(part: NormPart, features: number): readonly WeightSpec[] {
  return [
    { name: `${part}Gamma`, shape: [features], initializer: { type: 'ones' }, trainable: true },
    { name: `${part}Beta`, shape: [features], initializer: { type: 'zeros' }, trainable: true },
  ];
}

export function tensorParts(
  context: CallContext,
  params: TransformerParams,
  weight: (name: string) => Tensor,
): Parts<Tensor> {
  const { tf } = context;
  const activation: ActivationFunction = ACTIVATION_FUNCTIONS[params.activation];
  return {
    add: (a, b) => tf.add(a, b),
    drop: (x) => dropValues(context, params.dropout, x),
    normalize: (part, x) => {
      const centered = tf.sub(x, tf.mean(x, -1, true));
      const variance = tf.mean(tf.square(centered), -1, true);
      const normal = tf.mul(centered, tf.rsqrt(tf.add(variance, params.layerNormEpsilon)));
      return tf.add(tf.mul(normal, weight(`${part}Gamma`)), weight(`${part}Beta`));
    },
    attend: (part, query, source, causal, mask) => {
      const head = blockHead(params, part, query.shape.at(-1) ?? 1, causal);
      return callMultiHead(context, head, { query, key: source, value: source }, mask, weight);
    },
    feedForward: (x) => {
      const inner = linear(tf, x, weight('intermediateKernel'), weight('intermediateBias'));
      const bent = activation.call(tf, inner, { negativeSlope: LEAK });
      return linear(tf, bent, weight('outputKernel'), weight('outputBias'));
    },
  };
}

/** Keras's slope of the leaky ReLU where it is named as an activation. */
const LEAK = 0.2;

export function emittedParts(
  emitter: OnnxEmitter,
  params: TransformerParams,
  weight: (name: string) => WeightData,
): Parts<OnnxValue> {
  const activation: ActivationFunction = ACTIVATION_FUNCTIONS[params.activation];
  const stored = (name: string) => {
    const { shape, data } = weight(name);
    return emitter.weight(name, shape, data);
  };
  const dense = (name: string, x: string) => {
    const product = emitter.node('MatMul', [x, stored(`${name}Kernel`)], { name: `${name}MatMul` });
    return emitter.node('Add', [product, stored(`${name}Bias`)], { name: `${name}Add` });
  };
  return {
    add: (a, b) => ({ ...a, name: emitter.node('Add', [a.name, b.name], { name: 'residual' }) }),
    drop: (x) => x,
    normalize: (part, x) => ({
      ...x,
      name: emitter.node('LayerNormalization', [x.name, stored(`${part}Gamma`), stored(`${part}Beta`)], {
        name: `${part}Norm`,
        attributes: { axis: -1, epsilon: { float: params.layerNormEpsilon } },
      }),
    }),
    attend: (part, query, source, causal, mask) => {
      const head = blockHead(params, part, query.shape.at(-1) ?? 1, causal);
      return emitMultiHead(emitter, head, { query, key: source, value: source }, mask, weight);
    },
    feedForward: (x) => {
      const bent = activation.emitOnnx(emitter, dense('intermediate', x.name), { negativeSlope: LEAK });
      return { ...x, name: dense('output', bent) };
    },
  };
}
