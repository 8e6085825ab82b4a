import { float32 } from '../../shape/tensor-type.ts';
import { describeImpossible } from '../../testing/impossible.ts';

describeImpossible([
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
]);
