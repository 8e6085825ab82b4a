import { borderSums } from '../../explain/size-sums.ts';
import { defineLayer } from '../layer.ts';
import { tuple } from '../parameter.ts';
import { placeSight } from '../sight.ts';
import { describeBorder, emitPadding, inferPadding, pad } from './border.ts';

export const zeroPadding3d = defineLayer({
  type: 'ZeroPadding3D',
  title: 'ZeroPadding3D',
  category: 'merge',
  icon: 'frame',
  summary: 'Adds a border of zeros around a volume.',
  doc: `Puts layers, rows and columns of zeros around the volume. A convolution behind it then sees the border as often as the
middle, or volumes get the size that a network was made for. It has nothing to learn.`,
  parameters: {
    padding: tuple({
      places: ['front', 'back', 'top', 'bottom', 'left', 'right'],
      label: 'Border',
      help: 'Zeros to add at the front, back, top, bottom, left and right.',
      default: [1, 1, 1, 1, 1, 1],
      min: 0,
      max: 1000,
    }),
  },
  describe: ({ padding }) => describeBorder(padding),
  infer: ({ padding }, [input]) => inferPadding(padding, input),
  call: ({ tf }, { padding }, [x]) => [pad(tf, x, padding)],
  emitOnnx: (emitter, { padding }, [x]) => [emitPadding(emitter, x, padding)],
  explain: ({ padding }, [input]) => borderSums(input, padding, '+'),
  sight: () => placeSight(3),
  examples: [
    {
      title: 'One more value on every side',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 2, 3, 2, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 5, 4, 2] }],
      parameters: 0,
    },
    {
      title: 'Different sides',
      params: { padding: [0, 1, 2, 0, 1, 1] },
      inputs: [{ dtype: 'float32', shape: [null, 2, 1, 3, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 3, 5, 2] }],
    },
  ],
});
