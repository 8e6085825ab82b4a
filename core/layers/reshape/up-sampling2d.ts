import { enlargedSums } from '../../explain/size-sums.ts';
import { ok } from '../../result.ts';
import { sampleShape } from '../../shape/tensor-type.ts';
import { needsImage } from '../image-input.ts';
import { defineLayer } from '../layer.ts';
import { tuple } from '../parameter.ts';
import { enlargedSight } from '../sight.ts';
import { asList } from '../spatial-input.ts';
import { interpolationParameter } from './interpolation-parameter.ts';
import { emitRepeatPlaces, repeatPlaces } from './repeat-places.ts';
import { emitResizeImage, resizeImage } from './resize-image.ts';

export const upSampling2d = defineLayer({
  type: 'UpSampling2D',
  title: 'UpSampling2D',
  category: 'merge',
  icon: 'expand',
  summary: 'Enlarges an image by repeating or blending its pixels.',
  doc: `Repeats every row and every column, so that each pixel becomes a block of equal ones. It is the counterpart of
pooling: decoders and U-Nets grow their images back with it, usually with a Conv2D behind that smooths the blocks.
With interpolation "bilinear" pixels blend into each other instead. It has nothing to learn.`,
  formula: 'y_{i,j,c} = x_{\\lfloor i / s_h \\rfloor,\\; \\lfloor j / s_w \\rfloor,\\; c}',
  parameters: {
    size: tuple({
      places: ['height', 'width'],
      label: 'Factor',
      help: 'How many times each row and each column is repeated: height, width.',
      default: [2, 2],
      max: 100,
    }),
    interpolation: interpolationParameter('nearest'),
  },
  describe: ({ size, interpolation }) =>
    interpolation === 'nearest' ? size.join('×') : `${size.join('×')}, ${interpolation}`,
  infer: ({ size }, [input]) => {
    const image = needsImage(input);
    if (!image.ok) return image;
    const { height, width, channels } = image.value;
    return ok([{ dtype: 'float32', shape: [null, height * size[0], width * size[1], channels] }]);
  },
  call: ({ tf }, { size, interpolation }, [x]) => {
    if (interpolation === 'nearest') return [repeatPlaces(tf, x, size)];
    const [, height = 1, width = 1] = x.shape;
    return [resizeImage(tf, x, [height * size[0], width * size[1]], interpolation)];
  },
  emitOnnx: (emitter, { size, interpolation }, [x]) => {
    if (interpolation === 'nearest') return [emitRepeatPlaces(emitter, x, size)];
    const [height = 1, width = 1] = sampleShape(x.shape);
    return [emitResizeImage(emitter, x, [height * size[0], width * size[1]], interpolation)];
  },
  explain: ({ size }, [input]) => enlargedSums(input, asList(size)),
  sight: ({ size, interpolation }) => enlargedSight(size, interpolation === 'bilinear' ? 2 : 1),
  examples: [
    {
      title: 'Twice as large',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 3, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 6, 8, 2] }],
      parameters: 0,
    },
    {
      title: 'Three times as wide',
      params: { size: [1, 3] },
      inputs: [{ dtype: 'float32', shape: [null, 2, 3, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 9, 3] }],
    },
    {
      title: 'Pixels that blend into each other',
      params: { size: [2, 3], interpolation: 'bilinear' },
      inputs: [{ dtype: 'float32', shape: [null, 3, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 6, 12, 2] }],
    },
  ],
});
