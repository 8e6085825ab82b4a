import type { Problem } from '../../issues/issue.ts';
import { fail, ok } from '../../result.ts';
import { formatShape, type Shape } from '../../shape/tensor-type.ts';
import { droppedAxes, noSuchAxis, sampleAxis } from '../axis.ts';
import { defineLayer } from '../layer.ts';
import { optionalInteger } from '../parameter.ts';

export const squeeze = defineLayer({
  type: 'Squeeze',
  title: 'Squeeze',
  category: 'merge',
  icon: 'minimize-2',
  summary: 'Drops dimensions of size 1.',
  doc: `Removes dimensions that have only one place; the values stay as they are. A grey image of 28 × 28 × 1 becomes a
table of 28 × 28, whose rows a recurrent layer can read one after the other. It has nothing to learn.`,
  parameters: {
    axis: optionalInteger({
      label: 'Axis',
      help: 'The dimension of size 1 that goes, counted with the batch as 0; -1 is the last.',
      default: null,
      automatic: 'Every dimension of size 1',
      own: -1,
      min: -8,
      max: 8,
    }),
  },
  describe: ({ axis }) => (axis === null ? '' : `axis ${axis}`),
  infer: ({ axis }, [{ dtype, shape }]) => {
    const problem = axis === null ? undefined : check(axis, shape);
    if (problem) return fail([problem]);
    return ok([{ dtype, shape: without(shape, places(shape, axis)) }]);
  },
  call: ({ tf }, { axis }, [x]) => [tf.reshape(x, squeezed(x.shape, axis))],
  emitOnnx: (emitter, { axis }, [x]) => {
    const chosen = places(x.shape, axis);
    if (chosen.length === 0) return [x];
    const { axes, layout } = droppedAxes(x, chosen);
    const name = emitter.node('Squeeze', [x.name, emitter.int64(axes)]);
    return [{ name, shape: without(x.shape, chosen), layout }];
  },
  examples: [
    {
      title: 'A grey image becomes a table',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 4, 3, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      parameters: 0,
    },
    {
      title: 'Only the first of two',
      params: { axis: 1 },
      inputs: [{ dtype: 'float32', shape: [null, 1, 1, 4] }],
      outputs: [{ dtype: 'float32', shape: [null, 1, 4] }],
    },
  ],
});

/** The axes of a batch that go. */
function places(shape: readonly (number | null)[], axis: number | null): readonly number[] {
  if (axis !== null) return [sampleAxis(axis, shape.length) ?? 0];
  return shape.flatMap((dimension, place) => (place > 0 && dimension === 1 ? [place] : []));
}

function without<T>(shape: readonly T[], chosen: readonly number[]): T[] {
  return shape.filter((_, place) => !chosen.includes(place));
}

function squeezed(shape: readonly number[], axis: number | null): number[] {
  return without(shape, places(shape, axis));
}

function check(axis: number, shape: Shape): Problem | undefined {
  const remedies = [
    { kind: 'set-params', label: 'Drop every dimension of size 1', params: { axis: null } },
  ] as const;
  const place = sampleAxis(axis, shape.length);
  if (place === undefined) {
    return noSuchAxis({
      code: 'squeeze-axis',
      does: `drops axis ${axis}`,
      shape,
      param: 'axis',
      received: String(axis),
      remedies,
    });
  }
  const size = shape[place];
  if (size === 1) return undefined;
  return {
    code: 'squeeze-not-one',
    severity: 'error',
    message: `{layer} drops axis ${axis}, but {source} gives ${formatShape(shape)}, where it has ${size} places and not 1. Choose an axis of size 1, or take Reduce to make one number of them.`,
    received: String(size),
    expected: '1',
    input: 0,
    param: 'axis',
    remedies,
  };
}
