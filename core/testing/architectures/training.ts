/** How the famous networks were trained, roughly: many passes of plain gradient descent with momentum. */
import type { TrainingSettings } from '../../document/schema.ts';

export const IMAGENET_TRAINING: Partial<TrainingSettings> = {
  epochs: 90,
  optimizer: { type: 'sgd', learningRate: 0.01, momentum: 0.9, nesterov: false },
};
