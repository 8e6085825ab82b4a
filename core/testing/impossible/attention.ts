import { float32 } from '../../shape/tensor-type.ts';
import type { Impossible } from './impossible.ts';

export const ATTENTION_IMPOSSIBLE: readonly Impossible[] = [
  {
    type: 'MultiHeadAttention',
    inputs: [float32(null, 20)],
    message:
      '{layer} needs sequences (steps, features), but {source} gives 20. Add a Reshape to 20 × 1 before it.',
    remedies: ['Insert Reshape to 20 × 1'],
  },
  {
    type: 'MultiHeadAttention',
    params: { sources: 'cross' },
    inputs: [float32(null, 5, 4), float32(null, 20)],
    message:
      '{layer} needs sequences (steps, features), but {source} gives 20. Add a Reshape to 20 × 1 before it.',
    remedies: ['Insert Reshape to 20 × 1'],
  },
  {
    type: 'MultiHeadAttention',
    params: { sources: 'separate' },
    inputs: [float32(null, 5, 4), float32(null, 6, 4), float32(null, 7, 4)],
    message:
      '{layer} finds a value by its key, so both must have as many steps, but the value has 6 and {source}, which is the key, has 7. Link both to sequences of one length, or choose "cross" to take one for both.',
    remedies: [],
  },
  {
    type: 'MultiHeadAttention',
    params: { useAttentionMask: true },
    inputs: [float32(null, 5, 4), float32(null, 6)],
    message:
      'The mask of {layer} says who is seen with 5 numbers, one for each step of the key, or with 5 × 5, but {source} gives 6. Link an Input of one of these shapes, or switch the mask input off.',
    remedies: ['Switch the mask input off'],
  },
  {
    type: 'TransformerEncoder',
    inputs: [float32(null, 5, 3)],
    message:
      '{layer} shares the features of a step between 4 heads, but {source} gives only 3. Use fewer heads, or give each step more features with an Embedding or a Dense.',
    remedies: ['Use 3 heads'],
  },
  {
    type: 'TransformerEncoder',
    params: { useAttentionMask: true },
    inputs: [float32(null, 5, 8), float32(null, 4, 5)],
    message:
      'The mask of {layer} says who is seen with 5 numbers, one for each step of the key, or with 5 × 5, but {source} gives 4 × 5. Link an Input of one of these shapes, or switch the mask input off.',
    remedies: ['Switch the mask input off'],
  },
  {
    type: 'TransformerEncoder',
    params: { numHeads: 1 },
    inputs: [float32(null, 20)],
    message:
      '{layer} needs sequences (steps, features), but {source} gives 20. Add a Reshape to 20 × 1 before it.',
    remedies: ['Insert Reshape to 20 × 1'],
  },
  {
    type: 'TransformerDecoder',
    inputs: [float32(null, 5, 1), float32(null, 6, 8)],
    message:
      '{layer} shares the features of a step between 4 heads, but {source} gives only 1. Use fewer heads, or give each step more features with an Embedding or a Dense.',
    remedies: ['Use 1 head'],
  },
  {
    type: 'TransformerDecoder',
    inputs: [float32(null, 5, 8), float32(null, 6)],
    message:
      '{layer} needs sequences (steps, features), but {source} gives 6. Add a Reshape to 6 × 1 before it.',
    remedies: ['Insert Reshape to 6 × 1'],
  },
  {
    type: 'TransformerDecoder',
    params: { useAttentionMask: true },
    inputs: [float32(null, 5, 8), float32(null, 6, 8), float32(null, 5)],
    message:
      'The mask of {layer} says who is seen with 6 numbers, one for each step of the key, or with 5 × 6, but {source} gives 5. Link an Input of one of these shapes, or switch the mask input off.',
    remedies: ['Switch the mask input off'],
  },
  {
    type: 'Attention',
    params: { sources: 'cross' },
    inputs: [float32(null, 5, 8), float32(null, 6, 4)],
    message:
      '{layer} compares queries with keys, so both must have as many features, but the query has 8 and {source} gives keys of 4. Give both the same number, for example with a Conv1D of kernel 1, or take MultiHeadAttention, which does so by itself.',
    remedies: [],
  },
  {
    type: 'AdditiveAttention',
    inputs: [float32(null, 20)],
    message:
      '{layer} needs sequences (steps, features), but {source} gives 20. Add a Reshape to 20 × 1 before it.',
    remedies: ['Insert Reshape to 20 × 1'],
  },
];
