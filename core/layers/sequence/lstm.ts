import { counted } from '../counted.ts';
import { defineLayer, type Example } from '../layer.ts';
import { LSTM_CELL } from './recurrent-cell.ts';
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
  recurrentActivationParameter,
  recurrentWeightParameters,
  returnSequencesParameter,
  returnStateParameter,
  unitForgetBiasParameter,
  unitsParameter,
} from './recurrent-parameters.ts';
import { recurrentWeights } from './recurrent-weights.ts';

export const lstm = defineLayer({
  type: 'LSTM',
  title: 'LSTM',
  category: 'sequence',
  icon: 'repeat-2',
  summary: 'Reads a sequence step by step and learns what to remember for long.',
  doc: `Long short-term memory. Beside its output it keeps a cell state that flows from step to step almost unchanged.
Three gates, each a small layer of its own, learn what to write into it (input), what to erase (forget) and what to
show (output), so that the gradient reaches far back and the layer can link what lies a hundred steps apart. Stack
several by letting all but the last give every step.`,
  formula:
    '\\begin{aligned} i, f, o &= \\sigma(x_t W + h_{t-1} U + b) \\\\ c_t &= f \\odot c_{t-1} + i \\odot \\tanh(x_t W_c + h_{t-1} U_c + b_c) \\\\ h_t &= o \\odot \\tanh(c_t) \\end{aligned}',
  parameters: {
    units: unitsParameter,
    returnSequences: returnSequencesParameter,
    activation: activationParameter,
    recurrentActivation: recurrentActivationParameter,
    ...recurrentWeightParameters,
    unitForgetBias: unitForgetBiasParameter,
    ...dropoutParameters,
    returnState: returnStateParameter,
    ...directionParameters,
  },
  describe: ({ units, returnSequences }) =>
    `${counted(units, 'unit')}${returnSequences ? ', every step' : ''}`,
  ports: (params) => recurrentPorts(LSTM_CELL, params),
  infer: (params, inputs) => inferRecurrent(LSTM_CELL, params, inputs),
  weights: (params, [{ shape }]) => recurrentWeights(LSTM_CELL, params, shape[2] ?? 1),
  multiplyAdds: ({ units }, inputs) => recurrentMultiplyAdds(LSTM_CELL, units, inputs),
  call: (context, params, inputs, weight) => callRecurrent(context, LSTM_CELL, params, inputs, weight),
  emitOnnx: (emitter, params, inputs, weight, masks) =>
    emitRecurrentLayer(emitter, LSTM_CELL, params, inputs, weight, masks?.[0]),
  masking: RECURRENT_MASKING,
  sight: () => 'everything',
  examples: [
    {
      title: 'One answer for five steps',
      params: { units: 3 },
      inputs: [{ dtype: 'float32', shape: [null, 5, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3] }],
      parameters: 72,
    },
    {
      title: 'Steps that a mask hides are skipped',
      params: { units: 2 },
      inputs: [{ dtype: 'float32', shape: [null, 5, 2], masked: true }],
      outputs: [{ dtype: 'float32', shape: [null, 2] }],
    },
    {
      title: 'A masked sequence, every step of it, from an encoder’s states',
      params: {
        units: 2,
        returnSequences: true,
        returnState: true,
        initialState: true,
        recurrentDropout: 0.2,
      },
      inputs: [
        { dtype: 'float32', shape: [null, 4, 2], masked: true },
        { dtype: 'float32', shape: [null, 2] },
        { dtype: 'float32', shape: [null, 2] },
      ],
      outputs: [
        { dtype: 'float32', shape: [null, 4, 2] },
        { dtype: 'float32', shape: [null, 2] },
        { dtype: 'float32', shape: [null, 2] },
      ],
    },
    {
      title: 'A masked sequence backwards',
      params: { units: 2, returnSequences: true, returnState: true, goBackwards: true, initialState: true },
      inputs: [
        { dtype: 'float32', shape: [null, 4, 2], masked: true },
        { dtype: 'float32', shape: [null, 2] },
        { dtype: 'float32', shape: [null, 2] },
      ],
      outputs: [
        { dtype: 'float32', shape: [null, 4, 2] },
        { dtype: 'float32', shape: [null, 2] },
        { dtype: 'float32', shape: [null, 2] },
      ],
    },
    {
      title: 'An answer at every step, with dropout, without bias',
      params: { units: 2, returnSequences: true, useBias: false, dropout: 0.3, recurrentDropout: 0.3 },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 2] }],
      parameters: 40,
    },
    {
      title: 'Backwards, with gates of straight lines, and with its states',
      params: {
        units: 2,
        activation: 'softsign',
        recurrentActivation: 'hardSigmoid',
        returnSequences: true,
        returnState: true,
        goBackwards: true,
      },
      inputs: [{ dtype: 'float32', shape: [null, 3, 2] }],
      outputs: [
        { dtype: 'float32', shape: [null, 3, 2] },
        { dtype: 'float32', shape: [null, 2] },
        { dtype: 'float32', shape: [null, 2] },
      ],
      parameters: 40,
    },
    {
      title: 'A decoder that starts from an encoder’s states',
      params: { units: 2, initialState: true, returnState: true },
      inputs: [
        { dtype: 'float32', shape: [null, 3, 1] },
        { dtype: 'float32', shape: [null, 2] },
        { dtype: 'float32', shape: [null, 2] },
      ],
      outputs: [
        { dtype: 'float32', shape: [null, 2] },
        { dtype: 'float32', shape: [null, 2] },
        { dtype: 'float32', shape: [null, 2] },
      ],
      parameters: 32,
    },
    ...(['relu', 'elu', 'linear', 'sigmoid'] as const).map(
      (activation): Example<{ readonly units: number; readonly activation: typeof activation }> => ({
        title: `Memory bent by ${activation}`,
        params: { units: 2, activation },
        inputs: [{ dtype: 'float32', shape: [null, 3, 2] }],
        outputs: [{ dtype: 'float32', shape: [null, 2] }],
      }),
    ),
    {
      title: 'A single step from given states',
      params: { units: 2, returnSequences: true, initialState: true },
      inputs: [
        { dtype: 'float32', shape: [null, 1, 2] },
        { dtype: 'float32', shape: [null, 2] },
        { dtype: 'float32', shape: [null, 2] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 1, 2] }],
    },
  ],
});
