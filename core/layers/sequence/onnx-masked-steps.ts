/**
 * Recurrent operators of ONNX skip steps only at the end of a sequence. So those that count are put in front, in their
 * order, the operator is told how many there are, and its outputs go back to where they belong: at a step that does not
 * count, the state of the last one that did.
 */
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';

/** ONNX's numbers for int32 and int64. */
const INT32 = 6;
const INT64 = 7;

/** `x` [batch, steps, features] with the steps that count first, and how many they are. */
export function emitStepsInFront(
  emitter: OnnxEmitter,
  x: OnnxValue,
  mask: OnnxValue,
): { readonly x: OnnxValue; readonly lengths: string } {
  const steps = x.shape[1] ?? 1;
  const places = emitter.float(Array.from({ length: steps }, (_, place) => place));
  // Earlier steps have larger numbers, and those that count larger ones than all others.
  const weighed = emitter.node('Mul', [mask.name, emitter.float(steps)]);
  const ranks = emitter.node('Sub', [weighed, places], { name: 'ranks' });
  const [, order = ''] = emitter.nodeOutputs('TopK', [ranks, emitter.int64([steps])], ['ranked', 'order'], {
    attributes: { axis: 1, largest: 1, sorted: 1 },
  });
  const rows = emitter.node('Unsqueeze', [order, emitter.int64([2])]);
  const name = emitter.node('GatherND', [emitter.asIs(x).name, rows], {
    name: 'countingFirst',
    attributes: { batch_dims: 1 },
  });
  const sums = emitter.node('ReduceSum', [mask.name, emitter.int64([1])], { attributes: { keepdims: 0 } });
  const lengths = emitter.node('Cast', [sums], { name: 'lengths', attributes: { to: INT32 } });
  return { x: { name, shape: x.shape, layout: 'as-is' }, lengths };
}

/** The state after the last step that counts; where none does, the first state, which runtimes forget. */
export function emitLastOrStart(emitter: OnnxEmitter, mask: OnnxValue, last: string, start: string): string {
  const total = emitter.node('ReduceSum', [mask.name, emitter.int64([1])], { attributes: { keepdims: 1 } });
  const isAny = emitter.node('Greater', [total, emitter.float(0)], { name: 'countsAny' });
  return emitter.node('Where', [isAny, last, start], { name: 'lastState' });
}

export interface StepsInPlace {
  /** [steps, directions, batch, units], those that count in front. */
  readonly steps: string;
  /** The first states, [directions, batch, units]; absent: zeros. */
  readonly hidden: string | undefined;
  readonly mask: string;
  readonly direction: 'forward' | 'reverse' | 'bidirectional';
  readonly length: number;
  readonly units: number;
}

/** The outputs at the places that their steps had. */
export function emitStepsInPlace(emitter: OnnxEmitter, place: StepsInPlace): string {
  const { steps, direction, length, units } = place;
  if (direction !== 'bidirectional') return emitOneInPlace(emitter, place, steps, direction);
  const [forward = '', reverse = ''] = emitter.nodeOutputs('Split', [steps], ['forward', 'reverse'], {
    attributes: { axis: 1 },
  });
  const hiddens = place.hidden
    ? emitter.nodeOutputs('Split', [place.hidden], ['forward', 'reverse'], { attributes: { axis: 0 } })
    : [];
  const one = (output: string, hidden: string | undefined, reading: 'forward' | 'reverse') =>
    emitOneInPlace(emitter, { ...place, hidden, length, units }, output, reading);
  return emitter.node('Concat', [one(forward, hiddens[0], 'forward'), one(reverse, hiddens[1], 'reverse')], {
    attributes: { axis: 1 },
  });
}

function emitOneInPlace(
  emitter: OnnxEmitter,
  { hidden, mask, length, units }: StepsInPlace,
  steps: string,
  direction: 'forward' | 'reverse',
): string {
  const outputs = emitter.node('Squeeze', [steps, emitter.int64([1])]);
  const start = hidden ?? emitZeroState(emitter, outputs, units);
  // The state before the first step that counts lies in front of all: place 0.
  const all = emitter.node('Concat', [start, outputs], { name: 'withStart', attributes: { axis: 0 } });
  const bySample = emitter.node('Transpose', [all], { attributes: { perm: [1, 0, 2] } });
  // CumSum wants its axis as a number, not as a list of one.
  const axis = emitter.node('Squeeze', [emitter.int64([1])], { name: 'stepAxis' });
  const counted = emitter.node('CumSum', [mask, axis], { name: 'counted' });
  const found = emitter.node('Cast', [places(emitter, mask, counted, direction)], {
    name: 'places',
    attributes: { to: INT64 },
  });
  const rows = emitter.node('Unsqueeze', [found, emitter.int64([2])]);
  const inPlace = emitter.node('GatherND', [bySample, rows], {
    name: 'inPlace',
    attributes: { batch_dims: 1 },
  });
  const stepsFirst = emitter.node('Transpose', [inPlace], { attributes: { perm: [1, 0, 2] } });
  return emitter.node('Reshape', [stepsFirst, emitter.int64([length, 1, -1, units])]);
}

/** Forwards, as many as have counted so far; backwards, the next that counts, or the start where there is none. */
function places(
  emitter: OnnxEmitter,
  mask: string,
  counted: string,
  direction: 'forward' | 'reverse',
): string {
  if (direction === 'forward') return counted;
  const before = emitter.node('Sub', [counted, mask], { name: 'countedBefore' });
  const total = emitter.node('ReduceSum', [mask, emitter.int64([1])], { attributes: { keepdims: 1 } });
  const isLeft = emitter.node('Less', [before, total]);
  const next = emitter.node('Add', [before, emitter.float(1)]);
  return emitter.node('Where', [isLeft, next, emitter.float(0)]);
}

/** [1, batch, units] of zeros, for outputs of [steps, batch, units]. */
function emitZeroState(emitter: OnnxEmitter, outputs: string, units: number): string {
  const shape = emitter.node('Shape', [outputs]);
  const batch = emitter.node('Slice', [shape, emitter.int64([1]), emitter.int64([2])]);
  const whole = emitter.node('Concat', [emitter.int64([1]), batch, emitter.int64([units])], {
    attributes: { axis: 0 },
  });
  return emitter.node('Expand', [emitter.float(0), whole], { name: 'start' });
}
