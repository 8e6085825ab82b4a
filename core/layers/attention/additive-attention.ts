import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { flag } from '../parameter.ts';
import {
  callScored,
  emitScored,
  emitSums,
  inferScored,
  scoredMultiplyAdds,
  scoredParameters,
  scoredPorts,
} from './scored-attention.ts';

export const additiveAttention = defineLayer({
  type: 'AdditiveAttention',
  title: 'AdditiveAttention',
  category: 'sequence',
  icon: 'view',
  summary: 'Takes from each step what fits the query, by the bent sum of query and key.',
  doc: `The attention with which networks first translated whole sentences (Bahdanau 2014): query and key are added, bent
by tanh, and weighed by one learned number for each feature; softmax makes shares of the sums. It has no matrices of
its own: put Dense layers or recurrent layers before it. Attention takes the scalar product instead, which is quicker.`,
  formula: 's_{ij} = \\sum_k w_k \\tanh(q_{ik} + k_{jk}), \\quad y = \\text{softmax}(s)\\, V',
  parameters: {
    useScale: flag({
      label: 'Scale',
      help: 'Learns a number for each feature that says how much it counts.',
      default: true,
    }),
    ...scoredParameters,
  },
  describe: ({ useCausalMask }) => (useCausalMask ? 'causal' : ''),
  ports: scoredPorts,
  infer: inferScored,
  weights: ({ useScale }, [{ shape }]) =>
    useScale
      ? [
          {
            name: 'scale',
            shape: [shape.at(-1) ?? 1],
            initializer: { type: 'glorotUniform' },
            trainable: true,
          },
        ]
      : [],
  multiplyAdds: scoredMultiplyAdds,
  call: (context, params, inputs, weight) => {
    const { tf } = context;
    return callScored(context, params, inputs, (query, key) => {
      const bent = tf.tanh(tf.add(tf.expandDims(query, 2), tf.expandDims(key, 1)));
      return tf.sum(params.useScale ? tf.mul(bent, weight('scale')) : bent, -1);
    });
  },
  emitOnnx: (emitter, params, inputs, weight, masks) => {
    const scored = (query: string, key: string) => {
      const bent = emitter.node('Tanh', [emitSums(emitter, query, key)]);
      const scale = () => {
        const { shape, data } = weight('scale');
        return emitter.weight('scale', shape, data);
      };
      const weighed = params.useScale ? emitter.node('Mul', [bent, scale()]) : bent;
      return emitter.node('ReduceSum', [weighed, emitter.int64([-1])], { attributes: { keepdims: 0 } });
    };
    return emitScored(emitter, params, inputs, scored, masks);
  },
  masking: PASSES_MASK,
  sight: () => 'everything',
  examples: [
    {
      title: 'A decoder looks at an encoder',
      params: { sources: 'cross', returnAttentionScores: true },
      inputs: [
        { dtype: 'float32', shape: [null, 3, 4] },
        { dtype: 'float32', shape: [null, 5, 4] },
      ],
      outputs: [
        { dtype: 'float32', shape: [null, 3, 4] },
        { dtype: 'float32', shape: [null, 3, 5] },
      ],
      parameters: 4,
    },
    {
      title: 'Two masked sequences',
      params: { sources: 'cross' },
      inputs: [
        { dtype: 'float32', shape: [null, 3, 2], masked: true },
        { dtype: 'float32', shape: [null, 4, 2], masked: true },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2] }],
    },
    {
      title: 'By itself, without the future and without weights',
      params: { useScale: false, useCausalMask: true },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      parameters: 0,
    },
  ],
});
