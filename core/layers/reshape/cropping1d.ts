import { borderSums } from '../../explain/size-sums.ts';
import { defineLayer } from '../layer.ts';
import { tuple } from '../parameter.ts';
import { placeSight } from '../sight.ts';
import { crop, describeBorder, emitCropping, inferCropping } from './border.ts';

export const cropping1d = defineLayer({
  type: 'Cropping1D',
  title: 'Cropping1D',
  category: 'merge',
  icon: 'crop',
  summary: 'Cuts the ends off a sequence.',
  doc: `Removes steps at the start and the end of the sequence. Use it to make two branches the same length before an Add or a
Concatenate, or to leave out what a signal begins with. It has nothing to learn.`,
  parameters: {
    cropping: tuple({
      places: ['before', 'behind'],
      label: 'Cut off',
      help: 'Steps to remove at the start and the end.',
      default: [1, 1],
      min: 0,
      max: 100_000,
    }),
  },
  describe: ({ cropping }) => describeBorder(cropping),
  infer: ({ cropping }, [input]) => inferCropping(cropping, input, 'cropping'),
  call: ({ tf }, { cropping }, [x]) => [crop(tf, x, cropping)],
  emitOnnx: (emitter, { cropping }, [x]) => [emitCropping(emitter, x, cropping)],
  explain: ({ cropping }, [input]) => borderSums(input, cropping, '−'),
  sight: () => placeSight(1),
  examples: [
    {
      title: 'One step off both ends',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 5, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2] }],
      parameters: 0,
    },
    {
      title: 'Only the last two steps go',
      params: { cropping: [0, 2] },
      inputs: [{ dtype: 'float32', shape: [null, 6, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
    },
  ],
});
