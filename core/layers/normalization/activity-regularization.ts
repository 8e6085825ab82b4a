import { ok } from '../../result.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { number } from '../parameter.ts';

export const activityRegularization = defineLayer({
  type: 'ActivityRegularization',
  title: 'ActivityRegularization',
  category: 'normalization',
  icon: 'weight',
  summary: 'Passes numbers on, and adds their size to the loss.',
  doc: `What passes is not changed, but its size counts as a loss, beside that of the Outputs: the network learns to say
what it has to say with small numbers (L2), or with few that are not 0 (L1), as a sparse autoencoder does. Behind any
layer it does what Keras calls that layer's activity_regularizer. The sum over all numbers is divided by the size of the
batch.`,
  formula: 'L \\mathrel{+}= \\frac{1}{N} \\sum_{n,i} \\left( l_1 |x_{n,i}| + l_2\\, x_{n,i}^2 \\right)',
  parameters: {
    l1: number({
      label: 'L1',
      help: 'Strength on the sizes: makes many numbers 0.',
      default: 0,
      min: 0,
      step: 0.001,
    }),
    l2: number({
      label: 'L2',
      help: 'Strength on the squares: keeps numbers small.',
      default: 0,
      min: 0,
      step: 0.001,
    }),
  },
  describe: ({ l1, l2 }) =>
    [...(l1 > 0 ? [`L1 ${l1}`] : []), ...(l2 > 0 ? [`L2 ${l2}`] : [])].join(', ') || 'off',
  infer: (_params, [{ dtype, shape }]) => ok([{ dtype, shape }]),
  call: ({ tf, addLoss }, { l1, l2 }, [x]) => {
    const [batch = 1] = x.shape;
    if (l1 > 0) addLoss?.(tf.mul(tf.sum(tf.abs(x)), l1 / batch));
    if (l2 > 0) addLoss?.(tf.mul(tf.sum(tf.square(x)), l2 / batch));
    return [x];
  },
  emitOnnx: (_emitter, _params, [x]) => [x],
  masking: PASSES_MASK,
  examples: [
    {
      title: 'Few numbers that are not 0',
      params: { l1: 0.01 },
      inputs: [{ dtype: 'float32', shape: [null, 6] }],
      outputs: [{ dtype: 'float32', shape: [null, 6] }],
      parameters: 0,
    },
    {
      title: 'Both, for every place of a sequence',
      params: { l1: 0.001, l2: 0.01 },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
    },
  ],
});
