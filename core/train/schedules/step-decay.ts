import { number } from '../../layers/parameter.ts';
import { defineSchedule } from './define-schedule.ts';
import { epochsParameter } from './parameters.ts';

/** PyTorch's StepLR: `rate · gamma^floor(t / stepSize)`. */
export const stepDecay = defineSchedule({
  type: 'stepDecay',
  title: 'Steps',
  summary:
    'Multiplies the learning rate by a factor every few epochs, as the first deep networks were trained.',
  formula: '\\eta \\gamma^{\\lfloor t / s \\rfloor}',
  parameters: {
    stepSize: epochsParameter({
      label: 'Step size',
      help: 'Epochs between two reductions.',
      default: 10,
      min: 0.01,
    }),
    gamma: number({
      label: 'Gamma',
      help: 'The factor of each reduction.',
      default: 0.1,
      min: 0,
      max: 1,
    }),
  },
  rate: ({ stepSize, gamma }, { learningRate, step, stepsPerEpoch }) =>
    learningRate * gamma ** Math.floor(step / (stepSize * stepsPerEpoch)),
});
