/** The losses that an Output can name. Adding one is its file and its line here. */
import { binaryCrossentropy } from './binary-crossentropy.ts';
import { categoricalCrossentropy } from './categorical-crossentropy.ts';
import { huber } from './huber.ts';
import type { Loss } from './loss.ts';
import { meanAbsoluteError } from './mean-absolute-error.ts';
import { meanSquaredError } from './mean-squared-error.ts';

export const LOSSES: readonly Loss[] = [
  categoricalCrossentropy,
  binaryCrossentropy,
  meanSquaredError,
  meanAbsoluteError,
  huber,
];

/** Throws for a name that the Output's own schema should have refused. */
export function findLoss(name: string): Loss {
  const loss = LOSSES.find((candidate) => candidate.name === name);
  if (!loss) {
    throw new Error(
      `The loss "${name}" is not known; expected one of ${LOSSES.map(({ name }) => name).join(', ')}.`,
    );
  }
  return loss;
}
