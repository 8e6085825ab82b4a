import { ok } from '../../result.ts';
import { needsImage } from '../image-input.ts';
import { defineLayer } from '../layer.ts';

export const globalMaxPooling2d = defineLayer({
  type: 'GlobalMaxPooling2D',
  title: 'GlobalMaxPooling2D',
  category: 'pooling',
  icon: 'mountain',
  summary: 'Turns every channel of an image into its largest value.',
  doc: `Keeps the strongest answer of each channel over the whole image: was this pattern found anywhere? What is left is
a row of numbers, one for each channel. It has nothing to learn, and images of any size give rows of the same length.`,
  formula: 'y_c = \\max_{i,j} x_{i,j,c}',
  parameters: {},
  infer: (_params, [input]) => {
    const image = needsImage(input);
    return image.ok ? ok([{ dtype: 'float32', shape: [null, image.value.channels] }]) : image;
  },
  call: ({ tf }, _params, [x]) => [tf.max(x, [1, 2])],
  emitOnnx: (emitter, _params, [x]) => {
    const axes = x.layout === 'channels-first' ? [2, 3] : [1, 2];
    const name = emitter.node('ReduceMax', [x.name], { attributes: { axes, keepdims: 0 } });
    return [{ name, shape: [null, x.shape[3] ?? 1], layout: 'as-is' }];
  },
  examples: [
    {
      title: 'Six maps to six numbers',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 5, 4, 6] }],
      outputs: [{ dtype: 'float32', shape: [null, 6] }],
      parameters: 0,
    },
  ],
});
