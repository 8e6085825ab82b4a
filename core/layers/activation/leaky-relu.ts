import { ok } from '../../result.ts';
import { sampleSize } from '../../shape/tensor-type.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { number } from '../parameter.ts';

export const leakyRelu = defineLayer({
  type: 'LeakyReLU',
  title: 'LeakyReLU',
  category: 'activation',
  icon: 'trending-up',
  summary: 'ReLU that lets a little of the negative numbers through.',
  doc: `Leaves positive numbers as they are and multiplies negative ones with a small slope. A unit whose inputs have all
become negative still learns, where ReLU would have died. Generative adversarial networks use it with 0.2 in the
network that judges. PReLU learns the slope.`,
  formula: 'y = \\begin{cases} x & x \\ge 0 \\\\ a x & x < 0 \\end{cases}',
  parameters: {
    negativeSlope: number({
      label: 'Slope for negatives',
      help: 'What negative numbers are multiplied with.',
      default: 0.3,
      min: 0,
      max: 1,
      step: 0.05,
    }),
  },
  describe: ({ negativeSlope }) => `slope ${negativeSlope}`,
  infer: (_params, [{ shape }]) => ok([{ dtype: 'float32', shape }]),
  multiplyAdds: (_params, _inputs, [output]) => sampleSize(output.shape),
  call: ({ tf }, { negativeSlope }, [x]) => [tf.leakyRelu(x, negativeSlope)],
  emitOnnx: (emitter, { negativeSlope }, [x]) => {
    const name = emitter.node('LeakyRelu', [x.name], { attributes: { alpha: { float: negativeSlope } } });
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
      title: 'An image, with a tenth of the slope',
      params: { negativeSlope: 0.1 },
      inputs: [{ dtype: 'float32', shape: [null, 3, 2, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 2] }],
    },
  ],
});
