import {
  activated,
  activationParameter,
  emitActivated,
  withActivation,
} from '../activation/own-activation.ts';
import { counted } from '../counted.ts';
import { biasParameters, kernelParameters } from '../kernel-parameters.ts';
import { defineLayer } from '../layer.ts';
import { optionalTuple, tuple } from '../parameter.ts';
import { paintedSight } from '../sight.ts';
import { asList } from '../spatial-input.ts';
import { filtersParameter, outputPadding, windowParameters2d } from './convolution-parameters.ts';
import {
  emitTransposed,
  inferTransposed,
  transposed,
  transposedMultiplyAdds,
  transposedSums,
  transposedWeights,
} from './transposed-convolution.ts';

export const conv2dTranspose = defineLayer({
  type: 'Conv2DTranspose',
  title: 'Conv2DTranspose',
  category: 'convolution',
  icon: 'scaling',
  summary: 'Paints learned patterns and enlarges an image.',
  doc: `Runs a Conv2D backwards: every pixel of the input paints a learned pattern into the output, and where patterns
overlap they add up. With strides of 2 × 2 the image doubles. Generators, decoders and U-Nets grow images with it. A
kernel size that is a multiple of the strides avoids checkerboard patterns.`,
  formula: "y_{i,j,f} = b_f + \\sum_{s i' + u = i,\\; s j' + v = j}\\; \\sum_c x_{i',j',c}\\; W_{u,v,f,c}",
  parameters: {
    filters: filtersParameter,
    ...windowParameters2d,
    strides: tuple({
      places: ['height', 'width'],
      label: 'Strides',
      help: 'How many places the painting moves for each pixel: height, width. 2 × 2 doubles the image.',
      default: [1, 1],
      max: 100,
    }),
    outputPadding: optionalTuple({
      ...outputPadding,
      places: ['height', 'width'],
      min: 0,
      own: [1, 1],
    }),
    ...activationParameter,
    ...biasParameters,
    ...kernelParameters,
  },
  describe: ({ filters, kernelSize, activation }) =>
    withActivation(`${counted(filters, 'filter')}, ${kernelSize.join('×')}`, { activation }),
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
      title: 'Doubling an image',
      params: { filters: 3, kernelSize: [4, 4], strides: [2, 2], padding: 'same' },
      inputs: [{ dtype: 'float32', shape: [null, 3, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 6, 8, 3] }],
      parameters: 99,
    },
    {
      title: 'An odd kernel, padding "same"',
      params: { filters: 2, strides: [2, 2], padding: 'same', useBias: false },
      inputs: [{ dtype: 'float32', shape: [null, 3, 2, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 6, 4, 2] }],
      parameters: 54,
    },
    {
      title: 'The size grows by the kernel',
      params: { filters: 2 },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 6, 5, 2] }],
      parameters: 38,
    },
    {
      title: 'Strides wider than the kernel leave gaps',
      params: { filters: 2, kernelSize: [2, 1], strides: [3, 2] },
      inputs: [{ dtype: 'float32', shape: [null, 2, 3, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 6, 6, 2] }],
      parameters: 6,
    },
    {
      title: 'One row and column more',
      params: { filters: 2, kernelSize: [2, 3], strides: [2, 2], outputPadding: [1, 0] },
      inputs: [{ dtype: 'float32', shape: [null, 3, 2, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 7, 5, 2] }],
      parameters: 14,
    },
    {
      title: 'Output padding with padding "same"',
      params: { filters: 1, strides: [2, 3], padding: 'same', outputPadding: [0, 2] },
      inputs: [{ dtype: 'float32', shape: [null, 3, 2, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 5, 6, 1] }],
      parameters: 19,
    },
    {
      title: 'A spread kernel',
      params: { filters: 2, kernelSize: [2, 2], dilationRate: [2, 3], padding: 'same' },
      inputs: [{ dtype: 'float32', shape: [null, 4, 5, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 5, 2] }],
      parameters: 10,
    },
  ],
});
