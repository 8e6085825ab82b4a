/** What a run learns from: a dataset, how its fields become inputs, and which samples serve for what. */
import type { Dataset } from '../data/dataset.ts';
import type { FieldPreprocessing } from './feeds.ts';

export interface TrainingData {
  readonly dataset: Dataset;
  readonly preprocessing: FieldPreprocessing;
  /** Numbers of samples. */
  readonly train: Int32Array;
  readonly validation: Int32Array;
}
