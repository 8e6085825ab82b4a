import type { Problem } from '../../issues/issue.ts';
import { fail, ok } from '../../result.ts';
import { formatShape, type Shape } from '../../shape/tensor-type.ts';
import { noSuchAxis, sampleAxis, storedAxis } from '../axis.ts';
import { defineLayer } from '../layer.ts';
import { integer, optionalInteger } from '../parameter.ts';

interface Settings {
  readonly axis: number;
  readonly start: number;
  readonly end: number | null;
  readonly step: number;
}

export const slice = defineLayer({
  type: 'Slice',
  title: 'Slice',
  category: 'merge',
  icon: 'scissors',
  summary: 'Keeps a part of one dimension.',
  doc: `Keeps the places from start up to, but not including, end along one dimension, as Python's x[start:end:step] does.
Negative numbers count from the back: start -1 is the last step of a sequence, which is all that many networks need
of it. Two Slices of one source divide it, for example into mean and variance. It has nothing to learn.`,
  formula: 'y_i = x_{s + i \\cdot k}',
  parameters: {
    axis: integer({
      label: 'Axis',
      help: 'The dimension that is cut, counted with the batch as 0; -1 is the last.',
      default: 1,
      min: -8,
      max: 8,
    }),
    start: integer({
      label: 'Start',
      help: 'The first place that is kept, counted from 0; negative numbers count from the back.',
      default: 0,
      min: -1_000_000,
    }),
    end: optionalInteger({
      label: 'End',
      help: 'The first place that is no longer kept; negative numbers count from the back.',
      default: null,
      automatic: 'To the end',
      own: 1,
      min: -1_000_000,
    }),
    step: integer({ label: 'Step', help: '2 keeps every second place.', default: 1, advanced: true }),
  },
  describe: ({ axis, start, end, step }) =>
    `[${start}:${end ?? ''}${step === 1 ? '' : `:${step}`}] of axis ${axis}`,
  infer: (params, [{ dtype, shape }]) => {
    const place = sampleAxis(params.axis, shape.length);
    if (place === undefined) {
      return fail([
        noSuchAxis({
          code: 'slice-axis',
          does: `cuts axis ${params.axis}`,
          shape,
          param: 'axis',
          received: String(params.axis),
          remedies: [{ kind: 'set-params', label: 'Cut the last dimension', params: { axis: -1 } }],
        }),
      ]);
    }
    const size = shape[place] ?? 1;
    if (kept(params, size).count === 0) return fail([nothingLeft(params, shape, size)]);
    return ok([{ dtype, shape: sliced(shape, params) }]);
  },
  call: ({ tf }, params, [x]) => {
    const place = sampleAxis(params.axis, x.rank) ?? 1;
    const { from, count } = kept(params, x.shape[place] ?? 1);
    if (params.step > 1) {
      const places = Array.from({ length: count }, (_, index) => from + index * params.step);
      return [tf.gather(x, tf.tensor1d(places, 'int32'), place)];
    }
    const begin = x.shape.map((_, axis) => (axis === place ? from : 0));
    return [
      tf.slice(
        x,
        begin,
        x.shape.map((size, axis) => (axis === place ? count : size)),
      ),
    ];
  },
  emitOnnx: (emitter, params, [x]) => {
    const place = sampleAxis(params.axis, x.shape.length) ?? 1;
    const { from, to } = kept(params, x.shape[place] ?? 1);
    const name = emitter.node('Slice', [
      x.name,
      emitter.int64([from]),
      emitter.int64([to]),
      emitter.int64([storedAxis(x, place)]),
      ...(params.step > 1 ? [emitter.int64([params.step])] : []),
    ]);
    return [{ ...x, name, shape: sliced(x.shape, params) }];
  },
  sight: ({ axis, step }, [{ shape }]) => {
    const places = Array.from({ length: shape.length - 2 }, (_, index) => index + 1);
    const cut = sampleAxis(axis, shape.length);
    return { size: places.map(() => 1), strides: places.map((place) => (place === cut ? step : 1)) };
  },
  examples: [
    {
      title: 'The first two of a row',
      params: { end: 2 },
      inputs: [{ dtype: 'float32', shape: [null, 5] }],
      outputs: [{ dtype: 'float32', shape: [null, 2] }],
      parameters: 0,
    },
    {
      title: 'The last step of a sequence',
      params: { start: -1 },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 1, 3] }],
    },
    {
      title: 'Every second column of an image',
      params: { axis: 2, start: 1, step: 2 },
      inputs: [{ dtype: 'float32', shape: [null, 2, 6, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 3, 2] }],
    },
  ],
});

/** Python's rule: negative places count from the back, and what lies outside is cut off. */
function kept({ start, end, step }: Settings, size: number) {
  const inside = (place: number) => Math.min(Math.max(place < 0 ? place + size : place, 0), size);
  const from = inside(start);
  const to = end === null ? size : inside(end);
  return { from, to, count: Math.max(0, Math.ceil((to - from) / step)) };
}

function sliced(shape: Shape, params: Settings): Shape {
  const place = sampleAxis(params.axis, shape.length);
  return shape.map((size, axis) => (axis === place ? kept(params, size ?? 1).count : size));
}

function nothingLeft({ axis, start, end }: Settings, shape: Shape, size: number): Problem {
  return {
    code: 'slice-empty',
    severity: 'error',
    message: `{layer} keeps the places from ${start} to ${end ?? 'the end'} of axis ${axis}, and nothing is left: {source} gives ${formatShape(shape)}, which has ${size} there. Choose a start below ${size} and an end behind it.`,
    received: `${start} to ${end ?? 'the end'}`,
    expected: `places from 0 to ${size}`,
    input: 0,
    param: 'start',
    remedies: [{ kind: 'set-params', label: 'Keep all places', params: { start: 0, end: null } }],
  };
}
