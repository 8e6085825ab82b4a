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
import { depthMultiplierParameter, filtersParameter, windowParameters2d } from './convolution-parameters.ts';
import {
  emitSeparable,
  inferSeparable,
  separable,
  separableMultiplyAdds,
  separableWeightParameters,
  separableWeights,
} from './separable-convolution.ts';

export const separableConv2d = defineLayer({
  type: 'SeparableConv2D',
  title: 'SeparableConv2D',
  category: 'convolution',
  icon: 'scan-eye',
  summary: 'Looks for patterns in each channel, then mixes the channels.',
  doc: `Does the work of a Conv2D in two cheaper steps: a window slides over each channel by itself, then every place mixes
its channels. It needs a fraction of the weights and of the time and is often nearly as good; Xception is built of
it.`,
  formula: 'y_{i,j,f} = b_f + \\sum_{c,m} P_{c M + m,\\,f} \\sum_{u,v} x_{i+u,\\,j+v,\\,c}\\; D_{u,v,c,m}',
  parameters: {
    filters: filtersParameter,
    ...windowParameters2d,
    depthMultiplier: depthMultiplierParameter,
    ...activationParameter,
    ...biasParameters,
    ...separableWeightParameters,
  },
  describe: ({ filters, kernelSize, activation }) =>
    withActivation(`${counted(filters, 'filter')}, ${kernelSize.join('×')}`, { activation }),
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
      title: 'Four patterns in three channels',
      params: { filters: 4 },
      inputs: [{ dtype: 'float32', shape: [null, 6, 5, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3, 4] }],
      parameters: 43,
    },
    {
      title: 'Halving, two patterns per channel, without bias',
      params: { filters: 3, strides: [2, 2], padding: 'same', depthMultiplier: 2, useBias: false },
      inputs: [{ dtype: 'float32', shape: [null, 5, 6, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 3, 3] }],
      parameters: 48,
    },
    {
      title: 'A spread kernel',
      params: { filters: 2, dilationRate: [2, 1], padding: 'same' },
      inputs: [{ dtype: 'float32', shape: [null, 5, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 5, 4, 2] }],
      parameters: 24,
    },
  ],
});
