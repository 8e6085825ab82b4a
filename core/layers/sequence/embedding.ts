import type { Problem } from '../../issues/issue.ts';
import { fail, ok } from '../../result.ts';
import { formatShape, type Shape } from '../../shape/tensor-type.ts';
import { defineLayer } from '../layer.ts';
import { flag, integer } from '../parameter.ts';
import { constraintParameter, initializerParameter, regularizerParameter } from '../weight-parameters.ts';

/** ONNX's number for int64. */
const INT64 = 7;

export const embedding = defineLayer({
  type: 'Embedding',
  title: 'Embedding',
  category: 'sequence',
  icon: 'book-a',
  summary: 'Looks up a learned row of numbers for every word or category.',
  doc: `Its input are whole numbers: which word of a vocabulary, which station, which product. Each has a row of its own in
a table, and training moves rows that behave alike close together. It is a Dense over one-hot vectors, without ever
writing the zeros. Link it to an Input whose scaling is "None"; numbers go from 0 to one below the vocabulary's size.
Sentences of different lengths are filled up with a number that means nothing. With "Mask zeros" that is 0, and a mask
goes on with the sequence: recurrent layers skip these steps, attention does not look at them, GlobalAveragePooling1D
leaves them out of the mean, and a loss of every step does not count them. Words then start at 1.`,
  formula: 'y_t = E_{x_t}',
  parameters: {
    inputDim: integer({
      label: 'Vocabulary size',
      help: 'How many different numbers may come: one more than the largest.',
      default: 1000,
    }),
    outputDim: integer({
      label: 'Output size',
      help: 'Numbers that stand for each word.',
      default: 64,
    }),
    maskZero: flag({
      label: 'Mask zeros',
      help: 'Takes 0 for padding: what comes behind skips such steps. Words are numbered from 1.',
      default: false,
    }),
    embeddingsInitializer: initializerParameter(
      { label: 'First rows', help: 'How the table starts.' },
      'randomUniform',
    ),
    embeddingsRegularizer: regularizerParameter('Penalty on the table'),
    embeddingsConstraint: constraintParameter('Bounds of the table'),
  },
  describe: ({ inputDim, outputDim, maskZero }) => `${inputDim} × ${outputDim}${maskZero ? ', masks 0' : ''}`,
  infer: ({ outputDim, maskZero }, [{ shape }]) => {
    if (maskZero && shape.length !== 2) return fail([nothingToMask(shape)]);
    return ok([{ dtype: 'float32', shape: [...shape, outputDim] }]);
  },
  looksUp: ({ inputDim }) => ({ below: inputDim, param: 'inputDim' }),
  weights: ({ inputDim, outputDim, embeddingsInitializer, embeddingsRegularizer, embeddingsConstraint }) => [
    {
      name: 'embeddings',
      shape: [inputDim, outputDim],
      initializer: embeddingsInitializer,
      trainable: true,
      regularizer: embeddingsRegularizer,
      constraint: embeddingsConstraint,
    },
  ],
  call: ({ tf }, { inputDim, outputDim }, [x], weight) => {
    const numbers = tf.reshape(tf.cast(x, 'int32'), [x.size]);
    // Below 0 the runtime would count from the table's end; so far below, it says that there is no such row.
    const places = tf.where(tf.less(numbers, 0), tf.sub(numbers, tf.scalar(inputDim, 'int32')), numbers);
    const found = tf.gather(weight('embeddings'), places as Parameters<typeof tf.gather>[1]);
    return [tf.reshape(found, [...x.shape, outputDim])];
  },
  emitOnnx: (emitter, { inputDim, outputDim }, [x], weight) => {
    const table = emitter.weight('embeddings', [inputDim, outputDim], weight('embeddings').data);
    const places = emitter.node('Cast', [emitter.asIs(x).name], { attributes: { to: INT64 } });
    return [
      { name: emitter.node('Gather', [table, places]), shape: [...x.shape, outputDim], layout: 'as-is' },
    ];
  },
  masking: { carry: (math, { maskZero }, [x]) => [maskZero ? math.differs(x, 0) : undefined] },
  examples: [
    {
      title: 'Sentences of five words',
      params: { inputDim: 7, outputDim: 3 },
      inputs: [{ dtype: 'float32', shape: [null, 5], below: 7 }],
      outputs: [{ dtype: 'float32', shape: [null, 5, 3] }],
      parameters: 21,
    },
    {
      title: 'One category for each sample',
      params: { inputDim: 4, outputDim: 2 },
      inputs: [{ dtype: 'float32', shape: [null], below: 4 }],
      outputs: [{ dtype: 'float32', shape: [null, 2] }],
      parameters: 8,
    },
    {
      title: 'Two categories at each of three steps',
      params: { inputDim: 5, outputDim: 2 },
      inputs: [{ dtype: 'float32', shape: [null, 3, 2], below: 5 }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 2] }],
    },
    {
      title: 'Sentences of different lengths, filled up with 0',
      params: { inputDim: 4, outputDim: 2, maskZero: true },
      inputs: [{ dtype: 'float32', shape: [null, 5], below: 4 }],
      outputs: [{ dtype: 'float32', shape: [null, 5, 2] }],
    },
  ],
});

function nothingToMask(shape: Shape): Problem {
  const received = formatShape(shape);
  return {
    code: 'mask-needs-steps',
    severity: 'error',
    message: `{layer} masks the steps of a sequence, but {source} gives ${received} for each sample, which is no row of steps. Link it to a sequence of numbers, or switch "Mask zeros" off.`,
    received,
    expected: 'a row of steps',
    input: 0,
    param: 'maskZero',
    remedies: [{ kind: 'set-params', label: 'Switch "Mask zeros" off', params: { maskZero: false } }],
  };
}
