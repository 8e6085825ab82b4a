/** A small training run for tests: two classes of points, and a network that draws at random and keeps statistics. */
import { memoryDataset } from '../../data/memory-dataset.ts';
import { createRandom } from '../../data/prng.ts';
import { stratifiedSplit } from '../../data/split.ts';
import { DEFAULT_TRAINING, type NetworkDocument, type TrainingSettings } from '../../document/schema.ts';
import { buildModel } from '../../model/build-model.ts';
import { initialWeights } from '../../model/initialize.ts';
import type { Model } from '../../model/model.ts';
import type { Checkpoint } from '../../train/checkpoint.ts';
import type { RunEvent } from '../../train/events.ts';
import { type TrainRunOptions, trainRun } from '../../train/run-training.ts';
import { chain } from '../draw.ts';
import { testEngine } from '../gradient-check.ts';

const SAMPLES = 50;

/** Two classes on either side of a line. */
function twoSides() {
  const random = createRandom(7, 'two sides');
  const x = Float32Array.from({ length: SAMPLES * 2 }, () => random.normal());
  const label = Uint8Array.from({ length: SAMPLES }, (_, i) =>
    (x[2 * i] ?? 0) > (x[2 * i + 1] ?? 0) ? 1 : 0,
  );
  const fields = [
    { name: 'x', kind: 'numeric' as const, shape: [2] },
    { name: 'label', kind: 'category' as const, shape: [], classes: ['left', 'right'] },
  ];
  return memoryDataset(
    {
      source: 'test',
      title: 'Two sides',
      summary: '',
      samples: SAMPLES,
      fields,
      target: 'label',
      problems: [],
    },
    { x, label },
  );
}

export const NETWORK: NetworkDocument = chain(
  { type: 'Input', params: { shape: [2] } },
  { type: 'Dense', id: 'hidden', params: { units: 16 } },
  { type: 'BatchNormalization', id: 'norm' },
  { type: 'Activation', id: 'relu', params: { activation: 'relu' } },
  { type: 'Dropout', id: 'dropout', params: { rate: 0.3 } },
  { type: 'Dense', id: 'answer', params: { units: 2 } },
  { type: 'Softmax', id: 'softmax' },
  { type: 'Output', id: 'output' },
);

export const dataset = twoSides();
export const split = stratifiedSplit(SAMPLES, 0.2, 3);
/** 40 training samples in batches of 12: the last one is smaller. */
export const SETTINGS: TrainingSettings = { ...DEFAULT_TRAINING, epochs: 4, batchSize: 12, seed: 3 };

export const model = modelOf(NETWORK);

export function modelOf(network: NetworkDocument): Model {
  const built = buildModel(network, dataset.description);
  if (built.ok) return built.value;
  throw new Error(built.error[0]?.message);
}

export interface Ran {
  readonly events: RunEvent[];
  readonly saved: Checkpoint[];
  readonly last: Checkpoint | undefined;
}

type Changed = Partial<Omit<TrainRunOptions, 'settings'>> & {
  readonly settings?: Partial<TrainingSettings>;
  /** Asked after every event. */
  readonly stopAfter?: (event: RunEvent) => boolean;
  /** Milliseconds by which the clock moves each time it is read. */
  readonly tick?: number;
};

export async function run({ stopAfter, tick = 1, settings, ...changed }: Changed = {}): Promise<Ran> {
  const saved: Checkpoint[] = [];
  const events: RunEvent[] = [];
  const signal = { aborted: false };
  let now = 0;
  const training = trainRun({
    model,
    data: { dataset, preprocessing: {}, ...split },
    engine: testEngine,
    settings: { ...SETTINGS, ...settings },
    weights: initialWeights(model, SETTINGS.seed),
    save: async (checkpoint) => {
      saved.push(checkpoint);
    },
    signal,
    clock: { now: () => (now += tick) },
    ...changed,
  });
  for await (const event of training) {
    events.push(event);
    if (stopAfter?.(event)) signal.aborted = true;
  }
  return { events, saved, last: saved.at(-1) };
}

export const ofType = <T extends RunEvent['type']>(events: readonly RunEvent[], type: T) =>
  events.filter((event): event is Extract<RunEvent, { type: T }> => event.type === type);

/** The same engine, a step at a time. */
export const stepByStep = { ...testEngine, handsOverState: false };
