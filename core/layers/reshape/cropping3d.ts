import { borderSums } from '../../explain/size-sums.ts';
import { defineLayer } from '../layer.ts';
import { tuple } from '../parameter.ts';
import { placeSight } from '../sight.ts';
import { crop, describeBorder, emitCropping, inferCropping } from './border.ts';

export const cropping3d = defineLayer({
  type: 'Cropping3D',
  title: 'Cropping3D',
  category: 'merge',
  icon: 'crop',
  summary: 'Cuts a border off a volume.',
  doc: `Removes layers, rows and columns at the border of the volume, in every channel. Use it to make two branches the same size
before an Add or a Concatenate, as the 3D U-Net does. It has nothing to learn.`,
  parameters: {
    cropping: tuple({
      places: ['front', 'back', 'top', 'bottom', 'left', 'right'],
      label: 'Cut off',
      help: 'Layers, rows and columns to remove at the front, back, top, bottom, left and right.',
      default: [1, 1, 1, 1, 1, 1],
      min: 0,
      max: 100_000,
    }),
  },
  describe: ({ cropping }) => describeBorder(cropping),
  infer: ({ cropping }, [input]) => inferCropping(cropping, input, 'cropping'),
  call: ({ tf }, { cropping }, [x]) => [crop(tf, x, cropping)],
  emitOnnx: (emitter, { cropping }, [x]) => [emitCropping(emitter, x, cropping)],
  explain: ({ cropping }, [input]) => borderSums(input, cropping, '−'),
  sight: () => placeSight(3),
  examples: [
    {
      title: 'One value off every side',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 3, 4, 5, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 1, 2, 3, 2] }],
      parameters: 0,
    },
    {
      title: 'Another amount on each side',
      params: { cropping: [0, 1, 2, 0, 1, 1] },
      inputs: [{ dtype: 'float32', shape: [null, 2, 3, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 1, 1, 2, 2] }],
    },
  ],
});
