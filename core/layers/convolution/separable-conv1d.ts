import { windowSums } from '../../explain/window-sums.ts';
import {
  activated,
  activationParameter,
  emitActivated,
  withActivation,
} from '../activation/own-activation.ts';
import { counted } from '../counted.ts';
import { biasParameters } from '../kernel-parameters.ts';
import { defineLayer } from '../layer.ts';
import { windowSight } from '../sight.ts';
import { windowOf } from './convolution.ts';
import { depthMultiplierParameter, filtersParameter, windowParameters1d } from './convolution-parameters.ts';
import {
  emitSeparable,
  inferSeparable,
  separable,
  separableMultiplyAdds,
  separableWeightParameters,
  separableWeights,
} from './separable-convolution.ts';

export const separableConv1d = defineLayer({
  type: 'SeparableConv1D',
  title: 'SeparableConv1D',
  category: 'convolution',
  icon: 'scan-eye',
  summary: 'Looks for patterns in each feature of a sequence, then mixes the features.',
  doc: `Does the work of a Conv1D in two cheaper steps: a window slides along each feature by itself, then every step mixes its
features. It needs a fraction of the weights and of the time and is often nearly as good.`,
  formula: 'y_{t,f} = b_f + \\sum_{c,m} P_{c M + m,\\,f} \\sum_{u} x_{t+u,\\,c}\\; D_{u,c,m}',
  parameters: {
    filters: filtersParameter,
    ...windowParameters1d,
    depthMultiplier: depthMultiplierParameter,
    ...activationParameter,
    ...biasParameters,
    ...separableWeightParameters,
  },
  describe: ({ filters, kernelSize, activation }) =>
    withActivation(`${counted(filters, 'filter')}, ${kernelSize}`, { activation }),
  infer: (params, [input]) => inferSeparable(params, input),
  weights: (params, [input]) => separableWeights(params, input),
  multiplyAdds: (params, [input], [output]) => separableMultiplyAdds(params, input, output),
  call: (context, params, [x], weight) => [
    activated(context, params, separable(context.tf, params, x, weight)),
  ],
  emitOnnx: (emitter, params, [x], weight) => [
    emitActivated(emitter, params, emitSeparable(emitter, params, x, weight)),
  ],
  explain: (params, [input]) => windowSums(input, windowOf(params)),
  sight: (params) => windowSight(windowOf(params)),
  examples: [
    {
      title: 'Four patterns in three features',
      params: { filters: 4 },
      inputs: [{ dtype: 'float32', shape: [null, 6, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 4] }],
      parameters: 25,
    },
    {
      title: 'With a function of its own',
      params: { filters: 2, activation: 'tanh' },
      inputs: [{ dtype: 'float32', shape: [null, 5, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2] }],
    },
    {
      title: 'Halving, two patterns per feature, without bias',
      params: { filters: 3, strides: 2, padding: 'same', depthMultiplier: 2, useBias: false },
      inputs: [{ dtype: 'float32', shape: [null, 5, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 3] }],
      parameters: 24,
    },
    {
      title: 'A spread kernel',
      params: { filters: 2, dilationRate: 2, padding: 'same' },
      inputs: [{ dtype: 'float32', shape: [null, 6, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 6, 2] }],
      parameters: 12,
    },
  ],
});
