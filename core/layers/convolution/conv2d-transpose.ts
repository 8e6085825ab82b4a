import { ok } from '../../result.ts';
import { sampleShape, sampleSize } from '../../shape/tensor-type.ts';
import type { Padding } from '../../shape/window.ts';
import type { Tensor4D } from '../../tensorflow.ts';
import { needsImage } from '../image-input.ts';
import { biasParameters, biasWeights, kernelParameters, kernelWeight } from '../kernel-parameters.ts';
import { defineLayer } from '../layer.ts';
import { integer, tuple } from '../parameter.ts';
import { kernelSizeParameter, paddingParameter } from '../window-parameters.ts';
import { kernelFirst } from './onnx-convolution.ts';

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
    filters: integer({ label: 'Filters', help: 'Channels of the output.', default: 32 }),
    kernelSize: kernelSizeParameter,
    strides: tuple({
      places: ['height', 'width'],
      label: 'Strides',
      help: 'How many places the painting moves for each pixel: height, width. 2 × 2 doubles the image.',
      default: [1, 1],
      max: 100,
    }),
    padding: paddingParameter,
    ...biasParameters,
    ...kernelParameters,
  },
  describe: ({ filters, kernelSize }) => `${filters} filters, ${kernelSize.join('×')}`,
  infer: (params, [input]) => {
    const image = needsImage(input);
    if (!image.ok) return image;
    const { height, width } = image.value;
    return ok([{ dtype: 'float32', shape: [null, ...enlarged([height, width], params), params.filters] }]);
  },
  weights: (params, [{ shape }]) => [
    kernelWeight(params, [...params.kernelSize, params.filters, shape[3] ?? 1]),
    ...biasWeights(params, [params.filters]),
  ],
  multiplyAdds: ({ filters, kernelSize }, [input]) =>
    sampleSize(input.shape) * kernelSize[0] * kernelSize[1] * filters,
  call: ({ tf }, params, [x], weight) => {
    const [batch = 1, height = 1, width = 1] = x.shape;
    const { filters, strides, padding, useBias } = params;
    const [rows, columns] = enlarged([height, width], params);
    const painted = tf.conv2dTranspose(
      x as Tensor4D,
      weight('kernel') as Tensor4D,
      [batch, rows, columns, filters],
      [...strides],
      padding,
    );
    return [useBias ? tf.add(painted, weight('bias')) : painted];
  },
  emitOnnx: (emitter, params, [x], weight) => {
    const { kernelSize, strides, padding, filters, useBias } = params;
    const { shape, data } = weight('kernel');
    const [height = 1, width = 1, channels = 1] = sampleShape(x.shape);
    const kernel = emitter.weight(
      'kernel',
      [channels, filters, ...kernelSize],
      kernelFirst(data, shape, true),
    );
    const inputs = [emitter.channelsFirst(x).name, kernel];
    if (useBias) inputs.push(emitter.weight('bias', [filters], weight('bias').data));
    const overlaps = kernelSize.map((size, axis) => size - (strides[axis] ?? 1));
    const cut = overlaps.map((overlap) => (padding === 'same' ? Math.max(overlap, 0) : 0));
    const before = cut.map((total) => Math.floor(total / 2));
    const name = emitter.node('ConvTranspose', inputs, {
      attributes: {
        kernel_shape: kernelSize,
        strides,
        pads: [...before, ...cut.map((total, axis) => total - (before[axis] ?? 0))],
        // Where patterns do not meet, the last row and column end in the gap.
        output_padding: overlaps.map((overlap) => Math.max(-overlap, 0)),
      },
    });
    const size = enlarged([height, width], params);
    return [{ name, shape: [null, ...size, filters], layout: 'channels-first' }];
  },
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
  ],
});

interface Enlarging {
  readonly kernelSize: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: Padding;
}

/** Height and width of the output; with `valid` the patterns at the border are painted whole. */
function enlarged(
  [height, width]: readonly [number, number],
  { kernelSize, strides, padding }: Enlarging,
): [number, number] {
  const rim = (axis: 0 | 1) => (padding === 'same' ? 0 : Math.max(kernelSize[axis] - strides[axis], 0));
  return [height * strides[0] + rim(0), width * strides[1] + rim(1)];
}
