import { fail, ok } from '../../result.ts';
import { sampleShape } from '../../shape/tensor-type.ts';
import { needsImage } from '../image-input.ts';
import { defineLayer } from '../layer.ts';
import { flag, integer, number } from '../parameter.ts';
import { crop, emitCropping, emitPadding, pad } from './border.ts';
import { interpolationParameter } from './interpolation-parameter.ts';
import { cropTo, padTo } from './proportions.ts';
import { emitResizeImage, resizeImage } from './resize-image.ts';

export const resizing = defineLayer({
  type: 'Resizing',
  title: 'Resizing',
  category: 'merge',
  icon: 'maximize-2',
  summary: 'Brings images to a given height and width.',
  doc: `Makes an image larger or smaller, so that it fits what comes behind: a network made for 224 × 224 pixels, or another
branch. Each new pixel is taken from where its centre lies in the old image. Images of other proportions are distorted,
unless you have them cropped or framed. It has nothing to learn.`,
  formula:
    "y_{i,j,c} = x(i', j', c), \\quad i' = (i + \\tfrac{1}{2})\\, \\tfrac{H}{H'} - \\tfrac{1}{2}, \\quad j' = (j + \\tfrac{1}{2})\\, \\tfrac{W}{W'} - \\tfrac{1}{2}",
  parameters: {
    height: integer({ label: 'Height', help: 'Rows of the new image.', default: 32, max: 100_000 }),
    width: integer({ label: 'Width', help: 'Columns of the new image.', default: 32, max: 100_000 }),
    interpolation: interpolationParameter('bilinear'),
    cropToAspectRatio: flag({
      label: 'Crop to the proportions',
      help: 'First cuts off what would distort the image, at both sides.',
      default: false,
      advanced: true,
    }),
    padToAspectRatio: flag({
      label: 'Frame to the proportions',
      help: 'First adds a frame, so that nothing is lost and nothing distorted.',
      default: false,
      advanced: true,
    }),
    fillValue: number({
      label: 'Value of the frame',
      help: 'What the frame is filled with.',
      default: 0,
      advanced: true,
    }),
  },
  describe: ({ height, width, interpolation }) => `${height}×${width}, ${interpolation}`,
  infer: ({ height, width, cropToAspectRatio, padToAspectRatio }, [input]) => {
    const image = needsImage(input);
    if (!image.ok) return image;
    if (!cropToAspectRatio || !padToAspectRatio) {
      return ok([{ dtype: 'float32', shape: [null, height, width, image.value.channels] }]);
    }
    return fail([
      {
        code: 'crop-and-frame',
        severity: 'error',
        message:
          '{layer} is to crop images and to frame them, but either keeps the proportions by itself. Choose one of them.',
        received: 'both',
        expected: 'cropping or a frame',
        param: 'padToAspectRatio',
        remedies: [
          { kind: 'set-params', label: 'Crop', params: { padToAspectRatio: false } },
          { kind: 'set-params', label: 'Frame', params: { cropToAspectRatio: false } },
        ],
      },
    ]);
  },
  call: ({ tf }, params, [x]) => {
    const [, rows = 1, columns = 1] = x.shape;
    const [old, size] = [
      [rows, columns],
      [params.height, params.width],
    ] as const;
    const fitting = params.cropToAspectRatio
      ? crop(tf, x, cropTo(old, size))
      : params.padToAspectRatio
        ? pad(tf, x, padTo(old, size), params.fillValue)
        : x;
    return [resizeImage(tf, fitting, size, params.interpolation)];
  },
  emitOnnx: (emitter, params, [x]) => {
    const [rows = 1, columns = 1] = sampleShape(x.shape);
    const [old, size] = [
      [rows, columns],
      [params.height, params.width],
    ] as const;
    const fitting = params.cropToAspectRatio
      ? emitCropping(emitter, x, cropTo(old, size))
      : params.padToAspectRatio
        ? emitPadding(emitter, x, padTo(old, size), params.fillValue)
        : x;
    return [emitResizeImage(emitter, fitting, size, params.interpolation)];
  },
  sight: (params, [{ shape }]) => {
    const [rows = 1, columns = 1] = sampleShape(shape);
    const size = [params.height, params.width] as const;
    const [top, bottom, left, right] = params.cropToAspectRatio
      ? cropTo([rows, columns], size).map((lines) => -lines)
      : params.padToAspectRatio
        ? padTo([rows, columns], size)
        : [];
    const old = [rows + (top ?? 0) + (bottom ?? 0), columns + (left ?? 0) + (right ?? 0)];
    const strides = size.map((lines, axis) => (old[axis] ?? 1) / lines);
    // A new pixel lies between two old ones on each axis, or in the midst of one where nothing is scaled.
    const seen = strides.map((stride) => (params.interpolation === 'bilinear' && stride !== 1 ? 2 : 1));
    return { size: seen, strides };
  },
  examples: [
    {
      title: 'An image twice as large',
      params: { height: 6, width: 8 },
      inputs: [{ dtype: 'float32', shape: [null, 3, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 6, 8, 2] }],
      parameters: 0,
    },
    {
      title: 'Smaller, by a factor that is no whole number',
      params: { height: 5, width: 3 },
      inputs: [{ dtype: 'float32', shape: [null, 7, 8, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 5, 3, 1] }],
    },
    {
      title: 'The nearest pixel as it is',
      params: { height: 5, width: 7, interpolation: 'nearest' },
      inputs: [{ dtype: 'float32', shape: [null, 3, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 5, 7, 2] }],
    },
    {
      title: 'The nearest pixel where two are equally near',
      params: { height: 3, width: 2, interpolation: 'nearest' },
      inputs: [{ dtype: 'float32', shape: [null, 10, 4, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 1] }],
    },
    {
      title: 'Cropped to a square first',
      params: { height: 4, width: 4, cropToAspectRatio: true },
      inputs: [{ dtype: 'float32', shape: [null, 3, 6, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 4, 2] }],
    },
    {
      title: 'Framed to a square first',
      params: { height: 4, width: 4, padToAspectRatio: true, fillValue: 0.5, interpolation: 'nearest' },
      inputs: [{ dtype: 'float32', shape: [null, 3, 6, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 4, 1] }],
    },
  ],
});
