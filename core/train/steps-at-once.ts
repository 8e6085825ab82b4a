/** How many steps go to the engine in one call. What it gives does not depend on that, only how soon it is there. */
import type { Engine, TensorData } from '../engine/engine.ts';
import type { Model } from '../model/model.ts';

/** Nobody should wait longer for a Stop to be heard, or for progress. */
const LONGEST_CALL_S = 0.1;
const TOO_LONG_S = 0.25;
const MOST_STEPS = 32;
/** They are all read, images perhaps decoded, before the call. */
const MOST_SAMPLES = 1024;
/** A smaller share of a step is not worth a loop. */
const LEAST_SHARE = 0.05;
/** Measured on two cores (docs/benchmarks.md): what a call costs, and what is copied and computed in a second. */
const CALL_S = 0.0002;
const BYTES_PER_S = 6e9;
const MULTIPLY_ADDS_PER_S = 40e9;
/** What layers hand to each other. Not measured: chosen so that large images with few sums come a step at a time. */
const ACTIVATION_BYTES_PER_S = 10e9;
/** The way back takes twice as long as the way forward. */
const PASSES = 3;

export interface StepOutline {
  readonly engine: Pick<Engine, 'handsOverState'>;
  readonly model: Pick<Model, 'analysis' | 'weights'>;
  /** Weights and what the optimizer holds beside them. */
  readonly state: Readonly<Record<string, TensorData>>;
  readonly batchSize: number;
  /** Of the full size, in an epoch. */
  readonly fullSteps: number;
}

/** At least 1. The steps of an epoch come out as even as they can. */
export function stepsAtOnce({ engine, model, state, batchSize, fullSteps }: StepOutline): number {
  if (!engine.handsOverState || fullSteps < 2) return 1;
  const frozen = new Set(model.weights.flatMap(({ id, trainable }) => (trainable ? [] : [id])));
  const handedOver = Object.entries(state).reduce(
    (sum, [id, { data }]) => (frozen.has(id) ? sum : sum + data.byteLength),
    0,
  );
  const handingOver = CALL_S + handedOver / BYTES_PER_S;
  const { multiplyAdds, activationBytes } = model.analysis;
  const aSample = multiplyAdds / MULTIPLY_ADDS_PER_S + activationBytes / ACTIVATION_BYTES_PER_S;
  const computing = PASSES * aSample * batchSize;
  if (handingOver < LEAST_SHARE * computing) return 1;
  const inTime = Math.floor(LONGEST_CALL_S / (handingOver + computing));
  const most = Math.min(MOST_STEPS, inTime, Math.floor(MOST_SAMPLES / batchSize));
  return most < 2 ? 1 : Math.ceil(fullSteps / Math.ceil(fullSteps / most));
}

/** Where calls of several steps take much longer than was thought, fewer follow: recurrent layers cost more than sums. */
export class CallPace {
  private wasTooLong = false;

  /** How many steps the next call takes, if other than the last. Whatever held up one call alone may be over. */
  after(steps: number, seconds: number): number | undefined {
    if (steps < 2) return undefined;
    const isTooLong = seconds > TOO_LONG_S;
    const wasTooLong = this.wasTooLong;
    this.wasTooLong = isTooLong && !wasTooLong;
    if (!isTooLong || !wasTooLong) return undefined;
    return Math.max(1, Math.floor((steps * LONGEST_CALL_S) / seconds));
  }
}
