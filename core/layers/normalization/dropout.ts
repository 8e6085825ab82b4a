import { fail, ok } from '../../result.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { number } from '../parameter.ts';
import { dropValues } from './drop-values.ts';
import { checkNoiseShape, noiseShapeOf, noiseShapeParameter } from './noise-shape.ts';

export const dropout = defineLayer({
  type: 'Dropout',
  title: 'Dropout',
  category: 'normalization',
  icon: 'droplet-off',
  summary: 'Switches off a random share of the values while training.',
  doc: `In every training step a random share of the values becomes 0 and the others grow, so that their sum stays the
same on average. The network cannot rely on single values and memorizes less of its training samples. Outside
training it does nothing. Put it before the last Dense layers; 0.2 to 0.5 are usual.`,
  formula: 'y = \\frac{m}{1 - p}\\, x, \\quad m \\sim \\text{Bernoulli}(1 - p)',
  parameters: {
    rate: number({
      label: 'Rate',
      help: 'Share of the values that is switched off in each step.',
      default: 0.5,
      min: 0,
      max: 0.99,
      step: 0.05,
    }),
    noiseShape: noiseShapeParameter,
  },
  describe: ({ rate }) => `rate ${rate}`,
  infer: ({ noiseShape }, [input]) => {
    const problem = checkNoiseShape(noiseShape, input.shape);
    return problem ? fail([problem]) : ok([input]);
  },
  call: (context, { rate, noiseShape }, [x]) => [
    dropValues(context, rate, x, noiseShapeOf(noiseShape, x.shape)),
  ],
  emitOnnx: (_emitter, _params, [x]) => [x],
  masking: PASSES_MASK,
  examples: [
    {
      title: 'A quarter of a row',
      params: { rate: 0.25 },
      inputs: [{ dtype: 'float32', shape: [null, 8] }],
      outputs: [{ dtype: 'float32', shape: [null, 8] }],
      parameters: 0,
    },
    {
      title: 'Rate 0 changes nothing',
      params: { rate: 0 },
      inputs: [{ dtype: 'float32', shape: [null, 3, 3, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 3, 2] }],
    },
    {
      title: 'Whole features of a sequence',
      params: { rate: 0.5, noiseShape: [1, 3] },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
    },
  ],
});
