import { fail, ok } from '../../result.ts';
import { sampleSize } from '../../shape/tensor-type.ts';
import type { Tensor4D } from '../../tensorflow.ts';
import { needsImage } from '../image-input.ts';
import { biasParameters, biasWeights } from '../kernel-parameters.ts';
import { defineLayer } from '../layer.ts';
import { integer } from '../parameter.ts';
import { checkDilation, slideWindow } from '../sliding-window.ts';
import { constraintParameter, initializerParameter, regularizerParameter } from '../weight-parameters.ts';
import {
  dilationParameter,
  kernelSizeParameter,
  paddingParameter,
  stridesParameter,
} from '../window-parameters.ts';
import { emitConvolution, kernelFirst } from './onnx-convolution.ts';

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
    filters: integer({
      label: 'Filters',
      help: 'Number of patterns to learn: channels of the output.',
      default: 32,
    }),
    kernelSize: kernelSizeParameter,
    padding: paddingParameter,
    strides: stridesParameter,
    dilationRate: dilationParameter,
    depthMultiplier: integer({
      label: 'Patterns per channel',
      help: 'Number of patterns to look for in each channel before they are mixed.',
      default: 1,
      advanced: true,
    }),
    ...biasParameters,
    depthwiseInitializer: initializerParameter(
      { label: 'First weights, by channel', help: 'How the windows over single channels start.' },
      'glorotUniform',
    ),
    pointwiseInitializer: initializerParameter(
      { label: 'First weights, mixing', help: 'How the weights that mix the channels start.' },
      'glorotUniform',
    ),
    depthwiseRegularizer: regularizerParameter('Penalty, by channel'),
    pointwiseRegularizer: regularizerParameter('Penalty, mixing'),
    depthwiseConstraint: constraintParameter('Bounds, by channel'),
    pointwiseConstraint: constraintParameter('Bounds, mixing'),
  },
  describe: ({ filters, kernelSize }) => `${filters} filters, ${kernelSize.join('×')}`,
  infer: (params, [input]) => {
    const image = needsImage(input);
    if (!image.ok) return image;
    const problems = checkDilation(params);
    if (problems.length > 0) return fail(problems);
    const size = slideWindow([image.value.height, image.value.width], params, {
      noun: 'kernel',
      param: 'kernelSize',
    });
    return size.ok ? ok([{ dtype: 'float32', shape: [null, ...size.value, params.filters] }]) : size;
  },
  weights: (params, [{ shape }]) => {
    const channels = shape[3] ?? 1;
    const { filters, kernelSize, depthMultiplier } = params;
    return [
      {
        name: 'depthwiseKernel',
        shape: [...kernelSize, channels, depthMultiplier],
        initializer: params.depthwiseInitializer,
        trainable: true,
        regularizer: params.depthwiseRegularizer,
        constraint: params.depthwiseConstraint,
      },
      {
        name: 'pointwiseKernel',
        shape: [1, 1, channels * depthMultiplier, filters],
        initializer: params.pointwiseInitializer,
        trainable: true,
        regularizer: params.pointwiseRegularizer,
        constraint: params.pointwiseConstraint,
      },
      ...biasWeights(params, [filters]),
    ];
  },
  multiplyAdds: ({ filters, kernelSize, depthMultiplier }, [input], [output]) => {
    const places = sampleSize(output.shape) / filters;
    const channels = (input.shape[3] ?? 1) * depthMultiplier;
    return places * channels * (kernelSize[0] * kernelSize[1] + filters);
  },
  call: ({ tf }, { strides, padding, dilationRate, useBias }, [x], weight) => {
    const maps = tf.depthwiseConv2d(
      x as Tensor4D,
      weight('depthwiseKernel') as Tensor4D,
      [...strides],
      padding,
      'NHWC',
      [...dilationRate],
    );
    const mixed = tf.conv2d(maps as Tensor4D, weight('pointwiseKernel') as Tensor4D, 1, 'valid');
    return [useBias ? tf.add(mixed, weight('bias')) : mixed];
  },
  emitOnnx: (emitter, params, [x], weight) => {
    const { shape, data } = weight('depthwiseKernel');
    const [height = 1, width = 1, channels = 1, multiplier = 1] = shape;
    const between = channels * multiplier;
    const maps = emitConvolution(emitter, x, {
      settings: params,
      filters: between,
      groups: channels,
      kernel: emitter.weight('depthwiseKernel', [between, 1, height, width], kernelFirst(data, shape, false)),
      bias: undefined,
    });
    const { filters } = params;
    const pointwise = weight('pointwiseKernel');
    const mixed = emitConvolution(emitter, maps, {
      settings: { kernelSize: [1, 1], strides: [1, 1], padding: 'valid' },
      filters,
      groups: 1,
      kernel: emitter.weight(
        'pointwiseKernel',
        [filters, between, 1, 1],
        kernelFirst(pointwise.data, pointwise.shape, true),
      ),
      bias: params.useBias ? emitter.weight('bias', [filters], weight('bias').data) : undefined,
    });
    return [mixed];
  },
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
  ],
});
