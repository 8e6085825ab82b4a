/** Turns, stretches and moves every image of a batch by an amount of its own. */
import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import type { RandomSource } from '../call-context.ts';
import { type Sampling, sampleImage } from './sample-image.ts';

/**
 * From a pixel of the result to its place in the source, both measured from the middle of the image; one number for
 * each image, as batch × 1 × 1. What is absent changes nothing.
 */
export interface Transform {
  readonly rowByRow?: Tensor;
  readonly rowByColumn?: Tensor;
  readonly columnByRow?: Tensor;
  readonly columnByColumn?: Tensor;
  /** Added to the row, in pixels. */
  readonly rowShift?: Tensor;
  readonly columnShift?: Tensor;
}

export function transformImage(tf: TensorFlow, x: Tensor, transform: Transform, sampling: Sampling): Tensor {
  const [batch = 1, height = 1, width = 1] = x.shape;
  const middle = { row: (height - 1) / 2, column: (width - 1) / 2 };
  const row = tf.reshape(tf.sub(tf.range(0, height, 1), middle.row), [1, height, 1]);
  const column = tf.reshape(tf.sub(tf.range(0, width, 1), middle.column), [1, 1, width]);
  const times = (factor: Tensor | undefined, values: Tensor) => (factor ? tf.mul(factor, values) : undefined);
  const place = (terms: readonly (Tensor | undefined)[], offset: number) => {
    const sum = terms.reduce<Tensor>(
      (total, term) => (term ? tf.add(total, term) : total),
      tf.scalar(offset),
    );
    return tf.broadcastTo(sum, [batch, height, width]);
  };
  return sampleImage(
    tf,
    x,
    {
      rows: place(
        [
          transform.rowByRow ? times(transform.rowByRow, row) : row,
          times(transform.rowByColumn, column),
          transform.rowShift,
        ],
        middle.row,
      ),
      columns: place(
        [
          transform.columnByColumn ? times(transform.columnByColumn, column) : column,
          times(transform.columnByRow, row),
          transform.columnShift,
        ],
        middle.column,
      ),
    },
    sampling,
  );
}

/** Independent numbers from `from` to `to`, one for each image: batch × 1 × 1. */
export function randomBetween(
  tf: TensorFlow,
  random: RandomSource,
  batch: number,
  from: number,
  to: number,
): Tensor {
  return tf.add(tf.mul(random.uniform([batch, 1, 1]), to - from), from);
}
