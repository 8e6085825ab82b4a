/** A shape whose dimensions say by a small letter what they are: height, width, channels. */
import { dimensionLetters } from '../../core/shape/dimension-letters.ts';
import { formatShape, type Shape } from '../../core/shape/tensor-type.ts';
import styles from './LetteredShape.module.css';

/** Longer ones take the whole room of a card for their figures. */
const LONGEST = 16;
const TIMES = ' × ';

export function LetteredShape({ shape }: { shape: Shape }) {
  const text = formatShape(shape);
  const dimensions = text.split(TIMES);
  const letters = dimensionLetters(shape.length - 1);
  if (text.length > LONGEST || letters.length !== dimensions.length) return text;
  return dimensions.map((dimension, axis) => (
    <span key={letters[axis]}>
      {axis > 0 && TIMES}
      <span className={styles.dimension} data-letter={letters[axis]}>
        {dimension}
      </span>
    </span>
  ));
}
