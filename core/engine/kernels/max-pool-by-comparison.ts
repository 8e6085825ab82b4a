/**
 * The gradient of maximum pooling from comparisons alone, for devices whose pooling does not say where the maxima
 * stand: each tap of the window takes the gradient where it is the first to hold the maximum.
 */
import { add, cast, compare, mul, sub } from '../graph/elementwise.ts';
import { at, concat, pad, reshape } from '../graph/layout.ts';
import { convTranspose, type Window } from '../graph/products.ts';
import { constant, scalar, type Value } from '../graph/value.ts';
import { tapViews } from './taps.ts';

/** Below every number that a network computes with. Shaders cannot write infinity down. */
const LOWEST = -3.4028234663852886e38;

const NO_PADS = [0, 0, 0, 0] as const;

/** `x` and the result are [batch, channels, height, width]; `maxima` and `dy` have a place for each window. */
export function maxPoolGradByComparison(dy: Value, x: Value, maxima: Value, window: Window): Value {
  const [batch = 0, channels = 0, height = 0, width = 0] = x.shape;
  const [rows, columns] = [at(dy.shape, 2), at(dy.shape, 3)];
  const [top, left, bottom, right] = window.pads;
  const padded = pad(x, [0, 0, top, left], [0, 0, bottom, right], LOWEST);
  const views = tapViews(padded, [rows, columns], { ...window, pads: NO_PADS });
  const shares = sharesOf(views, maxima).map((share) => mul(dy, share));
  const planes = shares.map((share) => reshape(share, [batch * channels, 1, rows, columns]));
  const sums = convTranspose(concat(planes, 1), tapKernel(window), window, [height, width]);
  return reshape(sums, x.shape);
}

/** 1 where a tap is the first in its window to hold the maximum, 0 elsewhere. */
function sharesOf(views: readonly Value[], maxima: Value): Value[] {
  const shares: Value[] = [];
  let taken: Value | undefined;
  for (const view of views) {
    const equal = cast(compare('Equal', view, maxima), 'float32');
    const share = taken ? mul(equal, sub(scalar(1), taken)) : equal;
    shares.push(share);
    taken = taken ? add(taken, share) : share;
  }
  return shares;
}

/** [taps, 1, height, width]: each channel of the shares goes to the place of its tap, and adds up there. */
function tapKernel({ kernel: [height, width] }: Window): Value {
  const taps = height * width;
  const data = new Float32Array(taps * taps);
  for (let tap = 0; tap < taps; tap++) data[tap * taps + tap] = 1;
  return constant('float32', [taps, 1, height, width], data);
}
