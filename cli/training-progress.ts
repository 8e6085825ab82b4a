/** Shows a run as it goes on: a bar on a terminal, a line for each epoch elsewhere, the events for a program. */
import type { RunEvent } from '../core/train/events.ts';
import type { StartStep } from '../host/contract.ts';
import { formatCount, formatDuration, formatMetrics } from './figures.ts';
import type { Output } from './output.ts';

const BAR_WIDTH = 20;
/** Very short epochs do not each get a line. */
const LINE_EVERY_MS = 200;

const WORDS: Readonly<Record<StartStep['work'], string>> = {
  engine: 'Testing the engine',
  reading: 'Reading the data',
  measuring: 'Measuring the data',
  weights: 'Drawing the first weights',
};

export class TrainingProgress {
  private epochs = 0;
  private stepsPerEpoch = 1;
  private secondsLeft = 0;
  private lastLine = Number.NEGATIVE_INFINITY;

  constructor(private readonly output: Output) {}

  /** For a person on a terminal alone: it is gone again soon. */
  showStart(step: StartStep): void {
    const { work, done, total } = step;
    this.output.record({ type: 'starting', ...step });
    const share =
      done === undefined || total === undefined ? '…' : `, ${formatCount(done)} of ${formatCount(total)}`;
    this.output.redraw(`${WORDS[work]}${share}`);
  }

  show(event: RunEvent): void {
    const { output } = this;
    output.record(event);
    switch (event.type) {
      case 'started': {
        this.epochs = event.epochs;
        this.stepsPerEpoch = event.stepsPerEpoch;
        const resumed = event.resumedFrom > 0 ? `, going on after epoch ${event.resumedFrom}` : '';
        output.redraw('');
        output.line(
          `Training ${formatCount(event.parameters)} parameters on ${formatCount(event.trainSamples)} samples, validating on ${formatCount(event.validationSamples)}, with the engine ${event.engine}${resumed}`,
        );
        output.redraw('Preparing the first step…');
        return;
      }
      case 'progress':
        this.secondsLeft = event.secondsLeft;
        output.redraw(
          `${this.place(event.epoch)} ${bar(event.step / this.stepsPerEpoch)} ${formatMetrics(event.metrics)}  ${formatCount(event.samplesPerSecond)} samples/s  ${formatDuration(event.secondsLeft)} left`,
        );
        return;
      case 'epoch': {
        const now = performance.now();
        if (now - this.lastLine < LINE_EVERY_MS && event.epoch < this.epochs) return;
        this.lastLine = now;
        const left = event.epoch < this.epochs ? `, ${formatDuration(this.secondsLeft)} left` : '';
        output.redraw('');
        output.line(
          `${this.place(event.epoch)} ${formatMetrics(event.metrics)}  (${formatCount(event.samplesPerSecond)} samples/s${left})`,
        );
        return;
      }
      case 'notice':
        output.redraw('');
        output.line(event.message);
        return;
      case 'finished':
      case 'failed':
        output.redraw('');
    }
  }

  private place(epoch: number): string {
    return `Epoch ${String(epoch).padStart(String(this.epochs).length)}/${this.epochs}`;
  }
}

function bar(share: number): string {
  const full = Math.round(Math.min(1, share) * BAR_WIDTH);
  return `[${'='.repeat(full)}${' '.repeat(BAR_WIDTH - full)}]`;
}
