import { reshapedSums } from '../../explain/size-sums.ts';
import type { Remedy } from '../../issues/issue.ts';
import { fail, ok, type Result } from '../../result.ts';
import { formatShape, sampleSize } from '../../shape/tensor-type.ts';
import { defineLayer } from '../layer.ts';
import { dimensions } from '../parameter.ts';

/** The target without -1; or how many values it would hold. */
function resolve(target: readonly number[], count: number): Result<readonly number[], number> {
  const known = target.filter((dimension) => dimension !== -1);
  const product = known.reduce((total, dimension) => total * dimension, 1);
  const free = target.length - known.length;
  if (free === 0) return product === count ? ok(target) : fail(product);
  if (free > 1 || count % product !== 0) return fail(product);
  return ok(target.map((dimension) => (dimension === -1 ? count / product : dimension)));
}

function resolved(target: readonly number[], count: number): readonly number[] {
  const result = resolve(target, count);
  if (!result.ok) throw new Error(`${count} values do not fit into ${target.join(' × ')}.`);
  return result.value;
}

const flattenInstead = (count: number): readonly Remedy[] => [
  { kind: 'set-params', label: `Use ${count}`, params: { targetShape: [count] } },
];

export const reshape = defineLayer({
  type: 'Reshape',
  title: 'Reshape',
  category: 'merge',
  icon: 'table-cells-split',
  summary: 'Gives the same values other dimensions.',
  doc: `Reads the values of each sample in their order and lays them out anew; none changes, so both shapes must hold
equally many. One dimension may be -1: it becomes whatever is left. Use it to turn a row of 784 numbers into a
28 × 28 × 1 image before a convolution.`,
  parameters: {
    targetShape: dimensions({
      label: 'Target shape',
      help: 'Dimensions of one sample, without the batch. One may be -1: whatever is left.',
      default: [-1],
      allowInferred: true,
    }),
  },
  describe: ({ targetShape }) => targetShape.join(' × '),
  infer: ({ targetShape }, [{ dtype, shape }]) => {
    const count = sampleSize(shape);
    const free = targetShape.filter((dimension) => dimension === -1).length;
    const target = targetShape.join(' × ');
    if (free > 1) {
      return fail([
        {
          code: 'reshape-ambiguous',
          severity: 'error',
          message: `{layer} has ${free} dimensions of -1 in its target shape ${target}, and only one can be "whatever is left". Give the others a number.`,
          received: target,
          expected: 'at most one -1',
          param: 'targetShape',
          remedies: flattenInstead(count),
        },
      ]);
    }
    const result = resolve(targetShape, count);
    if (result.ok) return ok([{ dtype, shape: [null, ...result.value] }]);
    return fail([
      {
        code: 'reshape-count',
        severity: 'error',
        message: `{source} gives ${formatShape(shape)}, which is ${count} values, and {layer} cannot lay them out as ${target}${free === 1 ? `: ${count} cannot be divided by ${result.error}` : `, which is ${result.error}`}. Choose a target shape with ${count} values.`,
        received: `${count} values`,
        expected: free === 1 ? `a multiple of ${result.error}` : `${result.error} values`,
        input: 0,
        param: 'targetShape',
        remedies: flattenInstead(count),
      },
    ]);
  },
  call: ({ tf }, { targetShape }, [x]) => [
    tf.reshape(x, [x.shape[0] ?? 1, ...resolved(targetShape, sampleSize(x.shape))]),
  ],
  emitOnnx: (emitter, { targetShape }, [x]) => {
    const target = resolved(targetShape, sampleSize(x.shape));
    // In ONNX 0 keeps a dimension as it is, which leaves the batch free.
    const name = emitter.node('Reshape', [emitter.asIs(x).name, emitter.int64([0, ...target])]);
    return [{ name, shape: [null, ...target], layout: 'as-is' }];
  },
  explain: ({ targetShape }, [input]) => reshapedSums(input, targetShape),
  examples: [
    {
      title: 'A row becomes an image',
      params: { targetShape: [4, 3, 1] },
      inputs: [{ dtype: 'float32', shape: [null, 12] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3, 1] }],
      parameters: 0,
    },
    {
      title: 'Whatever is left',
      params: { targetShape: [-1, 6] },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 6] }],
    },
  ],
});
