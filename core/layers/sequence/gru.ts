import { counted } from '../counted.ts';
import { defineLayer } from '../layer.ts';
import { flag } from '../parameter.ts';
import { gruCell } from './recurrent-cell.ts';
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
  unitsParameter,
} from './recurrent-parameters.ts';
import { recurrentWeights } from './recurrent-weights.ts';

export const gru = defineLayer({
  type: 'GRU',
  title: 'GRU',
  category: 'sequence',
  icon: 'refresh-cw',
  summary: 'Reads a sequence step by step, with a lighter memory than LSTM.',
  doc: `The gated recurrent unit has two gates: one learns how much of the memory to replace (update), one how much of it
to look at (reset). It remembers nearly as long as an LSTM with a quarter fewer weights, and is a good first choice for
sequences of moderate length.`,
  formula:
    '\\begin{aligned} z, r &= \\sigma(x_t W + h_{t-1} U + b) \\\\ \\tilde h &= \\tanh(x_t W_h + r \\odot (h_{t-1} U_h + b_u) + b_h) \\\\ h_t &= z \\odot h_{t-1} + (1 - z) \\odot \\tilde h \\end{aligned}',
  parameters: {
    units: unitsParameter,
    returnSequences: returnSequencesParameter,
    activation: activationParameter,
    recurrentActivation: recurrentActivationParameter,
    resetAfter: flag({
      label: 'Reset after the product',
      help: 'Where the reset gate acts: behind the recurrent product, as on graphics cards, or before it, as first published.',
      default: true,
      advanced: true,
    }),
    ...recurrentWeightParameters,
    ...dropoutParameters,
    returnState: returnStateParameter,
    ...directionParameters,
  },
  describe: ({ units, returnSequences }) =>
    `${counted(units, 'unit')}${returnSequences ? ', every step' : ''}`,
  ports: (params) => recurrentPorts(gruCell(params.resetAfter), params),
  infer: (params, inputs) => inferRecurrent(gruCell(params.resetAfter), params, inputs),
  weights: (params, [{ shape }]) => recurrentWeights(gruCell(params.resetAfter), params, shape[2] ?? 1),
  multiplyAdds: ({ units, resetAfter }, inputs) => recurrentMultiplyAdds(gruCell(resetAfter), units, inputs),
  call: (context, params, inputs, weight) =>
    callRecurrent(context, gruCell(params.resetAfter), params, inputs, weight),
  emitOnnx: (emitter, params, inputs, weight, masks) =>
    emitRecurrentLayer(emitter, gruCell(params.resetAfter), params, inputs, weight, masks?.[0]),
  masking: RECURRENT_MASKING,
  sight: () => 'everything',
  examples: [
    {
      title: 'One answer for five steps',
      params: { units: 3 },
      inputs: [{ dtype: 'float32', shape: [null, 5, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3] }],
      parameters: 63,
    },
    {
      title: 'Steps that a mask hides are skipped',
      params: { units: 2, returnState: true },
      inputs: [{ dtype: 'float32', shape: [null, 5, 2], masked: true }],
      outputs: [
        { dtype: 'float32', shape: [null, 2] },
        { dtype: 'float32', shape: [null, 2] },
      ],
    },
    {
      title: 'Every step of a masked sequence, reset before the product',
      params: { units: 2, resetAfter: false, returnSequences: true, initialState: true },
      inputs: [
        { dtype: 'float32', shape: [null, 4, 2], masked: true },
        { dtype: 'float32', shape: [null, 2] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 4, 2] }],
    },
    {
      title: 'The last step of a masked sequence backwards, reset before the product',
      params: { units: 2, resetAfter: false, goBackwards: true },
      inputs: [{ dtype: 'float32', shape: [null, 4, 2], masked: true }],
      outputs: [{ dtype: 'float32', shape: [null, 2] }],
    },
    {
      title: 'A masked sequence backwards',
      params: { units: 2, returnSequences: true, goBackwards: true, recurrentDropout: 0.2 },
      inputs: [{ dtype: 'float32', shape: [null, 4, 2], masked: true }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 2] }],
    },
    {
      title: 'As first published, every step',
      params: { units: 2, resetAfter: false, returnSequences: true },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 2] }],
      parameters: 36,
    },
    {
      title: 'With dropout, without bias, every step',
      params: { units: 2, useBias: false, returnSequences: true, dropout: 0.3, recurrentDropout: 0.3 },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 2] }],
      parameters: 30,
    },
    {
      title: 'Backwards from a given state, as first published, with dropout',
      params: {
        units: 2,
        activation: 'elu',
        recurrentActivation: 'hardSigmoid',
        resetAfter: false,
        recurrentDropout: 0.4,
        returnState: true,
        goBackwards: true,
        initialState: true,
      },
      inputs: [
        { dtype: 'float32', shape: [null, 4, 3] },
        { dtype: 'float32', shape: [null, 2] },
      ],
      outputs: [
        { dtype: 'float32', shape: [null, 2] },
        { dtype: 'float32', shape: [null, 2] },
      ],
      parameters: 36,
    },
    {
      title: 'From a given state, every step, with gates of straight lines',
      params: {
        units: 2,
        recurrentActivation: 'hardSigmoid',
        returnSequences: true,
        returnState: true,
        initialState: true,
      },
      inputs: [
        { dtype: 'float32', shape: [null, 3, 2] },
        { dtype: 'float32', shape: [null, 2] },
      ],
      outputs: [
        { dtype: 'float32', shape: [null, 3, 2] },
        { dtype: 'float32', shape: [null, 2] },
      ],
      parameters: 36,
    },
  ],
});
