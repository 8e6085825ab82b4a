import { fail, ok } from '../../result.ts';
import { sampleSize } from '../../shape/tensor-type.ts';
import { noSuchAxis, sampleAxis, storedAxis } from '../axis.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { integer } from '../parameter.ts';

/** Below this the sum of squares counts as this: Keras's epsilon. */
const SMALLEST = 1e-12;

export const unitNormalization = defineLayer({
  type: 'UnitNormalization',
  title: 'UnitNormalization',
  category: 'normalization',
  icon: 'arrow-up-right',
  summary: 'Gives the numbers along a dimension the length 1 together.',
  doc: `Divides the numbers along one dimension, by default the last, by the root of the sum of their squares. Only the
direction is left: networks that compare faces, texts or pictures by the angle between their codes end in it. It has
nothing to learn.`,
  formula: 'y = \\frac{x}{\\sqrt{\\sum_i x_i^2}}',
  parameters: {
    axis: integer({
      label: 'Axis',
      help: 'The dimension whose numbers get the length 1, counted with the batch as 0; -1 is the last.',
      default: -1,
      min: -8,
      max: 8,
      advanced: true,
    }),
  },
  describe: ({ axis }) => (axis === -1 ? '' : `axis ${axis}`),
  infer: ({ axis }, [{ shape }]) =>
    sampleAxis(axis, shape.length) !== undefined
      ? ok([{ dtype: 'float32', shape }])
      : fail([
          noSuchAxis({
            code: 'unit-normalization-axis',
            does: `gives the length 1 along axis ${axis}`,
            shape,
            param: 'axis',
            received: String(axis),
            remedies: [{ kind: 'set-params', label: 'Use the last dimension', params: { axis: -1 } }],
          }),
        ]),
  multiplyAdds: (_params, _inputs, [output]) => 2 * sampleSize(output.shape),
  call: ({ tf }, { axis }, [x]) => {
    const squares = tf.sum(tf.square(x), axis, true);
    return [tf.mul(x, tf.rsqrt(tf.maximum(squares, SMALLEST)))];
  },
  emitOnnx: (emitter, { axis }, [x]) => {
    const stored = storedAxis(x, sampleAxis(axis, x.shape.length) ?? 1);
    const squares = emitter.node('ReduceSumSquare', [x.name], {
      attributes: { axes: [stored], keepdims: 1 },
    });
    const length = emitter.node('Sqrt', [emitter.node('Max', [squares, emitter.float(SMALLEST)])]);
    return [{ ...x, name: emitter.node('Div', [x.name, length]) }];
  },
  masking: PASSES_MASK,
  examples: [
    {
      title: 'The code of a picture',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 5] }],
      outputs: [{ dtype: 'float32', shape: [null, 5] }],
      parameters: 0,
    },
    {
      title: 'The columns of an image',
      params: { axis: 1 },
      inputs: [{ dtype: 'float32', shape: [null, 3, 2, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 2] }],
    },
  ],
});
