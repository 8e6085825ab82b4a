import { number } from '../../layers/parameter.ts';
import { defineSchedule } from './define-schedule.ts';
import { epochsParameter, staircase } from './parameters.ts';

/** Keras's ExponentialDecay: `rate · decayRate^(t / decayEpochs)`. */
export const exponentialDecay = defineSchedule({
  type: 'exponentialDecay',
  title: 'Exponential',
  summary: 'Falls by the same share in every epoch.',
  formula: '\\eta r^{t / d}',
  parameters: {
    decayEpochs: epochsParameter({
      label: 'Decay epochs',
      help: 'After so many epochs the rate is multiplied by the decay rate.',
      default: 1,
      min: 0.01,
    }),
    decayRate: number({
      label: 'Decay rate',
      help: 'What is left of the learning rate after that time, as a share of it.',
      default: 0.9,
      min: 0,
      max: 1,
    }),
    staircase,
  },
  rate: ({ decayEpochs, decayRate, staircase }, { learningRate, step, stepsPerEpoch }) => {
    const time = step / (decayEpochs * stepsPerEpoch);
    return learningRate * decayRate ** (staircase ? Math.floor(time) : time);
  },
});
