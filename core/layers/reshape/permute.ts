import { fail, ok } from '../../result.ts';
import { formatShape, type Shape, sampleShape } from '../../shape/tensor-type.ts';
import { defineLayer } from '../layer.ts';
import { dimensions } from '../parameter.ts';

export const permute = defineLayer({
  type: 'Permute',
  title: 'Permute',
  category: 'merge',
  icon: 'arrow-left-right',
  summary: 'Puts the dimensions of a sample in another order.',
  doc: `Exchanges dimensions, as turning a table makes rows of its columns. Unlike Reshape it moves the values with their
dimensions. The order names the old places: 2, 1 exchanges the first two. It has nothing to learn.`,
  parameters: {
    dims: dimensions({
      label: 'Order',
      help: 'The old places of the dimensions in their new order, counted from 1.',
      default: [2, 1],
    }),
  },
  describe: ({ dims }) => dims.join(', '),
  infer: ({ dims }, [{ dtype, shape }]) => {
    const sample = sampleShape(shape);
    const places = sample.map((_, index) => index + 1);
    if (places.length !== dims.length || !places.every((place) => dims.includes(place))) {
      const reversed = [...places].reverse();
      return fail([
        {
          code: 'permute-order',
          severity: 'error',
          message: `The order of {layer} must name each of the ${places.length} dimensions of {source} (${formatShape(shape)}) once, but it is ${dims.join(', ')}. Use the numbers 1 to ${places.length}.`,
          received: dims.join(', '),
          expected: `${places.join(', ')} in any order`,
          input: 0,
          param: 'dims',
          remedies:
            places.length > 0
              ? [{ kind: 'set-params', label: `Use ${reversed.join(', ')}`, params: { dims: reversed } }]
              : [],
        },
      ]);
    }
    return ok([{ dtype, shape: permuted(shape, dims) }]);
  },
  call: ({ tf }, { dims }, [x]) => [tf.transpose(x, [0, ...dims])],
  emitOnnx: (emitter, { dims }, [x]) => {
    const name = emitter.node('Transpose', [emitter.asIs(x).name], { attributes: { perm: [0, ...dims] } });
    return [{ name, shape: permuted(x.shape, dims), layout: 'as-is' }];
  },
  examples: [
    {
      title: 'Rows become columns',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 3, 5] }],
      outputs: [{ dtype: 'float32', shape: [null, 5, 3] }],
      parameters: 0,
    },
    {
      title: 'Channels before height and width',
      params: { dims: [3, 1, 2] },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 4, 3] }],
    },
  ],
});

function permuted(shape: Shape, dims: readonly number[]): Shape {
  return [null, ...dims.map((place) => shape[place] ?? 1)];
}
