import { ok } from '../../result.ts';
import { needsImage } from '../image-input.ts';
import { defineLayer } from '../layer.ts';

export const globalAveragePooling2d = defineLayer({
  type: 'GlobalAveragePooling2D',
  title: 'GlobalAveragePooling2D',
  category: 'pooling',
  icon: 'sigma',
  summary: 'Turns every channel of an image into its mean.',
  doc: `Takes the mean of each channel over the whole image, so that a row of numbers is left, one for each channel. At
the end of a convolutional network it replaces Flatten and large Dense layers: nothing to learn, and images of any
size give rows of the same length.`,
  formula: 'y_c = \\frac{1}{H W} \\sum_{i,j} x_{i,j,c}',
  parameters: {},
  infer: (_params, [input]) => {
    const image = needsImage(input);
    return image.ok ? ok([{ dtype: 'float32', shape: [null, image.value.channels] }]) : image;
  },
  call: ({ tf }, _params, [x]) => [tf.mean(x, [1, 2])],
  emitOnnx: (emitter, _params, [x]) => {
    const axes = x.layout === 'channels-first' ? [2, 3] : [1, 2];
    const name = emitter.node('ReduceMean', [x.name], { attributes: { axes, keepdims: 0 } });
    return [{ name, shape: [null, x.shape[3] ?? 1], layout: 'as-is' }];
  },
  examples: [
    {
      title: 'Sixteen maps to sixteen numbers',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 5, 4, 16] }],
      outputs: [{ dtype: 'float32', shape: [null, 16] }],
      parameters: 0,
    },
  ],
});
