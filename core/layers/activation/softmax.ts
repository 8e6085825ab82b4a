import { fail, ok } from '../../result.ts';
import { noSuchAxis, sampleAxis, storedAxis } from '../axis.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { integer } from '../parameter.ts';

export const softmax = defineLayer({
  type: 'Softmax',
  title: 'Softmax',
  category: 'activation',
  icon: 'chart-bar-stacked',
  summary: 'Turns numbers into probabilities that add up to 1.',
  doc: `Raises e to each number and divides by the sum, over one dimension, by default the last: the larger a
number, the more probable its class, and all probabilities add up to 1. It belongs at the end of a network that
tells classes apart, after a Dense with one unit for each class. Over another dimension it weighs the steps of a
sequence or the places of an image against each other, as attention does.`,
  formula: 'y_i = \\frac{e^{x_i}}{\\sum_j e^{x_j}}',
  parameters: {
    axis: integer({
      label: 'Axis',
      help: 'The dimension whose numbers add up to 1, counted with the batch as 0; -1 is the last.',
      default: -1,
      min: -8,
      max: 8,
      advanced: true,
    }),
  },
  describe: ({ axis }) => (axis === -1 ? '' : `axis ${axis}`),
  infer: ({ axis }, [input]) => {
    const { shape } = input;
    if (shape.length < 2) {
      return fail([
        {
          code: 'softmax-needs-features',
          severity: 'error',
          message:
            '{layer} weighs several numbers against each other, but {source} gives a single one for each sample. Put a Dense with one unit for each class before it.',
          received: '1',
          expected: '2 or more numbers',
          input: 0,
        },
      ]);
    }
    if (sampleAxis(axis, shape.length) !== undefined) return ok([input]);
    return fail([
      noSuchAxis({
        code: 'softmax-axis',
        does: `weighs numbers along axis ${axis}`,
        shape,
        param: 'axis',
        received: String(axis),
        remedies: [{ kind: 'set-params', label: 'Use the last dimension', params: { axis: -1 } }],
      }),
    ]);
  },
  call: ({ tf, setLogits }, { axis }, [x]) => {
    const last = x.rank - 1;
    const at = sampleAxis(axis, x.rank) ?? last;
    if (at !== last) {
      const order = x.shape.map((_, place) => (place === at ? last : place === last ? at : place));
      return [tf.transpose(tf.softmax(tf.transpose(x, order)), order)];
    }
    const probabilities = tf.softmax(x);
    setLogits(probabilities, x);
    return [probabilities];
  },
  emitOnnx: (emitter, { axis }, [x]) => {
    const last = x.shape.length - 1;
    const at = sampleAxis(axis, x.shape.length) ?? last;
    const stored = at === last && x.layout === 'as-is' ? -1 : storedAxis(x, at);
    return [{ ...x, name: emitter.node('Softmax', [x.name], { attributes: { axis: stored } }) }];
  },
  masking: PASSES_MASK,
  examples: [
    {
      title: 'Four classes',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 4] }],
      outputs: [{ dtype: 'float32', shape: [null, 4] }],
      parameters: 0,
    },
    {
      title: 'The classes of every pixel',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 3, 2, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 3] }],
    },
    {
      title: 'The steps of a sequence against each other',
      params: { axis: 1 },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
    },
    {
      title: 'The columns of an image against each other',
      params: { axis: -2 },
      inputs: [{ dtype: 'float32', shape: [null, 3, 4, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 4, 2] }],
    },
  ],
});
