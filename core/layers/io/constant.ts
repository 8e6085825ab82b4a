import type { Problem, Remedy } from '../../issues/issue.ts';
import { fail, ok } from '../../result.ts';
import { formatShape } from '../../shape/tensor-type.ts';
import { defineLayer } from '../layer.ts';
import { dimensions, flag, numbers } from '../parameter.ts';

export const constant = defineLayer({
  type: 'Constant',
  title: 'Constant',
  category: 'io',
  icon: 'hash',
  summary: 'Gives the same numbers for every sample: those that you type in.',
  doc: `Has no input and gives its numbers to every sample of the batch: a threshold to compare with, a filter, a table of
prices. A single number fills the whole shape. With "learned" the numbers are only where training begins, and the
network finds better ones; that is how a Vision Transformer gets its class token.`,
  formula: 'y = c',
  parameters: {
    values: numbers({
      label: 'Numbers',
      help: 'The numbers row after row, or a single one for all places.',
      default: [0],
    }),
    shape: dimensions({
      label: 'Shape',
      help: 'Dimensions of the result for one sample.',
      default: [1],
    }),
    trainable: flag({
      label: 'Learned',
      help: 'Lets training change the numbers.',
      default: false,
    }),
  },
  describe: ({ values, shape }) =>
    values.length === 1 ? `${values[0]} in ${formatShape([null, ...shape])}` : formatShape([null, ...shape]),
  ports: () => ({ inputs: [], outputs: [{ id: 'out', label: 'Output' }] }),
  infer: ({ values, shape }) => {
    const fits = values.length === 1 || values.length === sizeOf(shape);
    return fits ? ok([{ dtype: 'float32', shape: [null, ...shape] }]) : fail([wrongCount(values, shape)]);
  },
  weights: ({ values, shape, trainable }) => [
    {
      name: 'value',
      shape,
      initializer: { type: 'zeros' },
      values: values.length === 1 ? Array<number>(sizeOf(shape)).fill(values[0] ?? 0) : values,
      trainable,
    },
  ],
  call: ({ tf }, { shape }, [fed], weight) => [
    tf.broadcastTo(tf.reshape(weight('value'), [1, ...shape]), [fed.shape[0] ?? 1, ...shape]),
  ],
  emitOnnx: (emitter, { shape }, [fed], weight) => {
    const value = emitter.weight('value', [1, ...shape], weight('value').data);
    const batch = emitter.node('Shape', [fed.name], { name: 'batch', attributes: { start: 0, end: 1 } });
    const full =
      shape.length === 0
        ? batch
        : emitter.node('Concat', [batch, emitter.int64(shape)], { name: 'shape', attributes: { axis: 0 } });
    const name = emitter.node('Expand', [value, full]);
    return [{ name, shape: [null, ...shape], layout: 'as-is' }];
  },
  examples: [
    {
      title: 'Three numbers',
      params: { values: [1, -2, 0.5], shape: [3] },
      inputs: [],
      outputs: [{ dtype: 'float32', shape: [null, 3] }],
      parameters: 3,
    },
    {
      title: 'A table that is learned, from one number',
      params: { values: [0.1], shape: [2, 4], trainable: true },
      inputs: [],
      outputs: [{ dtype: 'float32', shape: [null, 2, 4] }],
      parameters: 8,
    },
  ],
});

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

function wrongCount(values: readonly number[], shape: readonly number[]): Problem {
  const size = sizeOf(shape);
  const places = formatShape([null, ...shape]);
  const [first = 0] = values;
  const remedies: Remedy[] = [
    { kind: 'set-params', label: `Fill all places with ${first}`, params: { values: [first] } },
  ];
  if (values.length > 0) {
    remedies.unshift({
      kind: 'set-params',
      label: `Use the shape ${values.length}`,
      params: { shape: [values.length] },
    });
  }
  return {
    code: 'constant-values',
    severity: 'error',
    message: `{layer} has the shape ${places}, which is ${size} ${size === 1 ? 'place' : 'places'}, but ${values.length} ${values.length === 1 ? 'number' : 'numbers'}. Type in ${size === 1 ? 'one' : `${size}, or one for all places`}.`,
    received: `${values.length} numbers`,
    expected: `${size} numbers`,
    param: 'values',
    remedies,
  };
}
