import { flatSums } from '../../explain/size-sums.ts';
import { ok } from '../../result.ts';
import { sampleSize } from '../../shape/tensor-type.ts';
import { defineLayer } from '../layer.ts';

export const flatten = defineLayer({
  type: 'Flatten',
  title: 'Flatten',
  category: 'merge',
  icon: 'rows-3',
  summary: 'Lays all values of a sample in one row.',
  doc: `Writes the values of each sample into one long row, line by line and channel last; no value changes. Put it
between layers that see images and a Dense, which wants a row of numbers.`,
  formula: 'y_{(i W + j) C + c} = x_{i,j,c}',
  parameters: {},
  infer: (_params, [{ dtype, shape }]) => ok([{ dtype, shape: [null, sampleSize(shape)] }]),
  call: ({ tf }, _params, [x]) => [tf.reshape(x, [x.shape[0] ?? 1, sampleSize(x.shape)])],
  emitOnnx: (emitter, _params, [x]) => {
    const name = emitter.node('Flatten', [emitter.asIs(x).name], { attributes: { axis: 1 } });
    return [{ name, shape: [null, sampleSize(x.shape)], layout: 'as-is' }];
  },
  explain: (_params, [input]) => flatSums(input),
  examples: [
    {
      title: 'An image becomes a row',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 4, 3, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 24] }],
      parameters: 0,
    },
    {
      title: 'A row stays a row',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 7] }],
      outputs: [{ dtype: 'float32', shape: [null, 7] }],
    },
  ],
});
