/** Names of what goes into and comes out of the training programs. */
import type { LayerId } from '../document/schema.ts';

export const LEARNING_RATE = 'learningRate';
/** Two int32 numbers: the run's seed and the number of the step. */
export const SEED = 'seed';

export const inputName = (layer: LayerId) => `input:${layer}`;
export const targetName = (layer: LayerId) => `target:${layer}`;
export const outputName = (layer: LayerId) => `output:${layer}`;

/** The weighted sum of the outputs' losses. */
export const LOSS = 'loss';
export const lossName = (layer: LayerId) => `loss:${layer}`;
/** Of all that a step has moved: no number as soon as one of them is none. */
export const WEIGHT_SUM = 'weight sum';
/** Right answers in the batch. */
export const correctName = (layer: LayerId) => `correct:${layer}`;
