import { ok } from '../../result.ts';
import { defineLayer, type Example } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { choice, number } from '../parameter.ts';
import {
  ACTIVATION_FUNCTIONS,
  type ActivationFunction,
  type ActivationName,
} from './activation-functions.ts';

const FUNCTIONS: Readonly<Record<ActivationName, ActivationFunction>> = ACTIVATION_FUNCTIONS;
const NAMES = Object.keys(FUNCTIONS) as ActivationName[];

const LABELS = Object.fromEntries(NAMES.map((name) => [name, FUNCTIONS[name].label])) as Readonly<
  Record<ActivationName, string>
>;

const TABLE = NAMES.map((name) => {
  const { label, formula, use } = FUNCTIONS[name];
  return `| ${label} | $${formula.replaceAll('|', '\\vert ')}$ | ${use} |`;
}).join('\n');

export const activation = defineLayer({
  type: 'Activation',
  title: 'Activation',
  category: 'activation',
  icon: 'activity',
  summary: 'Bends every number with a function.',
  doc: `Applies one function to every number by itself; the shape stays as it is. It is what lets a network learn more
than straight lines: without a bend between them, any number of Dense layers is only one. Take ReLU inside the
network, and at its end sigmoid for yes or no, Softmax (a layer of its own) for classes, nothing for amounts.

| Function | $f(x)$ | When |
|---|---|---|
${TABLE}`,
  formula: 'y = f(x)',
  parameters: {
    activation: choice({
      label: 'Function',
      help: 'What every number goes through.',
      default: 'relu',
      options: LABELS,
    }),
    negativeSlope: number({
      label: 'Slope for negatives',
      help: 'What the leaky ReLU multiplies negative numbers with. Other functions do not use it.',
      default: 0.2,
      min: 0,
      max: 1,
      advanced: true,
    }),
  },
  describe: ({ activation }) => LABELS[activation],
  infer: (_params, [input]) => ok([{ dtype: 'float32', shape: input.shape }]),
  call: (context, { activation, negativeSlope }, [x]) => {
    const y = FUNCTIONS[activation].call(context.tf, x, { negativeSlope });
    if (activation === 'sigmoid') context.setLogits(y, x);
    return [y];
  },
  emitOnnx: (emitter, { activation, negativeSlope }, [x]) => [
    { ...x, name: FUNCTIONS[activation].emitOnnx(emitter, x.name, { negativeSlope }) },
  ],
  masking: PASSES_MASK,
  examples: [
    ...NAMES.map(
      (name): Example<{ readonly activation: ActivationName; readonly negativeSlope: number }> => ({
        title: `${LABELS[name]} of five numbers`,
        params: { activation: name },
        inputs: [{ dtype: 'float32', shape: [null, 5] }],
        outputs: [{ dtype: 'float32', shape: [null, 5] }],
        parameters: 0,
      }),
    ),
    {
      title: 'Leaky ReLU with a tenth of the slope',
      params: { activation: 'leakyRelu', negativeSlope: 0.1 },
      inputs: [{ dtype: 'float32', shape: [null, 4] }],
      outputs: [{ dtype: 'float32', shape: [null, 4] }],
      parameters: 0,
    },
    {
      title: 'ReLU of every value of an image',
      params: { activation: 'relu' },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3, 2] }],
      parameters: 0,
    },
  ],
});
