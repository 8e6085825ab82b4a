import { float32 } from '../../shape/tensor-type.ts';
import type { Impossible } from './impossible.ts';

const FLAT =
  '{layer} needs sequences (steps, features), but {source} gives 20. Add a Reshape to 20 × 1 before it.';

export const SEQUENCE_IMPOSSIBLE: readonly Impossible[] = [
  ...['SimpleRNN', 'LSTM', 'GRU', 'Bidirectional', 'PositionEmbedding', 'SinePositionEncoding'].map(
    (type) => ({
      type,
      inputs: [float32(null, 20)] as const,
      message: FLAT,
      remedies: ['Insert Reshape to 20 × 1'],
    }),
  ),
  {
    type: 'LSTM',
    params: { units: 8, initialState: true },
    inputs: [float32(null, 5, 2), float32(null, 8), float32(null, 16)],
    message:
      '{layer} remembers 8 numbers, but {source} gives 16 to start from. Start from a row of 8 numbers.',
    remedies: [],
  },
  {
    type: 'LSTM',
    params: { units: 8, initialState: true },
    inputs: [float32(null, 5, 2), float32(null, 16), float32(null, 16)],
    message:
      '{layer} remembers 8 numbers, but {source} gives 16 to start from. Set the units to 16, or start from a row of 8 numbers.',
    remedies: ['Set units to 16'],
  },
  {
    type: 'GRU',
    params: { units: 8, initialState: true },
    inputs: [float32(null, 5, 2), float32(null, 16)],
    message:
      '{layer} remembers 8 numbers, but {source} gives 16 to start from. Set the units to 16, or start from a row of 8 numbers.',
    remedies: ['Set units to 16'],
  },
  {
    type: 'SimpleRNN',
    params: { units: 4, initialState: true },
    inputs: [float32(null, 5, 2), float32(null, 5, 4)],
    message:
      '{layer} remembers 4 numbers, but {source} gives 5 × 4 to start from. Start from a row of 4 numbers.',
    remedies: [],
  },
  {
    type: 'ConvLSTM2D',
    inputs: [float32(null, 28, 28, 1)],
    message:
      '{layer} needs films (frames, height, width, channels), but {source} gives 28 × 28 × 1. Add a Reshape to 1 × 28 × 28 × 1 before it, for films of a single frame.',
    remedies: ['Insert Reshape to 1 × 28 × 28 × 1'],
  },
  {
    type: 'ConvLSTM2D',
    inputs: [float32(null, 10, 4)],
    message:
      '{layer} needs films (frames, height, width, channels), but {source} gives 10 × 4. Link it to a layer that gives films, or add a Reshape before it.',
    remedies: [],
  },
  {
    type: 'TimeDistributed',
    inputs: [float32(null, 12)],
    message:
      '{layer} takes a sequence apart into its steps, but {source} gives 12, which has none. Add a Reshape to 12 × 1 before it.',
    remedies: ['Insert Reshape to 12 × 1'],
  },
  {
    type: 'TimeDistributed',
    inputs: [float32(null)],
    message:
      '{layer} takes a sequence apart into its steps, but {source} gives 1, which has none. Link it to a layer that gives a sequence.',
    remedies: [],
  },
  {
    type: 'TimeDistributed',
    inputs: [float32(null, 3, 8, 8, 1)],
    message:
      '{layer} puts steps of 8 × 8 × 1 through Dense, which cannot be. Dense needs a flat row of numbers for each sample, but each step gives one with several dimensions. Add a Flatten before it.',
    remedies: ['Insert Flatten for every step'],
  },
  {
    type: 'TimeDistributed',
    params: { layer: { type: 'MaxPooling2D', poolSize: [9, 9] } },
    inputs: [float32(null, 3, 8, 8, 1)],
    message:
      '{layer} puts steps of 8 × 8 × 1 through MaxPooling2D, which cannot be. The 9 × 9 pooling window of MaxPooling2D is larger than the 8 × 8 image that each step gives. Set the padding to "same" or make the pooling window smaller.',
    remedies: ['Set padding to "same"', 'Make the pooling window 8 × 8'],
  },
  {
    type: 'Embedding',
    params: { maskZero: true },
    inputs: [float32(null, 3, 2)],
    message:
      '{layer} masks the steps of a sequence, but {source} gives 3 × 2 for each sample, which is no row of steps. Link it to a sequence of numbers, or switch "Mask zeros" off.',
    remedies: ['Switch "Mask zeros" off'],
  },
  {
    type: 'Bidirectional',
    params: { units: 4, initialState: true },
    inputs: [float32(null, 5, 3), float32(null, 6), float32(null, 6), float32(null, 6), float32(null, 6)],
    message:
      '{layer} remembers 4 numbers, but {source} gives 6 to start from. Set the units to 6, or start from a row of 4 numbers.',
    remedies: ['Set units to 6'],
  },
  {
    type: 'ConvLSTM2D',
    params: { filters: 2, padding: 'same', initialState: true },
    inputs: [float32(null, 2, 4, 4, 1), float32(null, 4, 4, 2), float32(null, 4, 4, 3)],
    message:
      '{layer} remembers images of 4 × 4 × 2, but {source} gives 4 × 4 × 3 to start from. Start from an image of 4 × 4 × 2, such as the state of a ConvLSTM2D with the same settings.',
    remedies: [],
  },
];
