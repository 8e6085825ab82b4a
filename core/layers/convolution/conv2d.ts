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
import { filtersParameter, groupsParameter, windowParameters2d } from './convolution-parameters.ts';

export const conv2d = defineLayer({
  type: 'Conv2D',
  title: 'Conv2D',
  category: 'convolution',
  icon: 'scan',
  summary: 'Looks for small patterns everywhere in an image.',
  doc: `Slides small windows over the image; each filter learns one pattern, such as an edge, and draws a map of where
it is found. The output has one channel for each filter. It is the workhorse of networks that see: stack a few,
with an Activation after each and a pooling now and then. Because every place shares the same weights, it needs
far fewer of them than Dense and finds a pattern wherever it is. With groups, each filter looks at a part of the
channels only, which saves weights and work: ResNeXt divides its channels this way.`,
  formula: 'y_{i,j,f} = b_f + \\sum_{u,v,c} x_{i+u,\\,j+v,\\,c}\\; W_{u,v,c,f}',
  parameters: {
    filters: filtersParameter,
    ...windowParameters2d,
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
      title: 'Six 5 × 5 patterns in a grey image',
      params: { filters: 6, kernelSize: [5, 5] },
      inputs: [{ dtype: 'float32', shape: [null, 12, 12, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 8, 8, 6] }],
      parameters: 156,
    },
    {
      title: 'With a function of its own',
      params: { filters: 3, padding: 'same', activation: 'softmax' },
      inputs: [{ dtype: 'float32', shape: [null, 3, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 4, 3] }],
    },
    {
      title: 'The size stays with padding "same"',
      params: { filters: 4, padding: 'same' },
      inputs: [{ dtype: 'float32', shape: [null, 5, 6, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 5, 6, 4] }],
      parameters: 112,
    },
    {
      title: 'Strides halve an even image',
      params: { filters: 3, strides: [2, 2], padding: 'same' },
      inputs: [{ dtype: 'float32', shape: [null, 8, 6, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3, 3] }],
      parameters: 57,
    },
    {
      title: 'Strides that leave a rest, without bias',
      params: { filters: 2, kernelSize: [2, 3], strides: [2, 3], useBias: false },
      inputs: [{ dtype: 'float32', shape: [null, 7, 8, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 2] }],
      parameters: 36,
    },
    {
      title: 'A spread kernel sees more',
      params: { filters: 2, dilationRate: [2, 2], padding: 'same', kernelInitializer: { type: 'heNormal' } },
      inputs: [{ dtype: 'float32', shape: [null, 7, 6, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 7, 6, 2] }],
      parameters: 38,
    },
    {
      title: 'One by one: mixes channels only',
      params: { filters: 5, kernelSize: [1, 1] },
      inputs: [{ dtype: 'float32', shape: [null, 3, 4, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 4, 5] }],
      parameters: 20,
    },
    {
      title: 'Two groups of channels',
      params: { filters: 4, groups: 2, padding: 'same' },
      inputs: [{ dtype: 'float32', shape: [null, 5, 4, 6] }],
      outputs: [{ dtype: 'float32', shape: [null, 5, 4, 4] }],
      parameters: 112,
    },
    {
      title: 'Many groups halve an image',
      params: { filters: 16, groups: 8, strides: [2, 2], padding: 'same', useBias: false },
      inputs: [{ dtype: 'float32', shape: [null, 4, 6, 8] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 3, 16] }],
      parameters: 144,
    },
  ],
});
