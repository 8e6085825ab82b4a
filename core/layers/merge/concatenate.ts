import { joinedSums } from '../../explain/size-sums.ts';
import type { Problem } from '../../issues/issue.ts';
import { fail, ok, type Result } from '../../result.ts';
import { formatShape, type Shape, type TensorType } from '../../shape/tensor-type.ts';
import { noSuchAxis, sampleAxis, storedAxis } from '../axis.ts';
import { defineLayer, MANY_TO_ONE, type NonEmpty } from '../layer.ts';
import { MERGES_MASKS } from '../masking.ts';
import { integer } from '../parameter.ts';
import { agreements } from './agreements.ts';
import { sameLayout } from './same-shapes.ts';

function joined(inputs: NonEmpty<{ readonly shape: Shape }>, at: number): Shape {
  const total = inputs.reduce((sum, { shape }) => sum + (shape[at] ?? 0), 0);
  return inputs[0].shape.map((dimension, axis) => (axis === at ? total : dimension));
}

function check(inputs: NonEmpty<TensorType>, at: number): Result<undefined, readonly Problem[]> {
  const [first, ...others] = inputs;
  const odd = others.findIndex(
    ({ shape }) =>
      shape.length !== first.shape.length ||
      shape.some((dimension, axis) => axis !== at && dimension !== first.shape[axis]),
  );
  const other = others[odd];
  if (!other) return ok(undefined);
  return fail([
    {
      code: 'concatenate-different-shapes',
      severity: 'error',
      message: `{layer} joins its inputs along dimension ${at}, so their other dimensions must agree, but the first is ${formatShape(first.shape)} and {source} gives ${formatShape(other.shape)}. Change one of the two so that they differ only there, or remove the link.`,
      received: formatShape(other.shape),
      expected: formatShape(first.shape.map((dimension, axis) => (axis === at ? null : dimension))),
      input: odd + 1,
      remedies: [
        ...agreements(first.shape, other.shape, odd + 1, { projects: false }),
        { kind: 'remove-link', label: 'Remove the link that does not fit', input: odd + 1 },
      ],
    },
  ]);
}

export const concatenate = defineLayer({
  type: 'Concatenate',
  title: 'Concatenate',
  category: 'merge',
  icon: 'combine',
  summary: 'Lays its inputs side by side.',
  doc: `Joins two or more tensors along one dimension, by default the last: the channels of images or the features of
rows. Nothing is lost or mixed; the next layer sees all of them. Inception blocks, DenseNet and U-Net join their
branches this way.`,
  parameters: {
    axis: integer({
      label: 'Axis',
      help: 'The dimension along which to join, counted with the batch as 0; -1 is the last.',
      default: -1,
      min: -8,
      max: 8,
      advanced: true,
    }),
  },
  ports: () => MANY_TO_ONE,
  infer: ({ axis }, inputs) => {
    const [{ dtype, shape }] = inputs;
    const at = sampleAxis(axis, shape.length);
    if (at === undefined) {
      return fail([
        noSuchAxis({
          code: 'concatenate-axis',
          does: `joins along axis ${axis}`,
          shape,
          param: 'axis',
          received: String(axis),
          remedies: [{ kind: 'set-params', label: 'Join along the last dimension', params: { axis: -1 } }],
        }),
      ]);
    }
    const fits = check(inputs, at);
    return fits.ok ? ok([{ dtype, shape: joined(inputs, at) }]) : fits;
  },
  call: ({ tf }, { axis }, inputs) => [inputs.length === 1 ? inputs[0] : tf.concat([...inputs], axis)],
  emitOnnx: (emitter, { axis }, inputs) => {
    const values = sameLayout(emitter, inputs) as typeof inputs;
    const rank = inputs[0].shape.length;
    const at = sampleAxis(axis, rank) ?? rank - 1;
    const stored = storedAxis(values[0], at);
    const name = emitter.node(
      'Concat',
      values.map((value) => value.name),
      { attributes: { axis: stored } },
    );
    return [{ name, shape: joined(inputs, at), layout: values[0].layout }];
  },
  explain: ({ axis }, inputs) => joinedSums(inputs, axis),
  masking: {
    carry: (math, { axis }, inputs, masks) => {
      const one = masks.find((mask) => mask !== undefined);
      if (!one) return [];
      const [{ shape }] = inputs;
      if (sampleAxis(axis, shape.length) !== 1 || shape.length < 3) {
        return MERGES_MASKS.carry(math, {}, inputs, masks);
      }
      return [math.joined(inputs.map((input, index) => masks[index] ?? math.all(input)))];
    },
  },
  examples: [
    {
      title: 'Two rows side by side',
      params: {},
      inputs: [
        { dtype: 'float32', shape: [null, 3] },
        { dtype: 'float32', shape: [null, 4] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 7] }],
      parameters: 0,
    },
    {
      title: 'The channels of three images',
      params: {},
      inputs: [
        { dtype: 'float32', shape: [null, 3, 2, 1] },
        { dtype: 'float32', shape: [null, 3, 2, 2] },
        { dtype: 'float32', shape: [null, 3, 2, 3] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 6] }],
    },
    {
      title: 'One image above the other',
      params: { axis: 1 },
      inputs: [
        { dtype: 'float32', shape: [null, 3, 2, 2] },
        { dtype: 'float32', shape: [null, 1, 2, 2] },
      ],
      outputs: [{ dtype: 'float32', shape: [null, 4, 2, 2] }],
    },
  ],
});
