import type { Problem } from '../../issues/issue.ts';
import { lossRemedy } from '../../issues/loss-issues.ts';
import { fail, ok } from '../../result.ts';
import { LOSS_DEFAULTS, type Loss, type LossParams } from '../../train/losses/loss.ts';
import { findLoss, LOSSES } from '../../train/losses/registry.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { choice, field, number } from '../parameter.ts';

const GROUPS: Readonly<Record<Loss['compares'], string>> = {
  classes: 'Classes',
  yesNo: 'Yes or no',
  signs: 'Yes or no',
  amounts: 'Amounts',
  shares: 'Shares and masks',
  masks: 'Shares and masks',
};

const options = Object.fromEntries(
  LOSSES.map(({ name, title, brief, help, formula, compares }) => [
    name,
    { label: `${title}: ${brief}`, group: GROUPS[compares], help, formula },
  ]),
);

/** A parameter that only some losses read. */
const readBy = (param: keyof LossParams) => ({
  when: {
    parameter: 'loss',
    among: LOSSES.filter(({ params }) => params?.includes(param)).map(({ name }) => name),
  },
});

export const output = defineLayer({
  type: 'Output',
  title: 'Output',
  category: 'io',
  icon: 'log-out',
  summary: 'Where answers leave the network and are compared with the truth.',
  doc: `Every network ends here. Training compares what arrives with the dataset's target and makes the loss, a single
number for how wrong the answers are, as small as it can. For classes, end the network in a Dense with one unit
for each class and a Softmax, and take categorical crossentropy. For yes or no, use one unit, a sigmoid and binary
crossentropy; for amounts such as prices, no activation and mean squared error; for masks of a picture, a sigmoid or
a Softmax and Dice.`,
  parameters: {
    field: field({
      label: 'Target',
      help: "The dataset's field that the answers are compared with. Left empty, the dataset's own target.",
      role: 'target',
      default: '',
    }),
    loss: choice({
      label: 'Loss',
      help: 'How a wrong answer is counted.',
      default: 'categoricalCrossentropy',
      options,
    }),
    labelSmoothing: number({
      label: 'Label smoothing',
      help: 'How much of each truth is spread over all classes, so that the network never grows too sure. 0 is none.',
      default: LOSS_DEFAULTS.labelSmoothing,
      min: 0,
      max: 0.99,
      ...readBy('labelSmoothing'),
    }),
    delta: number({
      label: 'Delta',
      help: 'Up to here mistakes count squared, beyond it they count as they are.',
      default: LOSS_DEFAULTS.delta,
      min: 1e-6,
      max: 1_000_000,
      step: 0.1,
      ...readBy('delta'),
    }),
    gamma: number({
      label: 'Gamma',
      help: 'How strongly it passes over what the network knows already. 0 is plain crossentropy.',
      default: LOSS_DEFAULTS.gamma,
      min: 0,
      max: 20,
      step: 0.5,
      ...readBy('gamma'),
    }),
    alpha: number({
      label: 'Alpha',
      help: 'The factor of the whole loss.',
      default: LOSS_DEFAULTS.alpha,
      min: 0,
      max: 100,
      step: 0.05,
      ...readBy('alpha'),
    }),
    lossWeight: number({
      label: 'Loss weight',
      help: 'How much this output counts where a network has several.',
      default: 1,
      min: 0,
      max: 1000,
      step: 0.1,
      advanced: true,
    }),
  },
  describe: ({ loss }) => findLoss(loss).title,
  // What arrives leaves the network here, so there is nothing to link to.
  ports: () => ({ inputs: [{ id: 'in', label: 'Input' }], outputs: [] }),
  infer: ({ loss }, [answers]) => {
    const { shape } = answers;
    const classes = shape.length < 2 ? 1 : shape[shape.length - 1];
    const { needsSeveral, compares, spoken } = findLoss(loss);
    if (needsSeveral && classes === 1) {
      return fail([compares === 'classes' ? needsClasses() : needsSeveralNumbers(spoken)]);
    }
    return ok([answers]);
  },
  call: (_context, _params, [x]) => [x],
  emitOnnx: (_emitter, _params, [x]) => [x],
  masking: PASSES_MASK,
  examples: [
    {
      title: 'Ten classes',
      params: { field: 'label' },
      inputs: [{ dtype: 'float32', shape: [null, 10] }],
      outputs: [{ dtype: 'float32', shape: [null, 10] }],
      parameters: 0,
    },
    {
      title: 'A price',
      params: { field: 'price', loss: 'huber', lossWeight: 0.5 },
      inputs: [{ dtype: 'float32', shape: [null, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 1] }],
      parameters: 0,
    },
  ],
});

function needsClasses(): Problem {
  return {
    code: 'output-needs-classes',
    severity: 'error',
    message:
      '{layer} compares classes and needs one number for each class, but {source} gives a single number. Choose binary crossentropy for yes or no, or mean squared error for an amount.',
    received: '1 number',
    expected: '2 or more numbers, one for each class',
    input: 0,
    param: 'loss',
    remedies: [lossRemedy('binaryCrossentropy'), lossRemedy('meanSquaredError')],
  };
}

function needsSeveralNumbers(loss: string): Problem {
  return {
    code: 'output-needs-several',
    severity: 'error',
    message: `{layer} compares with ${loss}, which needs two or more numbers, but {source} gives a single number. Choose mean squared error for an amount.`,
    received: '1 number',
    expected: '2 or more numbers',
    input: 0,
    param: 'loss',
    remedies: [lossRemedy('meanSquaredError')],
  };
}
