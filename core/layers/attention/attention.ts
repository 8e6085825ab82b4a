import type { OnnxEmitter } from '../../onnx/emitter.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import { defineLayer, type WeightData } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { choice, flag } from '../parameter.ts';
import {
  callScored,
  emitScored,
  emitSums,
  inferScored,
  scoredMultiplyAdds,
  scoredParameters,
  scoredPorts,
} from './scored-attention.ts';

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
    ...scoredParameters,
  },
  describe: ({ scoreMode, useCausalMask }) => `${scoreMode}${useCausalMask ? ', causal' : ''}`,
  ports: scoredPorts,
  infer: inferScored,
  weights: ({ useScale, scoreMode }) => [
    ...(useScale ? [learnedNumber('scale')] : []),
    ...(scoreMode === 'concat' ? [learnedNumber('concatScoreWeight')] : []),
  ],
  multiplyAdds: scoredMultiplyAdds,
  call: (context, params, inputs, weight) =>
    callScored(context, params, inputs, (query, key) => score(context.tf, params, query, key, weight)),
  emitOnnx: (emitter, params, inputs, weight, masks) => {
    const scored = (query: string, key: string) => emitScore(emitter, params, query, key, weight);
    return emitScored(emitter, params, inputs, scored, masks);
  },
  masking: PASSES_MASK,
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
      title: 'A masked sequence asks itself',
      params: { useScale: true },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3], masked: true }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
    },
    {
      title: 'A masked sentence looks at another, with a mask of its own',
      params: { sources: 'cross', useAttentionMask: true, returnAttentionScores: true },
      inputs: [
        { dtype: 'float32', shape: [null, 3, 2], masked: true },
        { dtype: 'float32', shape: [null, 4, 2], masked: true },
        { dtype: 'float32', shape: [null, 4], below: 2 },
      ],
      outputs: [
        { dtype: 'float32', shape: [null, 3, 2] },
        { dtype: 'float32', shape: [null, 3, 4] },
      ],
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
  const bent = emitter.node('Tanh', [scaled(emitSums(emitter, query, key))]);
  const total = emitter.node('ReduceSum', [bent, emitter.int64([-1])], { attributes: { keepdims: 0 } });
  return times(total, 'concatScoreWeight');
}
