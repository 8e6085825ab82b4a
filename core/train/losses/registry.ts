/** The losses that an Output can name. Adding one is its file and its line here. */
import { binaryCrossentropy } from './binary-crossentropy.ts';
import { binaryFocalCrossentropy } from './binary-focal-crossentropy.ts';
import { categoricalCrossentropy } from './categorical-crossentropy.ts';
import { categoricalFocalCrossentropy } from './categorical-focal-crossentropy.ts';
import { categoricalHinge } from './categorical-hinge.ts';
import { cosineSimilarity } from './cosine-similarity.ts';
import { dice } from './dice.ts';
import { hinge } from './hinge.ts';
import { huber } from './huber.ts';
import { iou } from './iou.ts';
import { klDivergence } from './kl-divergence.ts';
import { logCosh } from './log-cosh.ts';
import type { Loss } from './loss.ts';
import { meanAbsoluteError } from './mean-absolute-error.ts';
import { meanAbsolutePercentageError } from './mean-absolute-percentage-error.ts';
import { meanSquaredError } from './mean-squared-error.ts';
import { meanSquaredLogarithmicError } from './mean-squared-logarithmic-error.ts';
import { poisson } from './poisson.ts';
import { rootMeanSquaredError } from './root-mean-squared-error.ts';
import { sparseCategoricalCrossentropy } from './sparse-categorical-crossentropy.ts';
import { squaredHinge } from './squared-hinge.ts';

export const LOSSES: readonly Loss[] = [
  categoricalCrossentropy,
  sparseCategoricalCrossentropy,
  categoricalFocalCrossentropy,
  categoricalHinge,
  binaryCrossentropy,
  binaryFocalCrossentropy,
  hinge,
  squaredHinge,
  meanSquaredError,
  rootMeanSquaredError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredLogarithmicError,
  huber,
  logCosh,
  poisson,
  cosineSimilarity,
  klDivergence,
  dice,
  iou,
];

/** Undefined for the loss of a network that another program made. */
export function knownLoss(name: string | undefined): Loss | undefined {
  return LOSSES.find((candidate) => candidate.name === name);
}

/** Throws for a name that the Output's own schema should have refused. */
export function findLoss(name: string): Loss {
  const loss = knownLoss(name);
  if (loss) return loss;
  throw new Error(
    `The loss "${name}" is not known; expected one of ${LOSSES.map((known) => known.name).join(', ')}.`,
  );
}

/** Whether each number answers yes or no by itself, instead of all of them choosing one class. */
export function answersYesOrNo(loss: string | undefined): boolean {
  const compares = knownLoss(loss)?.compares;
  return compares === 'yesNo' || compares === 'signs';
}

/** Numbers above this answer yes. */
export function yesAbove(loss: string | undefined): number {
  return knownLoss(loss)?.compares === 'signs' ? 0 : 0.5;
}
