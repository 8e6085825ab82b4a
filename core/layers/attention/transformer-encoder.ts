import { fail, ok } from '../../result.ts';
import type { TensorType } from '../../shape/tensor-type.ts';
import { counted } from '../counted.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { needsSequence } from '../sequence-input.ts';
import { checkMask, keyMasks, MASK_PORT, maskParameters, returnScoresParameter } from './head-sources.ts';
import { multiHeadMultiplyAdds } from './multi-head.ts';
import { checkHeads, transformerParameters } from './transformer-parameters.ts';
import {
  type Attended,
  attentionWeights,
  blockHead,
  emittedParts,
  feedForwardWeights,
  type Parts,
  residual,
  tensorParts,
} from './transformer-parts.ts';
import { emitSeenKeys, seenKeys } from './visibility.ts';

export const transformerEncoder = defineLayer({
  type: 'TransformerEncoder',
  title: 'TransformerEncoder',
  category: 'sequence',
  icon: 'layers',
  summary: 'A block of self-attention and a feed-forward network for every step.',
  doc: `First every step looks at all steps of the sequence (MultiHeadAttention), then a small network of two Dense layers
works on each step by itself. What each part finds is added to what went in, and normalized. The shape stays as it is,
so blocks can be stacked: BERT has twelve, a Vision Transformer reads images with them. Steps have no order for it;
add a position embedding before the first one. "Causal" hides the future and makes it the block of GPT.`,
  formula: 'h = \\text{LN}(x + \\text{MultiHead}(x)), \\quad y = \\text{LN}(h + W_2\\, f(W_1 h + b_1) + b_2)',
  parameters: { ...transformerParameters, ...maskParameters, returnAttentionScores: returnScoresParameter },
  describe: ({ numHeads, intermediateDim }) =>
    `${counted(numHeads, 'head')}, ${counted(intermediateDim, 'unit')}`,
  ports: ({ useAttentionMask, returnAttentionScores }) => ({
    inputs: [{ id: 'in', label: 'Input' }, ...(useAttentionMask ? [MASK_PORT] : [])],
    outputs: [
      { id: 'out', label: 'Output' },
      ...(returnAttentionScores ? [{ id: 'scores', label: 'Attention' }] : []),
    ],
  }),
  infer: ({ numHeads, useAttentionMask, returnAttentionScores }, [input, mask]) => {
    const size = needsSequence(input);
    if (!size.ok) return size;
    const { steps, features } = size.value;
    const problem =
      checkHeads(numHeads, features) ??
      (useAttentionMask && mask ? checkMask(mask, 1, steps, steps) : undefined);
    if (problem) return fail([problem]);
    const output: TensorType = { dtype: 'float32', shape: [null, steps, features] };
    const scores: TensorType = { dtype: 'float32', shape: [null, numHeads, steps, steps] };
    return ok(returnAttentionScores ? [output, scores] : [output]);
  },
  weights: (params, [{ shape }]) => {
    const features = shape.at(-1) ?? 1;
    return [...attentionWeights(params, 'self', features, features), ...feedForwardWeights(params, features)];
  },
  multiplyAdds: (params, [{ shape }]) => {
    const [, steps, width] = shape;
    const queries = steps ?? 1;
    const features = width ?? 1;
    const widths = { query: features, key: features, value: features };
    const head = blockHead(params, 'self', features);
    return (
      multiHeadMultiplyAdds(head, widths, { queries, keys: queries }) +
      2 * queries * features * params.intermediateDim
    );
  },
  call: (context, params, [input, mask], weight) => {
    const seen = seenKeys(context.tf, mask, keyMasks(context.masks, 'self'));
    return wanted(params, encode(tensorParts(context, params, weight), params, input, seen));
  },
  emitOnnx: (emitter, params, [input, mask], weight, masks) => {
    const seen = emitSeenKeys(emitter, mask, keyMasks(masks, 'self'));
    return wanted(params, encode(emittedParts(emitter, params, weight), params, emitter.asIs(input), seen));
  },
  masking: PASSES_MASK,
  sight: () => 'everything',
  examples: [
    {
      title: 'Two heads',
      params: { numHeads: 2, intermediateDim: 5 },
      inputs: [{ dtype: 'float32', shape: [null, 3, 4] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 4] }],
      // Four matrices and biases of attention, two Dense layers, two normalizations.
      parameters: 4 * (4 * 4 + 4) + (4 * 5 + 5) + (5 * 4 + 4) + 2 * 8,
    },
    {
      title: 'Nobody looks at steps that a mask hides',
      params: { numHeads: 2, intermediateDim: 3, activation: 'tanh' },
      inputs: [{ dtype: 'float32', shape: [null, 4, 4], masked: true }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 4] }],
    },
    {
      title: 'Normalized first, with GELU and what was looked at',
      params: {
        numHeads: 3,
        intermediateDim: 4,
        normalizeFirst: true,
        activation: 'gelu',
        returnAttentionScores: true,
      },
      inputs: [{ dtype: 'float32', shape: [null, 4, 6] }],
      outputs: [
        { dtype: 'float32', shape: [null, 4, 6] },
        { dtype: 'float32', shape: [null, 3, 4, 4] },
      ],
    },
    {
      title: 'As in GPT: without the future, with a mask and dropout',
      params: {
        numHeads: 2,
        intermediateDim: 4,
        dropout: 0.2,
        useCausalMask: true,
        useAttentionMask: true,
        activation: 'tanh',
      },
      inputs: [
        { dtype: 'float32', shape: [null, 6, 4] },
        { dtype: 'float32', shape: [null, 6], below: 2 },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 6, 4] }],
    },
  ],
});

interface EncoderParams {
  readonly normalizeFirst: boolean;
  readonly useCausalMask: boolean;
  readonly returnAttentionScores: boolean;
}

function encode<T>(
  parts: Parts<T>,
  { normalizeFirst, useCausalMask }: EncoderParams,
  input: T,
  mask: T | undefined,
): Attended<T> {
  let scores = input;
  const seen = residual(parts, 'self', normalizeFirst, input, (x) => {
    const attended = parts.attend('self', x, x, useCausalMask, mask);
    scores = attended.scores;
    return attended.output;
  });
  const output = residual(parts, 'feedforward', normalizeFirst, seen, (x) => parts.feedForward(x));
  return { output, scores };
}

function wanted<T>({ returnAttentionScores }: EncoderParams, { output, scores }: Attended<T>): T[] {
  return returnAttentionScores ? [output, scores] : [output];
}
