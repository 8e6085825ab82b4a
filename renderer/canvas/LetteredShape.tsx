/** A shape whose dimensions say by a small letter what they are: height, width, channels. */
import { dimensionLetters } from '../../core/shape/dimension-letters.ts';
import { formatShape, type Shape } from '../../core/shape/tensor-type.ts';
import styles from './LetteredShape.module.css';

/** What a line of a card holds, in figures. */
const ROOM = 21;
const LETTER = 0.9;
const GAP = 1.5;
const TIMES = ' × ';

interface LetteredShapeProps {
  readonly shape: Shape;
  /** How many figures stand beside it: it leaves out the letters before they would cut it. */
  readonly beside: number;
}

export function LetteredShape({ shape, beside }: LetteredShapeProps) {
  const text = formatShape(shape);
  const dimensions = text.split(TIMES);
  const letters = dimensionLetters(shape.length - 1);
  const taken = text.length + dimensions.length * LETTER + (beside > 0 ? beside + GAP : 0);
  // A row of features needs no letter: it would be read as part of the figure.
  if (dimensions.length < 2 || taken > ROOM || letters.length !== dimensions.length) return text;
  return dimensions.map((dimension, axis) => (
    <span key={letters[axis]}>
      {axis > 0 && TIMES}
      <span className={styles.dimension} data-letter={letters[axis]}>
        {dimension}
      </span>
    </span>
  ));
}
