import { float32 } from '../../shape/tensor-type.ts';
import { describeImpossible } from '../../testing/impossible.ts';

const FLAT =
  '{layer} needs sequences (steps, features), but {source} gives 20. Add a Reshape to 20 × 1 before it.';

describeImpossible([
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
]);
