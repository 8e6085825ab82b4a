import { fail, ok } from '../../result.ts';
import { sampleSize } from '../../shape/tensor-type.ts';
import type { Tensor2D } from '../../tensorflow.ts';
import { counted } from '../counted.ts';
import { biasParameters, biasWeights, kernelParameters, kernelWeight } from '../kernel-parameters.ts';
import { defineLayer } from '../layer.ts';
import { integer } from '../parameter.ts';

export const dense = defineLayer({
  type: 'Dense',
  title: 'Dense',
  category: 'dense',
  icon: 'align-vertical-distribute-center',
  summary: 'Every output sees every input.',
  doc: `Multiplies its inputs with a table of weights and adds a bias to each result. Most networks end in one:
its units are then the answers. Put an Activation behind it; without one, several Dense layers in a row can do no
more than a single one.`,
  formula: 'y_j = \\sum_i x_i W_{ij} + b_j',
  parameters: {
    units: integer({ label: 'Units', help: 'Number of outputs (neurons).', default: 32 }),
    ...biasParameters,
    ...kernelParameters,
  },
  describe: ({ units }) => counted(units, 'unit'),
  infer: ({ units }, [{ shape }]) => {
    if (shape.length < 2) {
      return fail([
        {
          code: 'dense-needs-features',
          severity: 'error',
          message: '{layer} needs a row of numbers for each sample, but {source} gives a single number.',
          received: '1',
          expected: 'features',
          input: 0,
          remedies: [],
        },
      ]);
    }
    if (shape.length > 2) {
      return fail([
        {
          code: 'dense-needs-features',
          severity: 'error',
          message: `{layer} needs a flat row of numbers for each sample, but {source} gives one with several dimensions. Add a Flatten before it${
            shape.length === 3 ? ', or take a TimeDistributed instead for an answer at every step' : ''
          }.`,
          received: shape.slice(1).join(' × '),
          expected: `${sampleSize(shape)} features`,
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
    }
    return ok([{ dtype: 'float32', shape: [null, units] }]);
  },
  weights: (params, [input]) => [
    kernelWeight(params, [sampleSize(input.shape), params.units]),
    ...biasWeights(params, [params.units]),
  ],
  multiplyAdds: ({ units }, [input]) => sampleSize(input.shape) * units,
  call: ({ tf }, { useBias }, [x], weight) => {
    const product = tf.matMul(x as Tensor2D, weight('kernel') as Tensor2D);
    return [useBias ? tf.add(product, weight('bias')) : product];
  },
  emitOnnx: (emitter, { units, useBias }, [x], weight) => {
    const inputs = (useBias ? ['kernel', 'bias'] : ['kernel']).map((name) => {
      const { shape, data } = weight(name);
      return emitter.weight(name, shape, data);
    });
    const name = emitter.node('Gemm', [emitter.asIs(x).name, ...inputs]);
    return [{ name, shape: [null, units], layout: 'as-is' }];
  },
  explain: ({ units }, [input]) => [
    {
      of: 'Units',
      text: `${sampleSize(input.shape).toLocaleString('en')} numbers in, ${units.toLocaleString('en')} out`,
    },
  ],
  examples: [
    {
      title: 'Four features to three units',
      params: { units: 3 },
      inputs: [{ dtype: 'float32', shape: [null, 4] }],
      outputs: [{ dtype: 'float32', shape: [null, 3] }],
      parameters: 15,
    },
    {
      title: 'Without bias, starting as suits ReLU',
      params: { units: 2, useBias: false, kernelInitializer: { type: 'heNormal' } },
      inputs: [{ dtype: 'float32', shape: [null, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 2] }],
      parameters: 6,
    },
  ],
});
