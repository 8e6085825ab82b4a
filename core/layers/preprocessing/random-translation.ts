import { ok } from '../../result.ts';
import { needsImage } from '../image-input.ts';
import { defineLayer } from '../layer.ts';
import { number } from '../parameter.ts';
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
    heightFactor: number({
      label: 'Up and down',
      help: 'The farthest move, as a share of the height.',
      default: 0.1,
      min: 0,
      max: 1,
      step: 0.01,
    }),
    widthFactor: number({
      label: 'Left and right',
      help: 'The farthest move, as a share of the width.',
      default: 0.1,
      min: 0,
      max: 1,
      step: 0.01,
    }),
    ...samplingParameters,
  },
  describe: ({ heightFactor, widthFactor }) =>
    `± ${Math.round(heightFactor * 100)} %, ± ${Math.round(widthFactor * 100)} %`,
  infer: (_params, [input]) => {
    const image = needsImage(input);
    return image.ok ? ok([{ dtype: 'float32', shape: input.shape }]) : image;
  },
  call: ({ tf, training, random }, { heightFactor, widthFactor, ...sampling }, [x]) => {
    if (!training) return [x];
    const [batch = 1, height = 1, width = 1] = x.shape;
    const move = (limit: number) => randomBetween(tf, random, batch, -limit, limit);
    const transform = { rowShift: move(heightFactor * height), columnShift: move(widthFactor * width) };
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
      params: { heightFactor: 0.5, widthFactor: 0, fillMode: 'nearest' },
      inputs: [{ dtype: 'float32', shape: [null, 4, 2, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 2, 1] }],
    },
  ],
});
