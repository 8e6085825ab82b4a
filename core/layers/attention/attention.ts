import type { Problem } from '../../issues/issue.ts';
import type { OnnxEmitter } from '../../onnx/emitter.ts';
import { fail, ok } from '../../result.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import { defineLayer, type WeightData } from '../layer.ts';
import { dropValues } from '../normalization/drop-values.ts';
import { choice, flag, number } from '../parameter.ts';
import {
  assignSources,
  checkSources,
  MASK_PORT,
  maskParameters,
  returnScoresParameter,
  sourcePorts,
  sourcesParameter,
} from './head-sources.ts';
import { emitHideScores, hideScores } from './visibility.ts';

export const attention = defineLayer({
  type: 'Attention',
  title: 'Attention',
  category: 'sequence',
  icon: 'eye',
  summary: 'Takes from each step of a sequence as much as its key is like the query.',
  doc: `The scalar product of a query and a key says how alike they are (Luong 2015); softmax makes shares of it, and the
result is the mean of the values by these shares. Unlike MultiHeadAttention it has no matrices of its own: put Dense
layers or a recurrent layer before it. With the score "concat" it adds query and key and bends the sum with tanh.
Between an LSTM that reads and one that writes, it finds the words that matter for the next one.`,
  formula: 'y = \\text{softmax}(s \\cdot Q K^\\top)\\, V',
  parameters: {
    sources: sourcesParameter,
    useScale: flag({
      label: 'Scale',
      help: 'Learns one number that the scores are multiplied with.',
      default: false,
    }),
    scoreMode: choice({
      label: 'Score',
      help: 'How alike a query and a key are.',
      default: 'dot',
      options: { dot: 'Dot: scalar product', concat: 'Concat: sum, bent by tanh' },
    }),
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
  },
  describe: ({ scoreMode, useCausalMask }) => `${scoreMode}${useCausalMask ? ', causal' : ''}`,
  ports: ({ sources, useAttentionMask, returnAttentionScores }) => ({
    inputs: [...sourcePorts(sources), ...(useAttentionMask ? [MASK_PORT] : [])],
    outputs: [
      { id: 'out', label: 'Output' },
      ...(returnAttentionScores ? [{ id: 'scores', label: 'Attention' }] : []),
    ],
  }),
  infer: ({ sources, useAttentionMask, returnAttentionScores }, inputs) => {
    const sizes = checkSources(inputs, sources, useAttentionMask);
    if (!sizes.ok) return sizes;
    const { query, value, key } = sizes.value;
    if (query.features !== key.features) {
      return fail([differentFeatures(query.features, key.features, sources === 'separate' ? 2 : 1)]);
    }
    const output = { dtype: 'float32', shape: [null, query.steps, value.features] } as const;
    const scores = { dtype: 'float32', shape: [null, query.steps, key.steps] } as const;
    return ok(returnAttentionScores ? [output, scores] : [output]);
  },
  weights: ({ useScale, scoreMode }) => [
    ...(useScale ? [learnedNumber('scale')] : []),
    ...(scoreMode === 'concat' ? [learnedNumber('concatScoreWeight')] : []),
  ],
  multiplyAdds: ({ sources }, inputs) => {
    const { query, value } = assignSources(inputs, sources, false);
    const [, queries, features] = query.shape;
    const [, keys, valueFeatures] = value.shape;
    return (queries ?? 1) * (keys ?? 1) * ((features ?? 1) + (valueFeatures ?? 1));
  },
  call: (context, params, inputs, weight) => {
    const { tf } = context;
    const { query, key, value, mask } = assignSources(inputs, params.sources, params.useAttentionMask);
    const likeness = score(tf, params, query, key, weight);
    const [batch = 1, queries = 1, keys = 1] = likeness.shape;
    const visibility = { causal: params.useCausalMask, queries, keys };
    const byHead = tf.reshape(likeness, [batch, 1, queries, keys]);
    const seen = tf.reshape(hideScores(tf, byHead, visibility, mask), [batch, queries, keys]);
    const scores = tf.softmax(seen);
    const output = tf.matMul(dropValues(context, params.dropout, scores), value);
    return params.returnAttentionScores ? [output, scores] : [output];
  },
  emitOnnx: (emitter, params, inputs, weight) => {
    const { query, key, value, mask } = assignSources(
      inputs.map((input) => emitter.asIs(input)) as unknown as typeof inputs,
      params.sources,
      params.useAttentionMask,
    );
    const [, queries] = query.shape;
    const [, keys] = key.shape;
    const likeness = emitScore(emitter, params, query.name, key.name, weight);
    const visibility = { causal: params.useCausalMask, queries: queries ?? 1, keys: keys ?? 1 };
    const hidden = params.useCausalMask || mask !== undefined;
    const byHead = hidden ? emitter.node('Unsqueeze', [likeness, emitter.int64([1])]) : likeness;
    const masked = emitHideScores(emitter, byHead, visibility, mask);
    const seen = hidden ? emitter.node('Squeeze', [masked, emitter.int64([1])]) : masked;
    const scores = emitter.node('Softmax', [seen], { name: 'scores', attributes: { axis: -1 } });
    const name = emitter.node('MatMul', [scores, value.name]);
    const output = { name, shape: [null, queries ?? 1, value.shape[2] ?? 1], layout: 'as-is' } as const;
    const shares = { name: scores, shape: [null, queries ?? 1, keys ?? 1], layout: 'as-is' } as const;
    return params.returnAttentionScores ? [output, shares] : [output];
  },
  sight: () => 'everything',
  examples: [
    {
      title: 'A decoder looks at an encoder',
      params: { sources: 'cross' },
      inputs: [
        { dtype: 'float32', shape: [null, 3, 4] },
        { dtype: 'float32', shape: [null, 5, 4] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 3, 4] }],
      parameters: 0,
    },
    {
      title: 'With a learned scale, without the future',
      params: { useScale: true, useCausalMask: true, returnAttentionScores: true },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      outputs: [
        { dtype: 'float32', shape: [null, 4, 3] },
        { dtype: 'float32', shape: [null, 4, 4] },
      ],
      parameters: 1,
    },
    {
      title: 'By the sum of query and key, with a mask',
      params: {
        sources: 'separate',
        scoreMode: 'concat',
        useScale: true,
        useAttentionMask: true,
        dropout: 0.2,
      },
      inputs: [
        { dtype: 'float32', shape: [null, 2, 3] },
        { dtype: 'float32', shape: [null, 4, 5] },
        { dtype: 'float32', shape: [null, 4, 3] },
        { dtype: 'float32', shape: [null, 4], below: 2 },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 2, 5] }],
      parameters: 2,
    },
  ],
});

function learnedNumber(name: string) {
  return { name, shape: [], initializer: { type: 'ones' }, trainable: true } as const;
}

interface ScoreParams {
  readonly useScale: boolean;
  readonly scoreMode: 'dot' | 'concat';
}

/** Batch × queries × keys. */
function score(
  tf: TensorFlow,
  { useScale, scoreMode }: ScoreParams,
  query: Tensor,
  key: Tensor,
  weight: (name: string) => Tensor,
): Tensor {
  const scaled = (x: Tensor) => (useScale ? tf.mul(x, weight('scale')) : x);
  if (scoreMode === 'dot') return scaled(tf.matMul(query, key, false, true));
  const sum = tf.add(tf.expandDims(query, 2), tf.expandDims(key, 1));
  return tf.mul(tf.sum(tf.tanh(scaled(sum)), -1), weight('concatScoreWeight'));
}

function emitScore(
  emitter: OnnxEmitter,
  { useScale, scoreMode }: ScoreParams,
  query: string,
  key: string,
  weight: (name: string) => WeightData,
): string {
  const times = (x: string, name: string) =>
    emitter.node('Mul', [x, emitter.weight(name, [], weight(name).data)]);
  const scaled = (x: string) => (useScale ? times(x, 'scale') : x);
  if (scoreMode === 'dot') {
    const turned = emitter.node('Transpose', [key], { attributes: { perm: [0, 2, 1] } });
    return scaled(emitter.node('MatMul', [query, turned], { name: 'likeness' }));
  }
  const sum = emitter.node('Add', [
    emitter.node('Unsqueeze', [query, emitter.int64([2])]),
    emitter.node('Unsqueeze', [key, emitter.int64([1])]),
  ]);
  const bent = emitter.node('Tanh', [scaled(sum)]);
  const total = emitter.node('ReduceSum', [bent, emitter.int64([-1])], { attributes: { keepdims: 0 } });
  return times(total, 'concatScoreWeight');
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
