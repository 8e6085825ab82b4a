/** What is said, and advised, where a training step needs more memory than there is. */
import type { TensorData } from '../engine/engine.ts';
import { MemoryShortage } from '../engine/memory-shortage.ts';
import { LEARNING_RATE, SEED } from './program-names.ts';

/** The same feeds with as many samples as `rows`. */
export function firstRows(
  feeds: Readonly<Record<string, TensorData>>,
  rows: number,
): Record<string, TensorData> {
  return Object.fromEntries(
    Object.entries(feeds).map(([name, value]) => {
      if (name === LEARNING_RATE || name === SEED) return [name, value];
      const [batch = 1, ...rest] = value.shape;
      const data = value.data.subarray(0, (value.data.length / batch) * rows);
      return [name, { ...value, shape: [rows, ...rest], data }];
    }),
  );
}

/** The largest power of two below `rows` that `prepare` does not refuse; undefined if not even one sample fits. */
export async function fittingBatch(
  rows: number,
  { needed, available }: MemoryShortage,
  prepare: (rows: number) => Promise<unknown>,
): Promise<number | undefined> {
  // Memory grows with the batch at most in proportion, so nothing above this could fit by much.
  const guess = Math.max(1, Math.min(rows - 1, Math.floor((rows * available) / needed)));
  for (let batch = 2 ** Math.floor(Math.log2(guess)); batch >= 1; batch = Math.floor(batch / 2)) {
    try {
      await prepare(batch);
      return batch;
    } catch (error) {
      if (!(error instanceof MemoryShortage)) throw error;
    }
  }
  return undefined;
}

export function shortageSentence(
  rows: number,
  { needed, available }: Pick<MemoryShortage, 'needed' | 'available'>,
  fits: number | undefined,
): string {
  const advice =
    fits === undefined
      ? 'Not even one sample at a time would fit: make the layers or the images smaller.'
      : `A batch size of ${fits} fits: start a new run with it.`;
  return `A step with a batch of ${rows} needs about ${inWords(needed)} of memory, and ${inWords(available)} are free, so it was not run. ${advice}`;
}

/** What the weights of a network and the optimizer's numbers beside them need, which a batch size cannot change. */
export function weightsShortageSentence(parameters: number, needed: number, available: number): string {
  return `The network has ${parameters.toLocaleString('en')} parameters. To train them takes about ${inWords(needed)} of memory, and ${inWords(available)} are free. Make its largest layers smaller.`;
}

function inWords(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${Number((bytes / 1000 ** power).toPrecision(3))} ${units[power]}`;
}
