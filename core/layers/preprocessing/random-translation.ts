import { ok } from '../../result.ts';
import { needsImage } from '../image-input.ts';
import { defineLayer } from '../layer.ts';
import { range } from '../parameter.ts';
import { describeSpan, spanOf } from './random-range.ts';
import { samplingParameters } from './sample-image.ts';
import { randomBetween, transformImage } from './transform-image.ts';

export const randomTranslation = defineLayer({
  type: 'RandomTranslation',
  title: 'RandomTranslation',
  category: 'preprocessing',
  icon: 'move',
  summary: 'Moves every image by a random amount while training.',
  doc: `In every training step each image is moved up or down and to the left or right by amounts of its own. The network
learns not to mind where in the picture a thing is. Outside training, and in an exported file, it does nothing.`,
  formula: '\\Delta \\sim \\mathcal{U}(-f h,\\ f h)',
  parameters: {
    heightFactor: range({
      label: 'Up and down',
      help: 'The farthest move, as a share of the height. Two numbers: from where to where; below 0 is up.',
      default: [0.1],
      min: -1,
      max: 1,
    }),
    widthFactor: range({
      label: 'Left and right',
      help: 'The farthest move, as a share of the width. Two numbers: from where to where; below 0 is to the left.',
      default: [0.1],
      min: -1,
      max: 1,
    }),
    ...samplingParameters,
  },
  describe: ({ heightFactor, widthFactor }) => `${describeSpan(heightFactor)}, ${describeSpan(widthFactor)}`,
  infer: (_params, [input]) => {
    const image = needsImage(input);
    return image.ok ? ok([{ dtype: 'float32', shape: input.shape }]) : image;
  },
  call: ({ tf, training, random }, { heightFactor, widthFactor, ...sampling }, [x]) => {
    if (!training) return [x];
    const [batch = 1, height = 1, width = 1] = x.shape;
    // A pixel of the result is found as far back as the image has moved.
    const move = (factors: readonly number[], size: number) => {
      const [from, to] = spanOf(factors);
      return randomBetween(tf, random, batch, -to * size, -from * size);
    };
    const transform = { rowShift: move(heightFactor, height), columnShift: move(widthFactor, width) };
    return [transformImage(tf, x, transform, sampling)];
  },
  emitOnnx: (_emitter, _params, [x]) => [x],
  examples: [
    {
      title: 'A tenth in every direction',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 4, 5, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 5, 2] }],
      parameters: 0,
    },
    {
      title: 'Half the height, with the border drawn out',
      params: { heightFactor: [0.5], widthFactor: [0], fillMode: 'nearest' },
      inputs: [{ dtype: 'float32', shape: [null, 4, 2, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 2, 1] }],
    },
  ],
});
