import { ok } from '../../result.ts';
import type { Shape } from '../../shape/tensor-type.ts';
import { counted } from '../counted.ts';
import { biasParameters, kernelParameters } from '../kernel-parameters.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { integer, number, optionalInteger } from '../parameter.ts';
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
import {
  callMultiHead,
  emitMultiHead,
  type MultiHead,
  multiHeadMultiplyAdds,
  multiHeadWeights,
} from './multi-head.ts';
import { emitSeenKeys, seenKeys } from './visibility.ts';

export const multiHeadAttention = defineLayer({
  type: 'MultiHeadAttention',
  title: 'MultiHeadAttention',
  category: 'sequence',
  icon: 'scan-eye',
  summary: 'Lets every step of a sequence look at others and take from them what it needs.',
  doc: `Every step makes a query, a key and a value of its features. Where a query is like a key, the step takes much of
that key's value: the shares add up to 1. Several heads do this side by side, each with its own idea of what matters,
and a last matrix joins what they found. In self-attention a sequence asks itself; in cross-attention another one,
such as the sentence to translate. "Causal" hides the future, which a network needs that writes word by word.`,
  formula:
    '\\text{head}_i = \\text{softmax}\\left(\\tfrac{Q_i K_i^\\top}{\\sqrt{d_k}}\\right) V_i, \\quad y = [\\text{head}_1 \\dots \\text{head}_h]\\, W^O',
  parameters: {
    numHeads: integer({
      label: 'Heads',
      help: 'How many heads look at the sequence side by side.',
      default: 8,
    }),
    keyDim: integer({
      label: 'Key size',
      help: 'Numbers in the query and the key of each head.',
      default: 64,
    }),
    valueDim: optionalInteger({
      label: 'Value size',
      help: 'Numbers in the value of each head.',
      default: null,
      automatic: 'Same as the key size',
      own: 64,
      advanced: true,
    }),
    outputShape: optionalInteger({
      label: 'Output size',
      help: 'Features of each step of the result.',
      default: null,
      automatic: 'Same as the query',
      own: 64,
      advanced: true,
    }),
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
    ...kernelParameters,
    ...biasParameters,
  },
  describe: ({ numHeads, keyDim, useCausalMask }) =>
    `${counted(numHeads, 'head')} of ${keyDim}${useCausalMask ? ', causal' : ''}`,
  ports: ({ sources, useAttentionMask, returnAttentionScores }) => ({
    inputs: [...sourcePorts(sources), ...(useAttentionMask ? [MASK_PORT] : [])],
    outputs: [
      { id: 'out', label: 'Output' },
      ...(returnAttentionScores ? [{ id: 'scores', label: 'Attention' }] : []),
    ],
  }),
  infer: (params, inputs) => {
    const sizes = checkSources(inputs, params.sources, params.useAttentionMask);
    if (!sizes.ok) return sizes;
    const { query, key } = sizes.value;
    const { numHeads, outputDim } = headOf(params, query.features);
    const output = { dtype: 'float32', shape: [null, query.steps, outputDim] } as const;
    const scores = { dtype: 'float32', shape: [null, numHeads, query.steps, key.steps] } as const;
    return ok(params.returnAttentionScores ? [output, scores] : [output]);
  },
  weights: (params, inputs) => {
    const { query, value, key } = assignSources(inputs, params.sources, params.useAttentionMask);
    const features = { query: width(query), value: width(value), key: width(key) };
    return multiHeadWeights(headOf(params, features.query), features, params);
  },
  multiplyAdds: (params, inputs) => {
    const { query, value, key } = assignSources(inputs, params.sources, params.useAttentionMask);
    const features = { query: width(query), value: width(value), key: width(key) };
    const steps = { queries: query.shape[1] ?? 1, keys: key.shape[1] ?? 1 };
    return multiHeadMultiplyAdds(headOf(params, features.query), features, steps);
  },
  call: (context, params, inputs, weight) => {
    const { mask, ...sources } = assignSources(inputs, params.sources, params.useAttentionMask);
    const head = headOf(params, width(sources.query));
    const seen = seenKeys(context.tf, mask, keyMasks(context.masks, params.sources));
    const { output, scores } = callMultiHead(context, head, sources, seen, weight);
    return params.returnAttentionScores ? [output, scores] : [output];
  },
  emitOnnx: (emitter, params, inputs, weight, masks) => {
    const { mask, ...sources } = assignSources(inputs, params.sources, params.useAttentionMask);
    const head = headOf(params, width(sources.query));
    const seen = emitSeenKeys(emitter, mask, keyMasks(masks, params.sources));
    const { output, scores } = emitMultiHead(emitter, head, sources, seen, weight);
    return params.returnAttentionScores ? [output, scores] : [output];
  },
  masking: PASSES_MASK,
  sight: () => 'everything',
  examples: [
    {
      title: 'A sequence asks itself',
      params: { numHeads: 2, keyDim: 3 },
      inputs: [{ dtype: 'float32', shape: [null, 4, 6] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 6] }],
      // Three projections of 6 to 2 × 3 with their biases, and one back.
      parameters: 3 * (6 * 6 + 6) + 6 * 6 + 6,
    },
    {
      title: 'Nobody looks at steps that a mask hides',
      params: { numHeads: 2, keyDim: 3 },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3], masked: true }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
    },
    {
      title: 'Masked value and key, beside a mask of one’s own',
      params: { numHeads: 1, keyDim: 2, sources: 'separate', useAttentionMask: true },
      inputs: [
        { dtype: 'float32', shape: [null, 3, 2], masked: true },
        { dtype: 'float32', shape: [null, 4, 2], masked: true },
        { dtype: 'float32', shape: [null, 4, 3], masked: true },
        { dtype: 'float32', shape: [null, 3, 4], below: 2 },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2] }],
    },
    {
      title: 'Another sequence, with values of another size',
      params: { numHeads: 2, keyDim: 3, valueDim: 4, outputShape: 5, sources: 'cross', useBias: false },
      inputs: [
        { dtype: 'float32', shape: [null, 3, 4] },
        { dtype: 'float32', shape: [null, 5, 2] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 3, 5] }],
      parameters: 4 * 6 + 2 * 6 + 2 * 8 + 8 * 5,
    },
    {
      title: 'Without the future, and with what was looked at',
      params: { numHeads: 2, keyDim: 2, useCausalMask: true, returnAttentionScores: true },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      outputs: [
        { dtype: 'float32', shape: [null, 4, 3] },
        { dtype: 'float32', shape: [null, 2, 4, 4] },
      ],
    },
    {
      title: 'Query, value and key apart, and a mask for the key',
      params: { numHeads: 1, keyDim: 4, sources: 'separate', useAttentionMask: true },
      inputs: [
        { dtype: 'float32', shape: [null, 3, 4] },
        { dtype: 'float32', shape: [null, 4, 2] },
        { dtype: 'float32', shape: [null, 4, 3] },
        { dtype: 'float32', shape: [null, 4], below: 2 },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 3, 4] }],
    },
    {
      title: 'A mask for every step, without the future',
      params: { numHeads: 2, keyDim: 2, dropout: 0.25, useCausalMask: true, useAttentionMask: true },
      inputs: [
        { dtype: 'float32', shape: [null, 4, 3] },
        { dtype: 'float32', shape: [null, 4, 4], below: 2 },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
    },
  ],
});

interface HeadParams {
  readonly numHeads: number;
  readonly keyDim: number;
  readonly valueDim: number | null;
  readonly outputShape: number | null;
  readonly useBias: boolean;
  readonly dropout: number;
  readonly useCausalMask: boolean;
}

function headOf(params: HeadParams, features: number): MultiHead {
  const { numHeads, keyDim, valueDim, outputShape, useBias, dropout, useCausalMask } = params;
  return {
    prefix: '',
    numHeads,
    keyDim,
    valueDim: valueDim ?? keyDim,
    outputDim: outputShape ?? features,
    useBias,
    dropout,
    causal: useCausalMask,
  };
}

function width({ shape }: { readonly shape: Shape }): number {
  return shape.at(-1) ?? 1;
}
