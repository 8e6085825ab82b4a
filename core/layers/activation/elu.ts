import { ok } from '../../result.ts';
import { sampleSize } from '../../shape/tensor-type.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { number } from '../parameter.ts';

export const elu = defineLayer({
  type: 'ELU',
  title: 'ELU',
  category: 'activation',
  icon: 'spline',
  summary: 'A smooth ReLU that goes down to a floor of your choice.',
  doc: `Leaves positive numbers as they are; negative ones bend smoothly towards a floor of minus alpha. Its outputs average
near 0, which lets the next layers learn faster. The Activation layer has it with alpha 1.`,
  formula: 'y = \\begin{cases} x & x \\ge 0 \\\\ \\alpha (e^x - 1) & x < 0 \\end{cases}',
  parameters: {
    alpha: number({
      label: 'Alpha',
      help: 'How far below 0 very negative numbers go.',
      default: 1,
      min: 0,
      max: 1000,
      step: 0.1,
    }),
  },
  describe: ({ alpha }) => `alpha ${alpha}`,
  infer: (_params, [{ shape }]) => ok([{ dtype: 'float32', shape }]),
  multiplyAdds: (_params, _inputs, [output]) => sampleSize(output.shape),
  call: ({ tf }, { alpha }, [x]) => [tf.add(tf.relu(x), tf.mul(tf.sub(tf.exp(tf.minimum(x, 0)), 1), alpha))],
  emitOnnx: (emitter, { alpha }, [x]) => {
    const name = emitter.node('Elu', [x.name], { attributes: { alpha: { float: alpha } } });
    return [{ ...x, name }];
  },
  masking: PASSES_MASK,
  examples: [
    {
      title: 'Five numbers',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 5] }],
      outputs: [{ dtype: 'float32', shape: [null, 5] }],
      parameters: 0,
    },
    {
      title: 'A sequence, with a deeper floor',
      params: { alpha: 2.5 },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
    },
  ],
});
