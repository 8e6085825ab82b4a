import { fail, ok } from '../../result.ts';
import { sampleSize } from '../../shape/tensor-type.ts';
import type { Tensor4D } from '../../tensorflow.ts';
import { needsImage } from '../image-input.ts';
import {
  biasParameters,
  biasWeights,
  kernelInitializerParameter,
  kernelParameters,
} from '../kernel-parameters.ts';
import { defineLayer } from '../layer.ts';
import { integer } from '../parameter.ts';
import { checkDilation, slideWindow } from '../sliding-window.ts';
import {
  dilationParameter,
  kernelSizeParameter,
  paddingParameter,
  stridesParameter,
} from '../window-parameters.ts';
import { emitConvolution, kernelFirst } from './onnx-convolution.ts';

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
    kernelSize: kernelSizeParameter,
    padding: paddingParameter,
    depthMultiplier: integer({
      label: 'Filters per channel',
      help: 'Number of patterns to learn for each channel.',
      default: 1,
    }),
    strides: stridesParameter,
    dilationRate: dilationParameter,
    ...biasParameters,
    depthwiseInitializer: kernelInitializerParameter,
    depthwiseRegularizer: kernelParameters.kernelRegularizer,
    depthwiseConstraint: kernelParameters.kernelConstraint,
  },
  describe: ({ kernelSize, depthMultiplier }) =>
    depthMultiplier === 1 ? kernelSize.join('×') : `${kernelSize.join('×')}, ${depthMultiplier} per channel`,
  infer: (params, [input]) => {
    const image = needsImage(input);
    if (!image.ok) return image;
    const problems = checkDilation(params);
    if (problems.length > 0) return fail(problems);
    const size = slideWindow([image.value.height, image.value.width], params, {
      noun: 'kernel',
      param: 'kernelSize',
    });
    if (!size.ok) return size;
    const channels = image.value.channels * params.depthMultiplier;
    return ok([{ dtype: 'float32', shape: [null, ...size.value, channels] }]);
  },
  weights: (params, [{ shape }]) => {
    const channels = shape[3] ?? 1;
    return [
      {
        name: 'kernel',
        shape: [...params.kernelSize, channels, params.depthMultiplier],
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
  call: ({ tf }, { strides, padding, dilationRate, useBias }, [x], weight) => {
    const maps = tf.depthwiseConv2d(
      x as Tensor4D,
      weight('kernel') as Tensor4D,
      [...strides],
      padding,
      'NHWC',
      [...dilationRate],
    );
    return [useBias ? tf.add(maps, weight('bias')) : maps];
  },
  emitOnnx: (emitter, params, [x], weight) => {
    const { shape, data } = weight('kernel');
    const [height = 1, width = 1, channels = 1, multiplier = 1] = shape;
    const filters = channels * multiplier;
    const kernel = emitter.weight('kernel', [filters, 1, height, width], kernelFirst(data, shape, false));
    const bias = params.useBias ? emitter.weight('bias', [filters], weight('bias').data) : undefined;
    return [emitConvolution(emitter, x, { settings: params, filters, groups: channels, kernel, bias })];
  },
  examples: [
    {
      title: 'One pattern for each of three channels',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 6, 5, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3, 3] }],
      parameters: 30,
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
