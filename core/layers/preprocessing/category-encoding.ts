import type { OnnxEmitter } from '../../onnx/emitter.ts';
import { ok } from '../../result.ts';
import type { Shape } from '../../shape/tensor-type.ts';
import { defineLayer } from '../layer.ts';
import { choice, integer } from '../parameter.ts';

export const categoryEncoding = defineLayer({
  type: 'CategoryEncoding',
  title: 'CategoryEncoding',
  category: 'preprocessing',
  icon: 'binary',
  summary: 'Turns the numbers of categories into ones and zeros.',
  doc: `Category 2 of 4 becomes 0, 0, 1, 0: a network must not think that category 2 is twice category 1. "One-hot" does so
for each number; "multi-hot" says which categories occur among all numbers of a row, as the words of a review; "count"
says how often. Categories are counted from 0; what lies outside becomes zeros only. For many categories take an
Embedding.`,
  formula: 'y_k = [x = k]',
  parameters: {
    numTokens: integer({ label: 'Categories', help: 'How many categories there are.', default: 10 }),
    outputMode: choice({
      label: 'Result',
      help: 'One-hot for each number, or for all numbers of a row together.',
      default: 'multiHot',
      options: {
        multiHot: 'Multi-hot: which occur',
        oneHot: 'One-hot: each number by itself',
        count: 'Count: how often',
      },
    }),
  },
  describe: ({ numTokens }) => `${numTokens} categories`,
  infer: ({ numTokens, outputMode }, [{ shape }]) =>
    ok([{ dtype: 'float32', shape: encodedShape(shape, numTokens, outputMode) }]),
  call: ({ tf }, { numTokens, outputMode }, [x]) => {
    const numbers = tf.cast(x.rank === 1 ? tf.expandDims(x, 1) : x, 'int32');
    const categories = tf.range(0, numTokens, 1, 'int32');
    const hot = tf.cast(tf.equal(tf.expandDims(numbers, -1), categories), 'float32');
    if (outputMode === 'count') return [tf.sum(hot, -2)];
    if (outputMode === 'multiHot') return [tf.max(hot, -2)];
    return [hot.shape.at(-2) === 1 ? tf.squeeze(hot, [-2]) : hot];
  },
  emitOnnx: (emitter, { numTokens, outputMode }, [input]) => {
    const x = emitter.asIs(input);
    const last = x.shape.length === 1 ? emitter.node('Unsqueeze', [x.name, emitter.int64([1])]) : x.name;
    const numbers = emitter.node('Cast', [last], { attributes: { to: 7 } });
    // 7 and 1 are ONNX's numbers for int64 and float32.
    const column = emitter.node('Unsqueeze', [numbers, emitter.int64([-1])]);
    const categories = emitter.int64(Array.from({ length: numTokens }, (_, index) => index));
    const hot = emitter.node('Cast', [emitter.node('Equal', [column, categories])], {
      attributes: { to: 1 },
    });
    const shape = encodedShape(x.shape, numTokens, outputMode);
    const name = emitMode(emitter, hot, outputMode, x.shape.length === 1 || x.shape.at(-1) === 1);
    return [{ name, shape, layout: 'as-is' }];
  },
  examples: [
    {
      title: 'Which of five words occur',
      params: { numTokens: 5 },
      inputs: [{ dtype: 'float32', shape: [null, 3], below: 5 }],
      outputs: [{ dtype: 'float32', shape: [null, 5] }],
      parameters: 0,
    },
    {
      title: 'How often each occurs, with one outside',
      params: { numTokens: 4, outputMode: 'count' },
      inputs: [{ dtype: 'float32', shape: [null, 2, 6], below: 5 }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 4] }],
    },
    {
      title: 'A column of categories',
      params: { numTokens: 3, outputMode: 'oneHot' },
      inputs: [{ dtype: 'float32', shape: [null, 1], below: 3 }],
      outputs: [{ dtype: 'float32', shape: [null, 3] }],
    },
    {
      title: 'The letters of a text',
      params: { numTokens: 6, outputMode: 'oneHot' },
      inputs: [{ dtype: 'float32', shape: [null, 4], below: 6 }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 6] }],
    },
    {
      title: 'A single number for each sample',
      params: { numTokens: 3, outputMode: 'oneHot' },
      inputs: [{ dtype: 'float32', shape: [null], below: 3 }],
      outputs: [{ dtype: 'float32', shape: [null, 3] }],
    },
  ],
});

type Mode = 'oneHot' | 'multiHot' | 'count';

/** `single` where each row has but one number, which then needs no dimension. */
function emitMode(emitter: OnnxEmitter, hot: string, mode: Mode, single: boolean): string {
  const rows = emitter.int64([-2]);
  if (mode === 'count') return emitter.node('ReduceSum', [hot, rows], { attributes: { keepdims: 0 } });
  if (mode === 'multiHot') {
    return emitter.node('ReduceMax', [hot], { attributes: { axes: [-2], keepdims: 0 } });
  }
  return single ? emitter.node('Squeeze', [hot, rows]) : hot;
}

/** Keras's rule: a last dimension of 1 is the number itself, and becomes the categories. */
function encodedShape(shape: Shape, categories: number, mode: Mode): Shape {
  if (shape.length === 1) return [...shape, categories];
  const keeps = mode === 'oneHot' && shape.at(-1) !== 1;
  return [...(keeps ? shape : shape.slice(0, -1)), categories];
}
