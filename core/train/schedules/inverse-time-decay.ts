import { number } from '../../layers/parameter.ts';
import { defineSchedule } from './define-schedule.ts';
import { epochsParameter, staircase } from './parameters.ts';

/** Keras's InverseTimeDecay: `rate / (1 + decayRate · t / decayEpochs)`. */
export const inverseTimeDecay = defineSchedule({
  type: 'inverseTimeDecay',
  title: 'Inverse time',
  summary: 'Falls quickly at first, then ever more slowly, and never reaches nothing.',
  formula: '\\frac{\\eta}{1 + r t / d}',
  parameters: {
    decayEpochs: epochsParameter({
      label: 'Decay epochs',
      help: 'The unit of time, in epochs.',
      default: 1,
      min: 0.01,
    }),
    decayRate: number({
      label: 'Decay rate',
      help: 'How fast the rate falls. With 1 half of it is left after one unit of time.',
      default: 0.5,
      min: 0,
      max: 1000,
      step: 0.1,
    }),
    staircase,
  },
  rate: ({ decayEpochs, decayRate, staircase }, { learningRate, step, stepsPerEpoch }) => {
    const time = step / (decayEpochs * stepsPerEpoch);
    return learningRate / (1 + decayRate * (staircase ? Math.floor(time) : time));
  },
});
