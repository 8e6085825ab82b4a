/** Attention without matrices of its own: what the layers have in common that differ in how they score a key. */
import type { Problem } from '../../issues/issue.ts';
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { TensorType } from '../../shape/tensor-type.ts';
import type { Tensor } from '../../tensorflow.ts';
import type { CallContext } from '../call-context.ts';
import type { Masks, NonEmpty, Ports } from '../layer.ts';
import { dropValues } from '../normalization/drop-values.ts';
import { number, type ParamsOf } from '../parameter.ts';
import {
  assignSources,
  checkSources,
  keyMasks,
  MASK_PORT,
  maskParameters,
  returnScoresParameter,
  sourcePorts,
  sourcesParameter,
} from './head-sources.ts';
import { emitHideScores, emitSeenKeys, hideScores, seenKeys } from './visibility.ts';

export const scoredParameters = {
  sources: sourcesParameter,
  ...maskParameters,
  dropout: number({
    label: 'Dropout',
    help: 'Share of the attention that is switched off in each training step.',
    default: 0,
    min: 0,
    max: 0.99,
    step: 0.05,
  }),
  returnAttentionScores: returnScoresParameter,
};

type ScoredParams = ParamsOf<typeof scoredParameters>;

export function scoredPorts({ sources, useAttentionMask, returnAttentionScores }: ScoredParams): Ports {
  return {
    inputs: [...sourcePorts(sources), ...(useAttentionMask ? [MASK_PORT] : [])],
    outputs: [
      { id: 'out', label: 'Output' },
      ...(returnAttentionScores ? [{ id: 'scores', label: 'Attention' }] : []),
    ],
  };
}

export function inferScored(
  { sources, useAttentionMask, returnAttentionScores }: ScoredParams,
  inputs: NonEmpty<TensorType>,
): Result<readonly TensorType[], readonly Problem[]> {
  const sizes = checkSources(inputs, sources, useAttentionMask);
  if (!sizes.ok) return sizes;
  const { query, value, key } = sizes.value;
  if (query.features !== key.features) {
    return fail([differentFeatures(query.features, key.features, sources === 'separate' ? 2 : 1)]);
  }
  const output: TensorType = { dtype: 'float32', shape: [null, query.steps, value.features] };
  const scores: TensorType = { dtype: 'float32', shape: [null, query.steps, key.steps] };
  return ok(returnAttentionScores ? [output, scores] : [output]);
}

export function scoredMultiplyAdds({ sources }: ScoredParams, inputs: NonEmpty<TensorType>): number {
  const { query, value } = assignSources(inputs, sources, false);
  const [, queries, features] = query.shape;
  const [, keys, valueFeatures] = value.shape;
  return (queries ?? 1) * (keys ?? 1) * ((features ?? 1) + (valueFeatures ?? 1));
}

/** `score` gives batch × queries × keys. */
export function callScored(
  context: CallContext,
  params: ScoredParams,
  inputs: NonEmpty<Tensor>,
  score: (query: Tensor, key: Tensor) => Tensor,
): readonly Tensor[] {
  const { tf } = context;
  const { query, key, value, mask } = assignSources(inputs, params.sources, params.useAttentionMask);
  const [queryMask] = context.masks ?? [];
  const likeness = score(query, key);
  const [batch = 1, queries = 1, keys = 1] = likeness.shape;
  const visibility = { causal: params.useCausalMask, queries, keys };
  const counting = seenKeys(tf, mask, keyMasks(context.masks, params.sources));
  const byHead = tf.reshape(likeness, [batch, 1, queries, keys]);
  const seen = tf.reshape(hideScores(tf, byHead, visibility, counting), [batch, queries, keys]);
  const scores = tf.softmax(seen);
  const found = tf.matMul(dropValues(context, params.dropout, scores), value);
  const output = queryMask ? tf.mul(found, tf.expandDims(queryMask, 2)) : found;
  return params.returnAttentionScores ? [output, scores] : [output];
}

export function emitScored(
  emitter: OnnxEmitter,
  params: ScoredParams,
  inputs: NonEmpty<OnnxValue>,
  score: (query: string, key: string) => string,
  masks: Masks<OnnxValue> | undefined,
): readonly OnnxValue[] {
  const laidOut = inputs.map((input) => emitter.asIs(input)) as unknown as typeof inputs;
  const { query, key, value, mask } = assignSources(laidOut, params.sources, params.useAttentionMask);
  const queries = query.shape[1] ?? 1;
  const keys = key.shape[1] ?? 1;
  const likeness = score(query.name, key.name);
  const counting = emitSeenKeys(emitter, mask, keyMasks(masks, params.sources));
  const hides = params.useCausalMask || counting !== undefined;
  const byHead = hides ? emitter.node('Unsqueeze', [likeness, emitter.int64([1])]) : likeness;
  const visibility = { causal: params.useCausalMask, queries, keys };
  const masked = emitHideScores(emitter, byHead, visibility, counting);
  const seen = hides ? emitter.node('Squeeze', [masked, emitter.int64([1])]) : masked;
  const scores = emitter.node('Softmax', [seen], { name: 'scores', attributes: { axis: -1 } });
  const found = emitter.node('MatMul', [scores, value.name]);
  const [queryMask] = masks ?? [];
  const name = queryMask
    ? emitter.node('Mul', [found, emitter.node('Unsqueeze', [queryMask.name, emitter.int64([2])])])
    : found;
  const output: OnnxValue = { name, shape: [null, queries, value.shape[2] ?? 1], layout: 'as-is' };
  const shares: OnnxValue = { name: scores, shape: [null, queries, keys], layout: 'as-is' };
  return params.returnAttentionScores ? [output, shares] : [output];
}

/** Every query plus every key, batch × queries × keys × features, for scores that bend the sum. */
export function emitSums(emitter: OnnxEmitter, query: string, key: string): string {
  return emitter.node('Add', [
    emitter.node('Unsqueeze', [query, emitter.int64([2])]),
    emitter.node('Unsqueeze', [key, emitter.int64([1])]),
  ]);
}

function differentFeatures(query: number, key: number, input: number): Problem {
  return {
    code: 'attention-query-key',
    severity: 'error',
    message: `{layer} compares queries with keys, so both must have as many features, but the query has ${query} and {source} gives keys of ${key}. Give both the same number, for example with a Conv1D of kernel 1, or take MultiHeadAttention, which does so by itself.`,
    received: `${key} features`,
    expected: `${query} features`,
    input,
  };
}
