import { enlargedSums } from '../../explain/size-sums.ts';
import { ok } from '../../result.ts';
import { defineLayer } from '../layer.ts';
import { tuple } from '../parameter.ts';
import { enlargedSight } from '../sight.ts';
import { asList } from '../spatial-input.ts';
import { needsVolume } from '../volume-input.ts';
import { emitRepeatPlaces, repeatPlaces } from './repeat-places.ts';

export const upSampling3d = defineLayer({
  type: 'UpSampling3D',
  title: 'UpSampling3D',
  category: 'merge',
  icon: 'expand',
  summary: 'Enlarges a volume by repeating its values.',
  doc: `Repeats every layer, row and column, so that each value becomes a block of equal ones. It is the counterpart of
MaxPooling3D: decoders grow their volumes back with it, usually with a Conv3D behind that smooths the blocks. It has
nothing to learn.`,
  formula:
    'y_{d,i,j,c} = x_{\\lfloor d / s_d \\rfloor,\\; \\lfloor i / s_h \\rfloor,\\; \\lfloor j / s_w \\rfloor,\\; c}',
  parameters: {
    size: tuple({
      places: ['depth', 'height', 'width'],
      label: 'Factor',
      help: 'How many times each layer, row and column is repeated: depth, height, width.',
      default: [2, 2, 2],
      max: 100,
    }),
  },
  describe: ({ size }) => size.join('×'),
  infer: ({ size }, [input]) => {
    const volume = needsVolume(input);
    if (!volume.ok) return volume;
    const { depth, height, width, channels } = volume.value;
    const shape = [null, depth * size[0], height * size[1], width * size[2], channels];
    return ok([{ dtype: 'float32', shape }]);
  },
  call: ({ tf }, { size }, [x]) => [repeatPlaces(tf, x, size)],
  emitOnnx: (emitter, { size }, [x]) => [emitRepeatPlaces(emitter, x, size)],
  explain: ({ size }, [input]) => enlargedSums(input, asList(size)),
  sight: ({ size }) => enlargedSight(size),
  examples: [
    {
      title: 'Twice as large',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 2, 1, 3, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 2, 6, 2] }],
      parameters: 0,
    },
    {
      title: 'Another factor for each axis',
      params: { size: [1, 3, 2] },
      inputs: [{ dtype: 'float32', shape: [null, 2, 2, 1, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 6, 2, 3] }],
    },
  ],
});
