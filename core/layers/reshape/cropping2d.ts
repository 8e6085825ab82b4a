import { borderSums } from '../../explain/size-sums.ts';
import { defineLayer } from '../layer.ts';
import { tuple } from '../parameter.ts';
import { placeSight } from '../sight.ts';
import { crop, describeBorder, emitCropping, inferCropping } from './border.ts';

export const cropping2d = defineLayer({
  type: 'Cropping2D',
  title: 'Cropping2D',
  category: 'merge',
  icon: 'crop',
  summary: 'Cuts a border off an image.',
  doc: `Removes rows and columns at the border of the image, in every channel. Use it to make two branches the same size
before an Add or a Concatenate, as U-Net does. It has nothing to learn.`,
  parameters: {
    cropping: tuple({
      places: ['top', 'bottom', 'left', 'right'],
      label: 'Cut off',
      help: 'Rows and columns to remove at the top, bottom, left and right.',
      default: [0, 0, 0, 0],
      min: 0,
      max: 100_000,
    }),
  },
  describe: ({ cropping }) => describeBorder(cropping),
  infer: ({ cropping }, [input]) => inferCropping(cropping, input, 'cropping'),
  call: ({ tf }, { cropping }, [x]) => [crop(tf, x, cropping)],
  emitOnnx: (emitter, { cropping }, [x]) => [emitCropping(emitter, x, cropping)],
  explain: ({ cropping }, [input]) => borderSums(input, cropping, '−'),
  sight: () => placeSight(2),
  examples: [
    {
      title: 'One pixel off every side',
      params: { cropping: [1, 1, 1, 1] },
      inputs: [{ dtype: 'float32', shape: [null, 4, 5, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 3, 2] }],
      parameters: 0,
    },
    {
      title: 'Another amount on each side',
      params: { cropping: [0, 2, 3, 1] },
      inputs: [{ dtype: 'float32', shape: [null, 5, 6, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 2] }],
    },
  ],
});
