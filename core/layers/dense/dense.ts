import { fail, ok } from '../../result.ts';
import { sampleSize } from '../../shape/tensor-type.ts';
import type { Tensor2D } from '../../tensorflow.ts';
import {
  activated,
  activationParameter,
  emitActivated,
  withActivation,
} from '../activation/own-activation.ts';
import { counted } from '../counted.ts';
import { biasParameters, biasWeights, kernelParameters, kernelWeight } from '../kernel-parameters.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { integer } from '../parameter.ts';

export const dense = defineLayer({
  type: 'Dense',
  title: 'Dense',
  category: 'dense',
  icon: 'align-vertical-distribute-center',
  summary: 'Every output sees every input.',
  doc: `Multiplies its inputs with a table of weights and adds a bias to each result. Most networks end in one:
its units are then the answers. Put an Activation behind it; without one, several Dense layers in a row can do no
more than a single one. Of a sequence, every step is taken by itself, with the same weights, as in Keras. Images it does
not take step by step: nearly always a Flatten has been forgotten. A 1 × 1 convolution does what Keras's Dense does there.`,
  formula: 'y_j = \\sum_i x_i W_{ij} + b_j',
  parameters: {
    units: integer({ label: 'Units', help: 'Number of outputs (neurons).', default: 32 }),
    ...activationParameter,
    ...biasParameters,
    ...kernelParameters,
  },
  describe: ({ units, activation }) => withActivation(counted(units, 'unit'), { activation }),
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
    if (shape.length > 3) {
      return fail([
        {
          code: 'dense-needs-features',
          severity: 'error',
          message:
            '{layer} needs a flat row of numbers for each sample, but {source} gives one with several dimensions. Add a Flatten before it.',
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
    return ok([{ dtype: 'float32', shape: [...shape.slice(0, -1), units] }]);
  },
  weights: (params, [{ shape }]) => [
    kernelWeight(params, [shape.at(-1) ?? 1, params.units]),
    ...biasWeights(params, [params.units]),
  ],
  multiplyAdds: ({ units }, [{ shape }]) => sampleSize(shape) * units,
  call: (context, params, [x], weight) => {
    const { tf } = context;
    const rows = x.rank === 2 ? x : tf.reshape(x, [-1, x.shape.at(-1) ?? 1]);
    const product = tf.matMul(rows as Tensor2D, weight('kernel') as Tensor2D);
    const sum = params.useBias ? tf.add(product, weight('bias')) : product;
    const y = x.rank === 2 ? sum : tf.reshape(sum, [...x.shape.slice(0, -1), params.units]);
    return [activated(context, params, y)];
  },
  emitOnnx: (emitter, params, [x], weight) => {
    const stored = (name: string) => {
      const { shape, data } = weight(name);
      return emitter.weight(name, shape, data);
    };
    const shape = [...x.shape.slice(0, -1), params.units];
    const [given, kernel] = [emitter.asIs(x).name, stored('kernel')];
    const bias = params.useBias ? stored('bias') : undefined;
    if (shape.length === 2) {
      const name = emitter.node('Gemm', [given, kernel, ...(bias === undefined ? [] : [bias])]);
      return [emitActivated(emitter, params, { name, shape, layout: 'as-is' })];
    }
    const product = emitter.node('MatMul', [given, kernel]);
    const name = bias === undefined ? product : emitter.node('Add', [product, bias]);
    return [emitActivated(emitter, params, { name, shape, layout: 'as-is' })];
  },
  explain: ({ units }, [{ shape }]) => [
    {
      of: 'Units',
      text: `${(shape.at(-1) ?? 1).toLocaleString('en')} numbers in, ${units.toLocaleString('en')} out${shape.length > 2 ? ', at every step' : ''}`,
    },
  ],
  masking: PASSES_MASK,
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
    {
      title: 'Every step of a sequence, with a softmax',
      params: { units: 3, activation: 'softmax' },
      inputs: [{ dtype: 'float32', shape: [null, 5, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 5, 3] }],
      parameters: 9,
    },
  ],
});
