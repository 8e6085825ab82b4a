/** What a run does before it is there, in slices: each lets commands in, tells how far it is, and ends when it is stopped. */
import { setImmediate as letCommandsIn } from 'node:timers/promises';
import type { Dataset } from '../../core/data/dataset.ts';
import type { TensorData } from '../../core/engine/engine.ts';
import { initialWeights } from '../../core/model/initialize.ts';
import type { Model } from '../../core/model/model.ts';
import type { StartStep } from '../contract.ts';
import { stoppable } from '../stoppable.ts';
import { cancelReading, openFromShelf } from './dataset-shelf.ts';
import type { DatasetPlace } from './messages.ts';
import { rarely } from './rarely.ts';

export interface Preparation {
  readonly signal: AbortSignal;
  readonly say: (step: StartStep) => void;
}

/** How far the reading is, the shelf tells. */
export async function openForRun(place: DatasetPlace, { signal, say }: Preparation): Promise<Dataset> {
  say({ work: 'reading' });
  const cancel = () => cancelReading(place.reference.source);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await stoppable(openFromShelf(place), signal);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** The same dataset for who goes through `total` of its samples, once or several times. */
export function measured(dataset: Dataset, total: number, { signal, say }: Preparation): Dataset {
  const tell = rarely((done) => say({ work: 'measuring', done, total }));
  let done = 0;
  return {
    description: dataset.description,
    async read(indices) {
      await letCommandsIn();
      signal.throwIfAborted();
      const batch = await stoppable(dataset.read(indices), signal);
      done = (done < total ? done : 0) + indices.length;
      tell(done, total);
      return batch;
    },
  };
}

export async function drawWeights(
  { weights }: Model,
  seed: number,
  { signal, say }: Preparation,
): Promise<Record<string, TensorData>> {
  say({ work: 'weights' });
  const drawn: Record<string, TensorData> = {};
  for (const weight of weights) {
    await letCommandsIn();
    signal.throwIfAborted();
    Object.assign(drawn, initialWeights({ weights: [weight] }, seed));
  }
  return drawn;
}
