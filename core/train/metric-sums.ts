/** Sums of a batch's figures, from which the means over an epoch are exact whatever the sizes of its batches. */
import type { TensorData } from '../engine/engine.ts';
import type { Model } from '../model/model.ts';
import type { Metrics } from './events.ts';
import { correctName, LOSS, lossName } from './program-names.ts';

type Outputs = Pick<Model, 'outputs'>;

/** Part of a checkpoint: plain numbers by figure, and the samples that they stand for. */
export interface MetricSums {
  readonly samples: number;
  readonly sums: Readonly<Record<string, number>>;
}

export const NO_SUMS: MetricSums = { samples: 0, sums: {} };

/** Losses arrive as means over the batch, right answers as sums. */
export function addBatch(
  { samples, sums }: MetricSums,
  outputs: Readonly<Record<string, TensorData>>,
  batchSize: number,
): MetricSums {
  const next: Record<string, number> = { ...sums };
  for (const [name, { data }] of Object.entries(outputs)) {
    const value = data[0] ?? Number.NaN;
    const isLoss = name === LOSS || name.startsWith('loss:');
    next[name] = (next[name] ?? 0) + (isLoss ? value * batchSize : value);
  }
  return { samples: samples + batchSize, sums: next };
}

/** `loss`, `accuracy`; with several outputs also `<output>/loss` and `<output>/accuracy`. */
export function trainingMetrics(model: Outputs, sums: MetricSums): Metrics {
  return meanMetrics(model, sums, 'loss', 'accuracy');
}

/** `valLoss`, `valAccuracy`; with several outputs also `<output>/valLoss` and `<output>/valAccuracy`. */
export function validationMetrics(model: Outputs, sums: MetricSums): Metrics {
  return meanMetrics(model, sums, 'valLoss', 'valAccuracy');
}

function meanMetrics(model: Outputs, { samples, sums }: MetricSums, loss: string, accuracy: string): Metrics {
  const metrics: Record<string, number> = {};
  const several = model.outputs.length > 1;
  const take = (figure: string, name: string) => {
    const sum = sums[figure];
    if (sum !== undefined && samples > 0) metrics[name] = sum / samples;
  };
  take(LOSS, loss);
  for (const { layer, name } of model.outputs) {
    if (several) take(lossName(layer), `${name}/${loss}`);
    take(correctName(layer), several ? `${name}/${accuracy}` : accuracy);
  }
  return metrics;
}
