import { fail, ok } from '../../result.ts';
import { defineLayer } from '../layer.ts';
import { choice, field, number } from '../parameter.ts';

/** Names of the losses that core/train/losses computes, with what a person reads. */
const LOSSES = {
  categoricalCrossentropy: 'Categorical crossentropy: which of several classes',
  binaryCrossentropy: 'Binary crossentropy: yes or no',
  meanSquaredError: 'Mean squared error: numbers',
  meanAbsoluteError: 'Mean absolute error: numbers, few outliers matter less',
  huber: 'Huber: squared when near, absolute when far',
} as const;

export const output = defineLayer({
  type: 'Output',
  title: 'Output',
  category: 'io',
  icon: 'log-out',
  summary: 'Where answers leave the network and are compared with the truth.',
  doc: `Every network ends here. Training compares what arrives with the dataset's target and makes the loss, a single
number for how wrong the answers are, as small as it can. For classes, end the network in a Dense with one unit
for each class and a Softmax, and take categorical crossentropy. For yes or no, use one unit, a sigmoid and binary
crossentropy; for amounts such as prices, no activation and mean squared error.`,
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
      options: LOSSES,
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
  describe: ({ loss }) => LOSSES[loss].split(':')[0] ?? loss,
  // What arrives leaves the network here, so there is nothing to link to.
  ports: () => ({ inputs: [{ id: 'in', label: 'Input' }], outputs: [] }),
  infer: ({ loss }, [answers]) => {
    const { shape } = answers;
    const classes = shape.length < 2 ? 1 : shape[shape.length - 1];
    if (loss === 'categoricalCrossentropy' && classes === 1) {
      return fail([
        {
          code: 'output-needs-classes',
          severity: 'error',
          message:
            '{layer} compares classes and needs one number for each class, but {source} gives a single number. Choose binary crossentropy for yes or no, or mean squared error for an amount.',
          received: '1 number',
          expected: '2 or more numbers, one for each class',
          input: 0,
          param: 'loss',
          remedies: [
            {
              kind: 'set-params',
              label: 'Use binary crossentropy',
              params: { loss: 'binaryCrossentropy' },
            },
            {
              kind: 'set-params',
              label: 'Use mean squared error',
              params: { loss: 'meanSquaredError' },
            },
          ],
        },
      ]);
    }
    return ok([answers]);
  },
  call: (_context, _params, [x]) => [x],
  emitOnnx: (_emitter, _params, [x]) => [x],
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
