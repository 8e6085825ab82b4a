/** The figures of a run as people read them, in widths that do not jump. */
import { LEARNING_RATE } from '../state/run-record.ts';

/** `97.8%`; one digit after the point, two above 99%. */
export function formatShare(share: number): string {
  if (share >= 1) return '100%';
  // What is not all is never called all.
  const percent = Math.min(share * 100, 99.99);
  return `${percent.toFixed(share >= 0.99 ? 2 : 1)}%`;
}

/** `0.0812`, `1.234`, `1.2e-5`: about four digits that mean something. */
export function formatLoss(loss: number): string {
  if (!Number.isFinite(loss)) return '–';
  if (loss === 0) return '0';
  if (Math.abs(loss) < 0.0001 || Math.abs(loss) >= 100_000) return loss.toExponential(1);
  if (Math.abs(loss) >= 100) return loss.toFixed(1);
  return loss.toFixed(Math.abs(loss) >= 10 ? 2 : Math.abs(loss) >= 1 ? 3 : 4);
}

export function formatMetric(name: string, value: number): string {
  if (name === LEARNING_RATE) return formatLearningRate(value);
  return /accuracy$/i.test(name) ? formatShare(value) : formatLoss(value);
}

/** `0.001`, `0.00025`, `4.0e-8`: three digits that mean something. */
export function formatLearningRate(rate: number): string {
  if (rate === 0) return '0';
  if (rate < 0.00001) return rate.toExponential(1);
  return String(Number(rate.toPrecision(3)));
}

/** `0:41`, `12:05`, `1:02:05`. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  const whole = Math.max(0, Math.round(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** How long something took: `0.4 s` for what is quick, a clock for the rest. */
export function formatElapsed(seconds: number): string {
  return seconds < 10 ? `${seconds.toFixed(1)} s` : formatDuration(seconds);
}

/** `4,210`: three digits that mean something, so that a steady rate stands still. */
export function formatRate(samplesPerSecond: number): string {
  const digits = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, samplesPerSecond))) - 2);
  return (Math.round(samplesPerSecond / digits) * digits).toLocaleString('en');
}

/** `0.0000012`: written out, because that is what a proof is read by. */
export function formatDifference(difference: number): string {
  if (difference === 0) return '0';
  const digits = Math.min(12, Math.max(1, 1 - Math.floor(Math.log10(difference))));
  return difference.toFixed(digits);
}
