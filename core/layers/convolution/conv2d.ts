import { fail, ok } from '../../result.ts';
import { sampleSize } from '../../shape/tensor-type.ts';
import type { Tensor4D } from '../../tensorflow.ts';
import { needsImage } from '../image-input.ts';
import { biasParameters, biasWeights, kernelParameters, kernelWeight } from '../kernel-parameters.ts';
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

export const conv2d = defineLayer({
  type: 'Conv2D',
  title: 'Conv2D',
  category: 'convolution',
  icon: 'scan',
  summary: 'Looks for small patterns everywhere in an image.',
  doc: `Slides small windows over the image; each filter learns one pattern, such as an edge, and draws a map of where
it is found. The output has one channel for each filter. It is the workhorse of networks that see: stack a few,
with an Activation after each and a pooling now and then. Because every place shares the same weights, it needs
far fewer of them than Dense and finds a pattern wherever it is.`,
  formula: 'y_{i,j,f} = b_f + \\sum_{u,v,c} x_{i+u,\\,j+v,\\,c}\\; W_{u,v,c,f}',
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
    ...biasParameters,
    ...kernelParameters,
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
  weights: (params, [{ shape }]) => [
    kernelWeight(params, [...params.kernelSize, shape[3] ?? 1, params.filters]),
    ...biasWeights(params, [params.filters]),
  ],
  multiplyAdds: ({ kernelSize }, [input], [output]) =>
    sampleSize(output.shape) * kernelSize[0] * kernelSize[1] * (input.shape[3] ?? 1),
  call: ({ tf }, { strides, padding, dilationRate, useBias }, [x], weight) => {
    const maps = tf.conv2d(x as Tensor4D, weight('kernel') as Tensor4D, [...strides], padding, 'NHWC', [
      ...dilationRate,
    ]);
    return [useBias ? tf.add(maps, weight('bias')) : maps];
  },
  emitOnnx: (emitter, params, [x], weight) => {
    const { shape, data } = weight('kernel');
    const [height = 1, width = 1, channels = 1, filters = 1] = shape;
    const kernel = emitter.weight(
      'kernel',
      [filters, channels, height, width],
      kernelFirst(data, shape, true),
    );
    const bias = params.useBias ? emitter.weight('bias', [filters], weight('bias').data) : undefined;
    return [emitConvolution(emitter, x, { settings: params, filters, groups: 1, kernel, bias })];
  },
  examples: [
    {
      title: 'Six 5 × 5 patterns in a grey image',
      params: { filters: 6, kernelSize: [5, 5] },
      inputs: [{ dtype: 'float32', shape: [null, 12, 12, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 8, 8, 6] }],
      parameters: 156,
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
  ],
});
