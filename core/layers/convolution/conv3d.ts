import { windowSums } from '../../explain/window-sums.ts';
import {
  activated,
  activationParameter,
  emitActivated,
  withActivation,
} from '../activation/own-activation.ts';
import { biasParameters, kernelParameters } from '../kernel-parameters.ts';
import { defineLayer } from '../layer.ts';
import { windowSight } from '../sight.ts';
import {
  convolution,
  convolutionMultiplyAdds,
  convolutionWeights,
  describeConvolution,
  emitConvolutionLayer,
  inferConvolution,
  windowOf,
} from './convolution.ts';
import { filtersParameter, groupsParameter, windowParameters3d } from './convolution-parameters.ts';

export const conv3d = defineLayer({
  type: 'Conv3D',
  title: 'Conv3D',
  category: 'convolution',
  icon: 'scan',
  summary: 'Looks for small patterns everywhere in a volume.',
  doc: `Slides small blocks through a volume, such as a scan of a body or a short film, and each filter learns one pattern in
depth, height and width: a vessel that runs along, a movement in a certain direction. The output has one channel for
each filter. Volumes are large, so use few filters and pool early.`,
  formula: 'y_{d,i,j,f} = b_f + \\sum_{t,u,v,c} x_{d+t,\\,i+u,\\,j+v,\\,c}\\; W_{t,u,v,c,f}',
  parameters: {
    filters: filtersParameter,
    ...windowParameters3d,
    groups: groupsParameter,
    ...activationParameter,
    ...biasParameters,
    ...kernelParameters,
  },
  describe: (params) => withActivation(describeConvolution(params), params),
  infer: (params, [input]) => inferConvolution(params, input),
  weights: (params, [input]) => convolutionWeights(params, input),
  multiplyAdds: (params, [input], [output]) => convolutionMultiplyAdds(params, input, output),
  call: (context, params, [x], weight) => [
    activated(context, params, convolution(context.tf, params, x, weight)),
  ],
  emitOnnx: (emitter, params, [x], weight) => [
    emitActivated(emitter, params, emitConvolutionLayer(emitter, params, x, weight)),
  ],
  explain: (params, [input]) => windowSums(input, windowOf(params)),
  sight: (params) => windowSight(windowOf(params)),
  examples: [
    {
      title: 'Patterns in a short film',
      params: { filters: 3, kernelSize: [2, 3, 3] },
      inputs: [{ dtype: 'float32', shape: [null, 3, 4, 5, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 2, 3, 3] }],
      parameters: 111,
    },
    {
      title: 'The size stays with padding "same"',
      params: { filters: 2, kernelSize: [3, 2, 2], padding: 'same' },
      inputs: [{ dtype: 'float32', shape: [null, 3, 3, 4, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 3, 4, 2] }],
      parameters: 26,
    },
    {
      title: 'Strides halve a volume, without bias',
      params: { filters: 2, kernelSize: [2, 2, 3], strides: [2, 2, 2], padding: 'same', useBias: false },
      inputs: [{ dtype: 'float32', shape: [null, 3, 4, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 2, 2, 2] }],
      parameters: 48,
    },
    {
      title: 'A spread kernel',
      params: { filters: 1, kernelSize: [2, 2, 1], dilationRate: [2, 1, 1] },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3, 2, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 2, 2, 1] }],
      parameters: 9,
    },
    {
      title: 'Two groups of channels',
      params: { filters: 4, kernelSize: [1, 2, 2], groups: 2 },
      inputs: [{ dtype: 'float32', shape: [null, 2, 3, 3, 4] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 2, 2, 4] }],
      parameters: 36,
    },
  ],
});
