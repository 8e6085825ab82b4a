import type { OnnxValue } from '../../onnx/emitter.ts';
import { fail, ok } from '../../result.ts';
import type { TensorType } from '../../shape/tensor-type.ts';
import { counted } from '../counted.ts';
import { defineLayer, type NonEmpty } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { flag } from '../parameter.ts';
import { assignSources, checkMask, checkSources, MASK_PORT, returnScoresParameter } from './head-sources.ts';
import { multiHeadMultiplyAdds } from './multi-head.ts';
import { checkHeads, transformerParameters } from './transformer-parameters.ts';
import {
  attentionWeights,
  blockHead,
  emittedParts,
  feedForwardWeights,
  type Parts,
  residual,
  tensorParts,
} from './transformer-parts.ts';
import { emitSeenKeys, seenKeys } from './visibility.ts';

export const transformerDecoder = defineLayer({
  type: 'TransformerDecoder',
  title: 'TransformerDecoder',
  category: 'sequence',
  icon: 'layers-arrow-up',
  summary: 'A block that writes: it sees what is written so far, and what an encoder read.',
  doc: `First every step looks at itself and the steps before it, then at the encoder's sequence, then a small network of
two Dense layers works on each step by itself. What each part finds is added to what went in, and normalized. Stacked,
such blocks translate: the encoder reads the one language, the decoder writes the other, word by word. Without an
encoder it is the block of GPT.`,
  formula:
    'a = \\text{LN}(x + \\text{Self}(x)), \\quad h = \\text{LN}(a + \\text{Cross}(a, e)), \\quad y = \\text{LN}(h + W_2\\, f(W_1 h + b_1) + b_2)',
  parameters: {
    ...transformerParameters,
    crossAttention: flag({
      label: 'Encoder',
      help: 'Has an input for the sequence that an encoder read, and looks at it.',
      default: true,
    }),
    useCausalMask: flag({
      label: 'Causal',
      help: 'Every step sees only itself and earlier ones, as a text that is still being written.',
      default: true,
    }),
    useAttentionMask: flag({
      label: 'Mask input',
      help: "Adds an input of ones and zeros for the encoder's steps; where it is 0 nobody looks.",
      default: false,
      advanced: true,
    }),
    returnAttentionScores: returnScoresParameter,
  },
  describe: ({ numHeads, intermediateDim }) =>
    `${counted(numHeads, 'head')}, ${counted(intermediateDim, 'unit')}`,
  ports: (params) => ({
    inputs: [
      { id: 'in', label: 'Input' },
      ...(params.crossAttention ? [{ id: 'encoder', label: 'Encoder' }] : []),
      ...(hasMask(params) ? [MASK_PORT] : []),
    ],
    outputs: [
      { id: 'out', label: 'Output' },
      ...(params.returnAttentionScores ? [{ id: 'scores', label: 'Attention to itself' }] : []),
      ...(params.returnAttentionScores && params.crossAttention
        ? [{ id: 'crossScores', label: 'Attention to the encoder' }]
        : []),
    ],
  }),
  infer: (params, inputs) => {
    const sizes = checkSources(inputs, params.crossAttention ? 'cross' : 'self', false);
    if (!sizes.ok) return sizes;
    const { query, key } = sizes.value;
    const mask = hasMask(params) ? inputs[2] : undefined;
    const problem =
      checkHeads(params.numHeads, query.features) ?? (mask && checkMask(mask, 2, query.steps, key.steps));
    if (problem) return fail([problem]);
    const scores = (steps: number): TensorType => ({
      dtype: 'float32',
      shape: [null, params.numHeads, query.steps, steps],
    });
    const output: TensorType = { dtype: 'float32', shape: [null, query.steps, query.features] };
    if (!params.returnAttentionScores) return ok([output]);
    return ok([output, scores(query.steps), ...(params.crossAttention ? [scores(key.steps)] : [])]);
  },
  weights: (params, inputs) => {
    const { query, value } = assignSources(inputs, params.crossAttention ? 'cross' : 'self', false);
    const features = query.shape.at(-1) ?? 1;
    const cross = attentionWeights(params, 'cross', features, value.shape.at(-1) ?? 1);
    return [
      ...attentionWeights(params, 'self', features, features),
      ...(params.crossAttention ? cross : []),
      ...feedForwardWeights(params, features),
    ];
  },
  multiplyAdds: (params, inputs) => {
    const { query, value } = assignSources(inputs, params.crossAttention ? 'cross' : 'self', false);
    const [, queries, width] = query.shape;
    const [, keys, sourceWidth] = value.shape;
    const features = width ?? 1;
    const steps = queries ?? 1;
    const cost = (source: number, sourceSteps: number) =>
      multiHeadMultiplyAdds(
        blockHead(params, 'self', features),
        { query: features, key: source, value: source },
        { queries: steps, keys: sourceSteps },
      );
    return (
      cost(features, steps) +
      (params.crossAttention ? cost(sourceWidth ?? 1, keys ?? 1) : 0) +
      2 * steps * features * params.intermediateDim
    );
  },
  call: (context, params, inputs, weight) => {
    const [own, theirs] = context.masks ?? [];
    const seen = seenKeys(context.tf, inputs[2], theirs ? [theirs] : []);
    return decode(tensorParts(context, params, weight), params, inputs, { own, encoder: seen });
  },
  emitOnnx: (emitter, params, [input, ...others], weight, masks) => {
    const [own, theirs] = masks ?? [];
    const laidOut = others.map((value) => emitter.asIs(value));
    const seen = emitSeenKeys(emitter, laidOut[1], theirs ? [theirs] : []);
    const sources: NonEmpty<OnnxValue> = [emitter.asIs(input), ...laidOut];
    return decode(emittedParts(emitter, params, weight), params, sources, { own, encoder: seen });
  },
  masking: PASSES_MASK,
  sight: () => 'everything',
  examples: [
    {
      title: 'With an encoder of other size',
      params: { numHeads: 2, intermediateDim: 5, activation: 'gelu' },
      inputs: [
        { dtype: 'float32', shape: [null, 3, 4] },
        { dtype: 'float32', shape: [null, 5, 6] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 3, 4] }],
      // Two attentions, of itself and of 6 features; two Dense layers; three normalizations.
      parameters: 4 * 20 + (2 * 20 + 2 * (6 * 4 + 4)) + (4 * 5 + 5) + (5 * 4 + 4) + 3 * 8,
    },
    {
      title: 'Masked steps of the decoder and of the encoder are not looked at',
      params: { numHeads: 2, intermediateDim: 3, activation: 'tanh', useCausalMask: false },
      inputs: [
        { dtype: 'float32', shape: [null, 3, 4], masked: true },
        { dtype: 'float32', shape: [null, 4, 2], masked: true },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 3, 4] }],
    },
    {
      title: 'As in GPT: alone, normalized first',
      params: {
        numHeads: 1,
        intermediateDim: 6,
        crossAttention: false,
        normalizeFirst: true,
        activation: 'gelu',
        returnAttentionScores: true,
      },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      outputs: [
        { dtype: 'float32', shape: [null, 4, 3] },
        { dtype: 'float32', shape: [null, 1, 4, 4] },
      ],
    },
    {
      title: 'With a mask for the encoder and what was looked at',
      params: {
        numHeads: 2,
        intermediateDim: 4,
        useAttentionMask: true,
        returnAttentionScores: true,
        activation: 'tanh',
      },
      inputs: [
        { dtype: 'float32', shape: [null, 2, 4] },
        { dtype: 'float32', shape: [null, 3, 4] },
        { dtype: 'float32', shape: [null, 3], below: 2 },
      ],
      outputs: [
        { dtype: 'float32', shape: [null, 2, 4] },
        { dtype: 'float32', shape: [null, 2, 2, 2] },
        { dtype: 'float32', shape: [null, 2, 2, 3] },
      ],
    },
  ],
});

interface DecoderParams {
  readonly normalizeFirst: boolean;
  readonly crossAttention: boolean;
  readonly useCausalMask: boolean;
  readonly useAttentionMask: boolean;
  readonly returnAttentionScores: boolean;
}

function hasMask({ crossAttention, useAttentionMask }: DecoderParams): boolean {
  return crossAttention && useAttentionMask;
}

function decode<T>(
  parts: Parts<T>,
  params: DecoderParams,
  [input, encoder]: NonEmpty<T>,
  /** Who is seen among the decoder's own steps, and among the encoder's. */
  masks: { readonly own: T | undefined; readonly encoder: T | undefined },
): T[] {
  const { normalizeFirst, useCausalMask, returnAttentionScores } = params;
  const scores: T[] = [];
  let x = residual(parts, 'self', normalizeFirst, input, (x) => {
    const attended = parts.attend('self', x, x, useCausalMask, masks.own);
    scores.push(attended.scores);
    return attended.output;
  });
  if (encoder !== undefined) {
    x = residual(parts, 'cross', normalizeFirst, x, (x) => {
      const attended = parts.attend('cross', x, encoder, false, masks.encoder);
      scores.push(attended.scores);
      return attended.output;
    });
  }
  const output = residual(parts, 'feedforward', normalizeFirst, x, (x) => parts.feedForward(x));
  return returnAttentionScores ? [output, ...scores] : [output];
}
