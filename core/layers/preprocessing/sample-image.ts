/** Looks images up at places of their own between the pixels: what rotating, zooming and moving have in common. */
import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import { choice, number } from '../parameter.ts';

export const samplingParameters = {
  fillMode: choice({
    label: 'Beyond the border',
    help: 'What is seen where the image has moved away.',
    default: 'reflect',
    options: {
      reflect: 'Reflect: the image in a mirror',
      constant: 'Constant: one number',
      nearest: 'Nearest: the border, drawn out',
      wrap: 'Wrap: the image again',
    },
  }),
  interpolation: choice({
    label: 'Between pixels',
    help: 'Takes the mean of the four pixels around a place, weighed by distance, or the nearest one.',
    default: 'bilinear',
    options: { bilinear: 'Bilinear: mean of four', nearest: 'Nearest: one pixel' },
    advanced: true,
  }),
  fillValue: number({
    label: 'Fill value',
    help: 'The number beyond the border, where that is constant.',
    default: 0,
    advanced: true,
  }),
};

export interface Sampling {
  readonly fillMode: 'reflect' | 'constant' | 'nearest' | 'wrap';
  readonly interpolation: 'bilinear' | 'nearest';
  readonly fillValue: number;
}

/** A row and a column of the source for each pixel of the result: batch × height × width, fractions allowed. */
export interface Places {
  readonly rows: Tensor;
  readonly columns: Tensor;
}

/** `x` is batch × height × width × channels; the result has the height and width of `places`. */
export function sampleImage(tf: TensorFlow, x: Tensor, places: Places, sampling: Sampling): Tensor {
  const [, height = 1, width = 1] = x.shape;
  const rows = folded(tf, places.rows, height, sampling);
  const columns = folded(tf, places.columns, width, sampling);
  if (sampling.interpolation === 'nearest') {
    return pixels(tf, x, { rows: tf.round(rows), columns: tf.round(columns) }, sampling);
  }
  const top = tf.floor(rows);
  const left = tf.floor(columns);
  const corner = (down: 0 | 1, right: 0 | 1) => {
    const near = pixels(tf, x, { rows: tf.add(top, down), columns: tf.add(left, right) }, sampling);
    const share = tf.mul(weight(tf, tf.sub(rows, top), down), weight(tf, tf.sub(columns, left), right));
    return tf.mul(near, tf.expandDims(share, -1));
  };
  return tf.addN([corner(0, 0), corner(0, 1), corner(1, 0), corner(1, 1)]);
}

function weight(tf: TensorFlow, distance: Tensor, side: 0 | 1): Tensor {
  return side === 1 ? distance : tf.sub(1, distance);
}

/** Brings places beyond the border back into the image, as TensorFlow's ImageProjectiveTransform does. */
function folded(tf: TensorFlow, places: Tensor, size: number, { fillMode }: Sampling): Tensor {
  if (fillMode === 'constant') return places;
  const inside = (x: Tensor) => tf.clipByValue(x, 0, size - 1);
  if (fillMode === 'nearest') return inside(places);
  const modulo = (x: Tensor, period: number) => tf.sub(x, tf.mul(tf.floor(tf.div(x, period)), period));
  if (fillMode === 'wrap') return inside(modulo(places, size));
  // The mirrors stand half a pixel beyond the outermost ones.
  const turned = modulo(tf.add(places, 0.5), 2 * size);
  return inside(tf.sub(tf.minimum(turned, tf.sub(2 * size, turned)), 0.5));
}

/** The pixels at whole places. */
function pixels(
  tf: TensorFlow,
  x: Tensor,
  { rows, columns }: Places,
  { fillMode, fillValue }: Sampling,
): Tensor {
  const [batch = 1, height = 1, width = 1, channels = 1] = x.shape;
  const row = tf.cast(tf.clipByValue(rows, 0, height - 1), 'int32');
  const column = tf.cast(tf.clipByValue(columns, 0, width - 1), 'int32');
  const whole = (value: number) => tf.scalar(value, 'int32');
  const first = tf.reshape(tf.mul(tf.range(0, batch, 1, 'int32'), whole(height * width)), [batch, 1, 1]);
  const index = tf.add(tf.add(first, tf.mul(row, whole(width))), column);
  const found = tf.gather(tf.reshape(x, [batch * height * width, channels]), index);
  if (fillMode !== 'constant') return found;
  const within = (places: Tensor, size: number) =>
    tf.logicalAnd(tf.greaterEqual(places, 0), tf.lessEqual(places, size - 1));
  const seen = tf.expandDims(
    tf.cast(tf.logicalAnd(within(rows, height), within(columns, width)), 'float32'),
    -1,
  );
  return tf.add(tf.mul(found, seen), tf.mul(tf.sub(1, seen), fillValue));
}
