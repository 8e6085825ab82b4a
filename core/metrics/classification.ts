/** How well a network tells classes apart: accuracy, and for each class how often it is meant and found. */
import type { ClassPairs } from './answers.ts';

export interface ClassReport {
  readonly label: string;
  /** Of the samples answered with this class, the share that are of it; null if it was never the answer. */
  readonly precision: number | null;
  /** Of the samples of this class, the share that was found; null if there are none. */
  readonly recall: number | null;
  /** Samples of this class. */
  readonly samples: number;
}

export interface ClassificationReport {
  /** Share of right answers; 0 where there are no samples. */
  readonly accuracy: number;
  readonly classes: readonly ClassReport[];
  /** Number of samples by true class (row) and answered class (column). */
  readonly confusion: readonly (readonly number[])[];
}

/** Counts answers batch by batch. */
export class ConfusionCounts {
  readonly #rows: number[][] = [];

  add({ expected, answered, classes }: ClassPairs): void {
    this.#grow(classes);
    for (const [place, truth] of expected.entries()) {
      const answer = answered[place] ?? 0;
      this.#grow(Math.max(truth, answer) + 1);
      const row = this.#rows[truth];
      if (row) row[answer] = (row[answer] ?? 0) + 1;
    }
  }

  /** Classes without a label are called by their number. */
  report(labels: readonly string[] = []): ClassificationReport {
    const confusion = this.#rows;
    const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
    const right = confusion.map((row, label) => row[label] ?? 0);
    const samples = total(confusion.map(total));
    return {
      accuracy: samples === 0 ? 0 : total(right) / samples,
      classes: confusion.map((row, place) => {
        const found = right[place] ?? 0;
        const answered = total(confusion.map((counts) => counts[place] ?? 0));
        const meant = total(row);
        return {
          label: labels[place] ?? String(place),
          precision: answered === 0 ? null : found / answered,
          recall: meant === 0 ? null : found / meant,
          samples: meant,
        };
      }),
      confusion: confusion.map((row) => [...row]),
    };
  }

  #grow(classes: number): void {
    if (this.#rows.length >= classes) return;
    for (const row of this.#rows) while (row.length < classes) row.push(0);
    while (this.#rows.length < classes) this.#rows.push(new Array<number>(classes).fill(0));
  }
}
