import { ok } from '../../result.ts';
import { needsImage } from '../image-input.ts';
import { defineLayer } from '../layer.ts';
import { flag, range } from '../parameter.ts';
import { describeSpan, spanOf } from './random-range.ts';
import { samplingParameters } from './sample-image.ts';
import { randomBetween, transformImage } from './transform-image.ts';

export const randomZoom = defineLayer({
  type: 'RandomZoom',
  title: 'RandomZoom',
  category: 'preprocessing',
  icon: 'zoom-in',
  summary: 'Makes every image larger or smaller at random while training.',
  doc: `In every training step each image is enlarged or made smaller around its middle by an amount of its own; its size
in pixels stays. The network learns not to mind how near the camera was. Outside training, and in an exported file,
it does nothing.`,
  formula: 'z \\sim \\mathcal{U}(1 - f,\\ 1 + f)',
  parameters: {
    heightFactor: range({
      label: 'Amount',
      help: 'How much of the height may be seen more or less: 0.2 is from 80 to 120 percent. Two numbers: from where to where; below 0 is nearer.',
      default: [0.2],
      min: -1,
      max: 1,
    }),
    keepAspect: flag({
      label: 'Keep the aspect',
      help: 'Zooms height and width alike, as Keras does where it is given no widthFactor. Off: the width has its own.',
      default: true,
    }),
    widthFactor: range({
      label: 'Amount in width',
      help: 'How much of the width may be seen more or less, where it does not follow the height.',
      default: [0.2],
      min: -1,
      max: 1,
      advanced: true,
    }),
    ...samplingParameters,
  },
  describe: ({ heightFactor }) => describeSpan(heightFactor),
  infer: (_params, [input]) => {
    const image = needsImage(input);
    return image.ok ? ok([{ dtype: 'float32', shape: input.shape }]) : image;
  },
  call: ({ tf, training, random }, { heightFactor, widthFactor, keepAspect, ...sampling }, [x]) => {
    if (!training) return [x];
    const [batch = 1] = x.shape;
    const around = (factors: readonly number[]) => {
      const [from, to] = spanOf(factors);
      return randomBetween(tf, random, batch, 1 + from, 1 + to);
    };
    const rowByRow = around(heightFactor);
    const columnByColumn = keepAspect ? rowByRow : around(widthFactor);
    return [transformImage(tf, x, { rowByRow, columnByColumn }, sampling)];
  },
  emitOnnx: (_emitter, _params, [x]) => [x],
  examples: [
    {
      title: 'A fifth nearer or farther',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 4, 5, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 5, 2] }],
      parameters: 0,
    },
    {
      title: 'Nearer only, height and width apart',
      params: { heightFactor: [-0.5, 0], widthFactor: [0.1], keepAspect: false, fillMode: 'wrap' },
      inputs: [{ dtype: 'float32', shape: [null, 3, 4, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 4, 1] }],
    },
  ],
});
