import { ok } from '../../result.ts';
import { defineLayer } from '../layer.ts';
import { integer } from '../parameter.ts';
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
writing the zeros. Link it to an Input whose scaling is "None"; numbers go from 0 to one below the vocabulary's size.`,
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
    embeddingsInitializer: initializerParameter(
      { label: 'First rows', help: 'How the table starts.' },
      'randomUniform',
    ),
    embeddingsRegularizer: regularizerParameter('Penalty on the table'),
    embeddingsConstraint: constraintParameter('Bounds of the table'),
  },
  describe: ({ inputDim, outputDim }) => `${inputDim} × ${outputDim}`,
  infer: ({ outputDim }, [{ shape }]) => ok([{ dtype: 'float32', shape: [...shape, outputDim] }]),
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
  ],
});
