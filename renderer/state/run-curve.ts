/** The points of a run's curves, thinned out when there are too many to draw. */
import type { Metrics } from '../../core/train/events.ts';

export interface CurvePoint {
  /** In epochs: 1.5 is the middle of the second one. */
  readonly x: number;
  /** The end of an epoch, with its validation figures. These points are never left out. */
  readonly epoch: boolean;
  readonly metrics: Metrics;
}

export type Curve = readonly CurvePoint[];

export const EMPTY_CURVE: Curve = [];

/** More than a screen has columns. */
export const MOST_POINTS = 2000;

/** Adds a point. Beyond `most` points every second one between the ends of epochs goes. */
export function extendCurve(curve: Curve, point: CurvePoint, most = MOST_POINTS): Curve {
  const last = curve.at(-1);
  // A resumed run tells the step of its checkpoint again.
  const before = last && last.x >= point.x ? curve.filter(({ x }) => x < point.x) : curve;
  const next = [...before, point];
  return next.length > most ? thin(next) : next;
}

function thin(curve: Curve): Curve {
  let between = 0;
  return curve.filter((point, index) => {
    if (point.epoch || index === curve.length - 1) return true;
    between += 1;
    return between % 2 === 0;
  });
}
