import { fail, ok } from '../../result.ts';
import { formatShape, type Shape, sampleShape, sampleSize } from '../../shape/tensor-type.ts';
import { counted } from '../counted.ts';
import { defineLayer } from '../layer.ts';
import { integer } from '../parameter.ts';

export const maxout = defineLayer({
  type: 'Maxout',
  title: 'Maxout',
  category: 'activation',
  icon: 'chevrons-up',
  summary: 'Takes the largest of several pieces for each unit.',
  doc: `Cuts the last dimension into pieces of as many numbers as there are units and keeps, for each unit, the largest of
its numbers. A Dense before it gives the pieces: 3 pieces of 10 units need a Dense of 30. Together they learn not
only weights but the bend itself, as the upper edge of straight lines (Goodfellow et al. 2013).`,
  formula: 'y_j = \\max_{k} x_{k \\cdot n + j}, \\quad n \\text{ units}',
  parameters: {
    numUnits: integer({
      label: 'Units',
      help: 'How many numbers remain; it divides the number of those that come in.',
      default: 16,
    }),
  },
  describe: ({ numUnits }) => counted(numUnits, 'unit'),
  infer: ({ numUnits }, [{ shape }]) => {
    const features = shape.length > 1 ? (shape.at(-1) ?? 1) : 1;
    if (shape.length > 1 && features % numUnits === 0) {
      return ok([{ dtype: 'float32', shape: reduced(shape, numUnits) }]);
    }
    const halves = features % 2 === 0 ? features / 2 : 1;
    return fail([
      {
        code: 'maxout-uneven',
        severity: 'error',
        message: `{layer} keeps ${numUnits} of the numbers of the last dimension, but {source} gives ${formatShape(shape)}, and ${features} cannot be cut into pieces of ${numUnits}. Choose units that divide ${features}, or give the layer before a multiple of ${numUnits}.`,
        received: String(features),
        expected: `a multiple of ${numUnits}`,
        input: 0,
        param: 'numUnits',
        remedies:
          shape.length > 1
            ? [{ kind: 'set-params', label: `Keep ${halves}`, params: { numUnits: halves } }]
            : [],
      },
    ]);
  },
  multiplyAdds: (_params, [input]) => sampleSize(input.shape),
  call: ({ tf }, { numUnits }, [x]) => {
    const pieces = (x.shape.at(-1) ?? 1) / numUnits;
    const cut = tf.reshape(x, [...x.shape.slice(0, -1), pieces, numUnits]);
    return [tf.max(cut, -2)];
  },
  emitOnnx: (emitter, { numUnits }, [x]) => {
    const sample = sampleShape(x.shape);
    const pieces = (sample.at(-1) ?? 1) / numUnits;
    const inner = sample.slice(0, -1);
    const first = x.layout === 'channels-first';
    const target = first ? [0, pieces, numUnits, ...inner] : [0, ...inner, pieces, numUnits];
    const cut = emitter.node('Reshape', [x.name, emitter.int64(target)]);
    const axis = first ? 1 : target.length - 2;
    const name = emitter.node('ReduceMax', [cut], { attributes: { axes: [axis], keepdims: 0 } });
    return [{ ...x, name, shape: reduced(x.shape, numUnits) }];
  },
  examples: [
    {
      title: 'The larger of two pieces',
      params: { numUnits: 3 },
      inputs: [{ dtype: 'float32', shape: [null, 6] }],
      outputs: [{ dtype: 'float32', shape: [null, 3] }],
      parameters: 0,
    },
    {
      title: 'Three pieces at every pixel',
      params: { numUnits: 2 },
      inputs: [{ dtype: 'float32', shape: [null, 3, 2, 6] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 2] }],
    },
  ],
});

function reduced(shape: Shape, units: number): Shape {
  return [...shape.slice(0, -1), units];
}
