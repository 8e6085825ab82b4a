import { fail, ok } from '../../result.ts';
import { formatShape, sampleSize } from '../../shape/tensor-type.ts';
import type { Tensor2D } from '../../tensorflow.ts';
import { defineLayer } from '../layer.ts';
import { integer } from '../parameter.ts';

export const repeatVector = defineLayer({
  type: 'RepeatVector',
  title: 'RepeatVector',
  category: 'merge',
  icon: 'repeat',
  summary: 'Repeats a row of numbers, one below the other.',
  doc: `Makes a sequence of a row of numbers by repeating it: every step of the sequence is the same row. It hands what an
encoder has found to every step of a decoder. It has nothing to learn.`,
  formula: 'y_{t,i} = x_i',
  parameters: {
    n: integer({ label: 'Times', help: 'How many times the row is repeated.', default: 2, max: 10_000 }),
  },
  describe: ({ n }) => `${n} times`,
  infer: ({ n }, [{ dtype, shape }]) => {
    if (shape.length === 2) return ok([{ dtype, shape: [null, n, sampleSize(shape)] }]);
    return fail([
      {
        code: 'repeat-needs-row',
        severity: 'error',
        message: `{layer} repeats a flat row of numbers, but {source} gives ${formatShape(shape)}. Add a Flatten before it.`,
        received: formatShape(shape),
        expected: 'a row of numbers',
        input: 0,
        remedies: [
          {
            kind: 'insert-before',
            label: 'Insert Flatten',
            layer: { type: 'Flatten', params: {} },
            input: 0,
          },
        ],
      },
    ]);
  },
  call: ({ tf }, { n }, [x]) => [tf.tile(tf.expandDims(x as Tensor2D, 1), [1, n, 1])],
  emitOnnx: (emitter, { n }, [x]) => {
    const row = emitter.node('Unsqueeze', [emitter.asIs(x).name, emitter.int64([1])]);
    const name = emitter.node('Tile', [row, emitter.int64([1, n, 1])]);
    return [{ name, shape: [null, n, sampleSize(x.shape)], layout: 'as-is' }];
  },
  examples: [
    {
      title: 'A row, three times',
      params: { n: 3 },
      inputs: [{ dtype: 'float32', shape: [null, 4] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 4] }],
      parameters: 0,
    },
  ],
});
