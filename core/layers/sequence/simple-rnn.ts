import { counted } from '../counted.ts';
import { defineLayer } from '../layer.ts';
import { SIMPLE_CELL } from './recurrent-cell.ts';
import {
  callRecurrent,
  emitRecurrentLayer,
  inferRecurrent,
  RECURRENT_MASKING,
  recurrentMultiplyAdds,
  recurrentPorts,
} from './recurrent-layer.ts';
import {
  activationParameter,
  directionParameters,
  dropoutParameters,
  recurrentWeightParameters,
  returnSequencesParameter,
  returnStateParameter,
  unitsParameter,
} from './recurrent-parameters.ts';
import { recurrentWeights } from './recurrent-weights.ts';

export const simpleRnn = defineLayer({
  type: 'SimpleRNN',
  title: 'SimpleRNN',
  category: 'sequence',
  icon: 'repeat',
  summary: 'Reads a sequence step by step and remembers the last step.',
  doc: `At every step it mixes the step's numbers with what it remembers of the step before, bends the sum and remembers
that. It is the plainest recurrent layer and shows the idea; over more than some ten steps it forgets, because the
gradient fades on its way back. Take LSTM or GRU for longer sequences.`,
  formula: 'h_t = f(x_t W + h_{t-1} U + b)',
  parameters: {
    units: unitsParameter,
    returnSequences: returnSequencesParameter,
    activation: activationParameter,
    ...recurrentWeightParameters,
    ...dropoutParameters,
    returnState: returnStateParameter,
    ...directionParameters,
  },
  describe: ({ units, returnSequences }) =>
    `${counted(units, 'unit')}${returnSequences ? ', every step' : ''}`,
  ports: (params) => recurrentPorts(SIMPLE_CELL, params),
  infer: (params, inputs) => inferRecurrent(SIMPLE_CELL, params, inputs),
  weights: (params, [{ shape }]) => recurrentWeights(SIMPLE_CELL, params, shape[2] ?? 1),
  multiplyAdds: ({ units }, inputs) => recurrentMultiplyAdds(SIMPLE_CELL, units, inputs),
  call: (context, params, inputs, weight) => callRecurrent(context, SIMPLE_CELL, params, inputs, weight),
  emitOnnx: (emitter, params, inputs, weight, masks) =>
    emitRecurrentLayer(emitter, SIMPLE_CELL, params, inputs, weight, masks?.[0]),
  masking: RECURRENT_MASKING,
  sight: () => 'everything',
  examples: [
    {
      title: 'One answer for five steps',
      params: { units: 3 },
      inputs: [{ dtype: 'float32', shape: [null, 5, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3] }],
      parameters: 18,
    },
    {
      title: 'Steps that a mask hides are skipped',
      params: { units: 2 },
      inputs: [{ dtype: 'float32', shape: [null, 5, 2], masked: true }],
      outputs: [{ dtype: 'float32', shape: [null, 2] }],
    },
    {
      title: 'Every step of a masked sequence',
      params: { units: 3, returnSequences: true, returnState: true, initialState: true },
      inputs: [
        { dtype: 'float32', shape: [null, 4, 2], masked: true },
        { dtype: 'float32', shape: [null, 3] },
      ],
      outputs: [
        { dtype: 'float32', shape: [null, 4, 3] },
        { dtype: 'float32', shape: [null, 3] },
      ],
    },
    {
      title: 'An answer at every step, with dropout, without bias',
      params: { units: 3, returnSequences: true, useBias: false, dropout: 0.3, recurrentDropout: 0.3 },
      inputs: [{ dtype: 'float32', shape: [null, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      parameters: 15,
    },
    {
      title: 'Backwards from a given state, with a smooth ReLU',
      params: {
        units: 2,
        activation: 'softplus',
        returnSequences: true,
        returnState: true,
        goBackwards: true,
        initialState: true,
      },
      inputs: [
        { dtype: 'float32', shape: [null, 4, 3] },
        { dtype: 'float32', shape: [null, 2] },
      ],
      outputs: [
        { dtype: 'float32', shape: [null, 4, 2] },
        { dtype: 'float32', shape: [null, 2] },
      ],
      parameters: 12,
    },
  ],
});
