import { windowSums } from '../../explain/window-sums.ts';
import { ok } from '../../result.ts';
import { sampleSize } from '../../shape/tensor-type.ts';
import {
  activated,
  activationParameter,
  emitActivated,
  withActivation,
} from '../activation/own-activation.ts';
import {
  biasParameters,
  biasWeights,
  kernelInitializerParameter,
  kernelParameters,
} from '../kernel-parameters.ts';
import { defineLayer } from '../layer.ts';
import { integer } from '../parameter.ts';
import { windowSight } from '../sight.ts';
import { inferSliding, windowOf } from './convolution.ts';
import { windowParameters2d } from './convolution-parameters.ts';
import { depthwise, depthwiseShape, emitDepthwise } from './depthwise-convolution.ts';
import { storeBias } from './onnx-convolution.ts';

export const depthwiseConv2d = defineLayer({
  type: 'DepthwiseConv2D',
  title: 'DepthwiseConv2D',
  category: 'convolution',
  icon: 'layers',
  summary: 'Looks for patterns in each channel by itself.',
  doc: `Slides a window over every channel separately, without mixing channels. It needs only a fraction of the weights
and of the work of Conv2D. Followed by a Conv2D with a 1 × 1 kernel, which does the mixing, it is the building
block of networks for phones, such as MobileNet.`,
  formula: 'y_{i,j,\\,c M + m} = b_{c M + m} + \\sum_{u,v} x_{i+u,\\,j+v,\\,c}\\; W_{u,v,c,m}',
  parameters: {
    ...windowParameters2d,
    depthMultiplier: integer({
      label: 'Filters per channel',
      help: 'Number of patterns to learn for each channel.',
      default: 1,
    }),
    ...activationParameter,
    ...biasParameters,
    depthwiseInitializer: kernelInitializerParameter,
    depthwiseRegularizer: kernelParameters.kernelRegularizer,
    depthwiseConstraint: kernelParameters.kernelConstraint,
  },
  describe: ({ kernelSize, depthMultiplier, activation }) =>
    withActivation(
      depthMultiplier === 1
        ? kernelSize.join('×')
        : `${kernelSize.join('×')}, ${depthMultiplier} per channel`,
      { activation },
    ),
  infer: (params, [input]) => {
    const slid = inferSliding(params, input);
    if (!slid.ok) return slid;
    const { size, channels } = slid.value;
    return ok([{ dtype: 'float32', shape: [null, ...size, channels * params.depthMultiplier] }]);
  },
  weights: (params, [{ shape }]) => {
    const channels = shape.at(-1) ?? 1;
    return [
      {
        name: 'kernel',
        shape: depthwiseShape(params, channels),
        initializer: params.depthwiseInitializer,
        trainable: true,
        regularizer: params.depthwiseRegularizer,
        constraint: params.depthwiseConstraint,
      },
      ...biasWeights(params, [channels * params.depthMultiplier]),
    ];
  },
  multiplyAdds: ({ kernelSize }, _inputs, [output]) =>
    sampleSize(output.shape) * kernelSize[0] * kernelSize[1],
  call: (context, params, [x], weight) => {
    const maps = depthwise(context.tf, params, x, weight('kernel'));
    return [activated(context, params, params.useBias ? context.tf.add(maps, weight('bias')) : maps)];
  },
  emitOnnx: (emitter, params, [x], weight) => [
    emitActivated(
      emitter,
      params,
      emitDepthwise(emitter, params, x, {
        name: 'kernel',
        kernel: weight('kernel'),
        bias: storeBias(emitter, params, weight),
      }),
    ),
  ],
  explain: (params, [input]) => windowSums(input, windowOf(params)),
  sight: (params) => windowSight(windowOf(params)),
  examples: [
    {
      title: 'One pattern for each of three channels',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 6, 5, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3, 3] }],
      parameters: 30,
    },
    {
      title: 'With a function of its own',
      params: { activation: 'tanh' },
      inputs: [{ dtype: 'float32', shape: [null, 4, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 2, 2] }],
    },
    {
      title: 'Two patterns for each channel, without bias',
      params: { depthMultiplier: 2, padding: 'same', useBias: false },
      inputs: [{ dtype: 'float32', shape: [null, 5, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 5, 4, 4] }],
      parameters: 36,
    },
    {
      title: 'Halving the image',
      params: { kernelSize: [5, 5], strides: [2, 2], padding: 'same' },
      inputs: [{ dtype: 'float32', shape: [null, 8, 7, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 4, 2] }],
      parameters: 52,
    },
    {
      title: 'A spread kernel',
      params: { dilationRate: [2, 2] },
      inputs: [{ dtype: 'float32', shape: [null, 7, 6, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 2] }],
      parameters: 20,
    },
  ],
});
