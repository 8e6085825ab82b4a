/**
 * Asks a run's network again and again while its input changes: not more often than it can answer, never showing
 * an answer older than one already shown, and always ending with the answer to the last question.
 */
import type { HostClient, Prediction, Sample } from '../../host/contract.ts';

const PAUSE_MS = 60;

export interface Predictor {
  ask(sample: Sample): void;
  stop(): void;
}

export interface PredictorListener {
  onAnswer(predictions: readonly Prediction[], sample: Sample): void;
  onFault(message: string): void;
}

export function createPredictor(
  host: Pick<HostClient, 'request'>,
  run: string,
  { onAnswer, onFault }: PredictorListener,
): Predictor {
  let next: Sample | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = false;
  let stopped = false;

  const send = async () => {
    timer = undefined;
    const sample = next;
    if (!sample || stopped) return;
    next = undefined;
    asking = true;
    try {
      const [predictions] = await host.request('runs.predict', { run, samples: [sample] });
      if (!stopped) onAnswer(predictions ?? [], sample);
    } catch (error) {
      if (!stopped) onFault(error instanceof Error ? error.message : String(error));
    }
    asking = false;
    if (next) schedule();
  };
  const schedule = () => {
    timer ??= setTimeout(() => void send(), PAUSE_MS);
  };

  return {
    ask(sample) {
      next = sample;
      if (!asking) schedule();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
