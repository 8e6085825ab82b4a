import {
  activated,
  activationParameter,
  emitActivated,
  withActivation,
} from '../activation/own-activation.ts';
import { counted } from '../counted.ts';
import { biasParameters, kernelParameters } from '../kernel-parameters.ts';
import { defineLayer } from '../layer.ts';
import { integer, optionalInteger } from '../parameter.ts';
import { paintedSight } from '../sight.ts';
import { asList } from '../spatial-input.ts';
import { filtersParameter, outputPadding, windowParameters1d } from './convolution-parameters.ts';
import {
  emitTransposed,
  inferTransposed,
  transposed,
  transposedMultiplyAdds,
  transposedSums,
  transposedWeights,
} from './transposed-convolution.ts';

export const conv1dTranspose = defineLayer({
  type: 'Conv1DTranspose',
  title: 'Conv1DTranspose',
  category: 'convolution',
  icon: 'scaling',
  summary: 'Paints learned patterns and lengthens a sequence.',
  doc: `Runs a Conv1D backwards: every step of the input paints a learned pattern into the output, and where patterns overlap
they add up. With strides of 2 the sequence doubles. Decoders of sound and other signals grow sequences with it. A
kernel size that is a multiple of the strides paints evenly.`,
  formula: "y_{t,f} = b_f + \\sum_{s t' + u = t}\\; \\sum_c x_{t',c}\\; W_{u,f,c}",
  parameters: {
    filters: filtersParameter,
    ...windowParameters1d,
    strides: integer({
      label: 'Strides',
      help: 'How many steps the painting moves for each step. 2 doubles the length.',
      default: 1,
      max: 100,
    }),
    outputPadding: optionalInteger({ ...outputPadding, min: 0, own: 1 }),
    ...activationParameter,
    ...biasParameters,
    ...kernelParameters,
  },
  describe: ({ filters, kernelSize, activation }) =>
    withActivation(`${counted(filters, 'filter')}, ${kernelSize}`, { activation }),
  infer: (params, [input]) => inferTransposed(params, input),
  weights: (params, [input]) => transposedWeights(params, input),
  multiplyAdds: (params, [input]) => transposedMultiplyAdds(params, input),
  call: (context, params, [x], weight) => [
    activated(context, params, transposed(context.tf, params, x, weight)),
  ],
  emitOnnx: (emitter, params, [x], weight) => [
    emitActivated(emitter, params, emitTransposed(emitter, params, x, weight)),
  ],
  explain: (params, [input]) => transposedSums(params, input),
  sight: (params) => paintedSight(asList(params.kernelSize), asList(params.strides)),
  examples: [
    {
      title: 'Doubling a sequence',
      params: { filters: 3, kernelSize: 4, strides: 2, padding: 'same' },
      inputs: [{ dtype: 'float32', shape: [null, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 8, 3] }],
      parameters: 27,
    },
    {
      title: 'With a function of its own',
      params: { filters: 2, activation: 'tanh' },
      inputs: [{ dtype: 'float32', shape: [null, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 6, 2] }],
    },
    {
      title: 'The length grows by the kernel',
      params: { filters: 2 },
      inputs: [{ dtype: 'float32', shape: [null, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 6, 2] }],
      parameters: 14,
    },
    {
      title: 'Strides wider than the kernel leave gaps',
      params: { filters: 2, kernelSize: 2, strides: 3, useBias: false },
      inputs: [{ dtype: 'float32', shape: [null, 3, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 9, 2] }],
      parameters: 4,
    },
    {
      title: 'One step more',
      params: { filters: 1, strides: 2, outputPadding: 1 },
      inputs: [{ dtype: 'float32', shape: [null, 3, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 8, 1] }],
      parameters: 7,
    },
    {
      title: 'A spread kernel',
      params: { filters: 2, kernelSize: 2, dilationRate: 3 },
      inputs: [{ dtype: 'float32', shape: [null, 4, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 7, 2] }],
      parameters: 6,
    },
  ],
});
