import { ok } from '../../result.ts';
import { sampleSize } from '../../shape/tensor-type.ts';
import type { Tensor4D } from '../../tensorflow.ts';
import { needsImage } from '../image-input.ts';
import { defineLayer } from '../layer.ts';
import { integer, number } from '../parameter.ts';

export const localResponseNormalization = defineLayer({
  type: 'LocalResponseNormalization',
  title: 'LocalResponseNormalization',
  category: 'normalization',
  icon: 'chart-bar-decreasing',
  summary: 'Lets channels that respond strongly quiet their neighbours.',
  doc: `Divides each value by a power of the sum of squares over the neighbouring channels at the same pixel, as
neighbouring neurons inhibit each other. AlexNet and GoogLeNet have it, with the numbers that stand here at first;
newer networks take BatchNormalization instead. It has nothing to learn.`,
  formula: 'y_c = x_c \\Big/ \\Big(b + \\alpha \\sum_{|j - c| \\le r} x_j^2\\Big)^{\\beta}',
  parameters: {
    depthRadius: integer({
      label: 'Radius',
      help: 'How many channels on each side belong to the neighbourhood; 2 makes it five channels.',
      default: 2,
      min: 0,
    }),
    bias: number({
      label: 'Bias',
      help: 'What is added to the sum, so that the division is safe.',
      default: 2,
      min: 1e-3,
      step: 0.5,
      advanced: true,
    }),
    alpha: number({
      label: 'Alpha',
      help: 'How much each square counts. ONNX and PyTorch write it multiplied with the number of channels.',
      default: 1e-4,
      min: 0,
      step: 1e-4,
      advanced: true,
    }),
    beta: number({
      label: 'Beta',
      help: 'The power to which the sum is raised.',
      default: 0.75,
      min: 0,
      max: 10,
      step: 0.05,
      advanced: true,
    }),
  },
  describe: ({ depthRadius }) => `over ${2 * depthRadius + 1} channels`,
  infer: (_params, [input]) => {
    const image = needsImage(input);
    return image.ok ? ok([input]) : image;
  },
  multiplyAdds: ({ depthRadius }, _inputs, [output]) => (2 * depthRadius + 1) * sampleSize(output.shape),
  call: ({ tf }, { depthRadius, bias, alpha, beta }, [x]) => [
    tf.localResponseNormalization(x as Tensor4D, depthRadius, bias, alpha, beta),
  ],
  emitOnnx: (emitter, { depthRadius, bias, alpha, beta }, [input]) => {
    const x = emitter.channelsFirst(input);
    const size = 2 * depthRadius + 1;
    const name = emitter.node('LRN', [x.name], {
      attributes: {
        size,
        bias: { float: bias },
        // ONNX divides alpha by the size of the neighbourhood.
        alpha: { float: alpha * size },
        beta: { float: beta },
      },
    });
    return [{ ...x, name }];
  },
  examples: [
    {
      title: 'As in AlexNet',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 3, 2, 7] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 7] }],
      parameters: 0,
    },
    {
      title: 'One neighbour on each side, felt strongly',
      params: { depthRadius: 1, bias: 1, alpha: 0.5, beta: 0.5 },
      inputs: [{ dtype: 'float32', shape: [null, 2, 3, 4] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 3, 4] }],
    },
  ],
});
