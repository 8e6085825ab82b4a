import { borderSums } from '../../explain/size-sums.ts';
import { defineLayer } from '../layer.ts';
import { tuple } from '../parameter.ts';
import { placeSight } from '../sight.ts';
import { describeBorder, emitPadding, inferPadding, pad } from './border.ts';

export const zeroPadding2d = defineLayer({
  type: 'ZeroPadding2D',
  title: 'ZeroPadding2D',
  category: 'merge',
  icon: 'frame',
  summary: 'Adds a border of zeros around an image.',
  doc: `Puts rows and columns of zeros around the image. A convolution behind it then sees the border as often as the
middle, or images get the size that a network was made for. It has nothing to learn.`,
  parameters: {
    padding: tuple({
      places: ['top', 'bottom', 'left', 'right'],
      label: 'Border',
      help: 'Zeros to add at the top, bottom, left and right.',
      default: [1, 1, 1, 1],
      min: 0,
      max: 1000,
    }),
  },
  describe: ({ padding }) => describeBorder(padding),
  infer: ({ padding }, [input]) => inferPadding(padding, input),
  call: ({ tf }, { padding }, [x]) => [pad(tf, x, padding)],
  emitOnnx: (emitter, { padding }, [x]) => [emitPadding(emitter, x, padding)],
  explain: ({ padding }, [input]) => borderSums(input, padding, '+'),
  sight: () => placeSight(2),
  examples: [
    {
      title: 'One more pixel on every side',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 4, 5, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 6, 7, 2] }],
      parameters: 0,
    },
    {
      title: 'Different sides',
      params: { padding: [0, 1, 2, 3] },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 5, 8, 1] }],
    },
  ],
});
