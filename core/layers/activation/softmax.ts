import { fail, ok } from '../../result.ts';
import { defineLayer } from '../layer.ts';

export const softmax = defineLayer({
  type: 'Softmax',
  title: 'Softmax',
  category: 'activation',
  icon: 'chart-bar-stacked',
  summary: 'Turns numbers into probabilities that add up to 1.',
  doc: `Raises e to each number and divides by the sum, over the last dimension: the larger a number, the more
probable its class, and all probabilities add up to 1. It belongs at the end of a network that tells classes apart,
after a Dense with one unit for each class.`,
  formula: 'y_i = \\frac{e^{x_i}}{\\sum_j e^{x_j}}',
  parameters: {},
  infer: (_params, [input]) =>
    input.shape.length >= 2
      ? ok([input])
      : fail([
          {
            code: 'softmax-needs-features',
            severity: 'error',
            message:
              '{layer} weighs several numbers against each other, but {source} gives a single one for each sample. Put a Dense with one unit for each class before it.',
            received: '1',
            expected: '2 or more numbers',
            input: 0,
          },
        ]),
  call: ({ tf, setLogits }, _params, [x]) => {
    const probabilities = tf.softmax(x);
    setLogits(probabilities, x);
    return [probabilities];
  },
  emitOnnx: (emitter, _params, [x]) => {
    const axis = x.layout === 'channels-first' ? 1 : -1;
    return [{ ...x, name: emitter.node('Softmax', [x.name], { attributes: { axis } }) }];
  },
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
  ],
});
