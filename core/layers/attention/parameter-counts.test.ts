/** Numbers of parameters, as published or as PyTorch's modules of the same sizes have them. */
import { expect, it } from 'vitest';
import { weightSize } from '../../model/weight.ts';
import { float32, type TensorType } from '../../shape/tensor-type.ts';
import type { LayerDefinition, NonEmpty } from '../layer.ts';
import { defaultParams } from '../parameter.ts';
import { multiHeadAttention } from './multi-head-attention.ts';
import { transformerDecoder } from './transformer-decoder.ts';
import { transformerEncoder } from './transformer-encoder.ts';

interface Counted {
  readonly title: string;
  readonly layer: LayerDefinition;
  readonly params: Readonly<Record<string, unknown>>;
  readonly inputs: NonEmpty<TensorType>;
  readonly parameters: number;
}

const COUNTED: readonly Counted[] = [
  {
    title: 'the attention of BERT base',
    layer: multiHeadAttention,
    params: { numHeads: 12, keyDim: 64 },
    inputs: [float32(null, 512, 768)],
    parameters: 2_362_368,
  },
  {
    title: 'a block of BERT base',
    layer: transformerEncoder,
    params: { numHeads: 12, intermediateDim: 3072, activation: 'gelu' },
    inputs: [float32(null, 512, 768)],
    parameters: 7_087_872,
  },
  {
    title: 'an encoder of the first transformer',
    layer: transformerEncoder,
    params: { numHeads: 8, intermediateDim: 2048 },
    inputs: [float32(null, 100, 512)],
    parameters: 3_152_384,
  },
  {
    title: 'a decoder of the first transformer',
    layer: transformerDecoder,
    params: { numHeads: 8, intermediateDim: 2048 },
    inputs: [float32(null, 100, 512), float32(null, 90, 512)],
    parameters: 4_204_032,
  },
];

it.each(COUNTED)('$title has $parameters parameters', ({ layer, params, inputs, parameters }) => {
  const weights = layer.weights({ ...defaultParams(layer.parameters), ...params }, inputs);
  expect(weights.reduce((sum, weight) => sum + weightSize(weight), 0)).toBe(parameters);
});
