import { ok } from '../../result.ts';
import { formatShape } from '../../shape/tensor-type.ts';
import { defineLayer } from '../layer.ts';
import { choice, dimensions, field } from '../parameter.ts';

export const input = defineLayer({
  type: 'Input',
  title: 'Input',
  category: 'io',
  icon: 'log-in',
  summary: 'Where samples of the dataset enter the network.',
  doc: `Every network starts here. The shape is that of one sample, such as 28 × 28 × 1 for a small grey image or 4
for a row of four numbers; the number of samples in a batch is added by itself. Networks learn badly from large
or very different numbers, so values are scaled on the way in, and the same scaling is written into every exported
file. A network may have several inputs, each bound to its own field of the dataset.`,
  parameters: {
    field: field({
      label: 'Field',
      help: "The dataset's field that enters here. Left empty, the first one that is not the target.",
      role: 'input',
      default: '',
    }),
    shape: dimensions({
      label: 'Shape',
      help: 'Dimensions of one sample: height, width, channels of an image; the number of columns of a table.',
      default: [28, 28, 1],
    }),
    scaling: choice({
      label: 'Scaling',
      help: 'How raw values become what the network sees.',
      default: 'auto',
      options: {
        auto: 'Automatic: images to 0…1, columns standardized',
        none: 'None: as they are',
        standardize: 'Standardized: mean 0, deviation 1',
        unit: 'To 0…1 by smallest and largest',
      },
    }),
  },
  describe: ({ shape }) => formatShape([null, ...shape]),
  ports: () => ({ inputs: [], outputs: [{ id: 'out', label: 'Output' }] }),
  infer: ({ shape }) => ok([{ dtype: 'float32', shape: [null, ...shape] }]),
  // The model hands over the fed tensor, the exporter the graph's input: both go on as they are.
  call: (_context, _params, [fed]) => [fed],
  emitOnnx: (_emitter, _params, [fed]) => [fed],
  examples: [
    {
      title: 'Small grey images',
      params: { field: 'image', shape: [28, 28, 1] },
      inputs: [],
      outputs: [{ dtype: 'float32', shape: [null, 28, 28, 1] }],
      parameters: 0,
    },
    {
      title: 'Four columns of a table',
      params: { field: 'features', shape: [4], scaling: 'standardize' },
      inputs: [],
      outputs: [{ dtype: 'float32', shape: [null, 4] }],
      parameters: 0,
    },
  ],
});
