import { flag, number } from '../../layers/parameter.ts';
import { defineSchedule } from './define-schedule.ts';
import { decayOverRun } from './parameters.ts';

/** Keras's PolynomialDecay: `(rate - end) (1 - t / decayEpochs)^power + end`. */
export const polynomialDecay = defineSchedule({
  type: 'polynomialDecay',
  title: 'Polynomial',
  summary: 'Falls to an end value: in a straight line with power 1, ever more gently with a higher power.',
  formula: '(\\eta - \\eta_{end})(1 - t / d)^p + \\eta_{end}',
  parameters: {
    decayEpochs: decayOverRun,
    endLearningRate: number({
      label: 'End learning rate',
      help: 'Where the rate arrives.',
      default: 0.0001,
      min: 0,
      max: 1000,
      step: 0.0001,
    }),
    power: number({
      label: 'Power',
      help: '1 is a straight line.',
      default: 1,
      min: 0,
      max: 100,
      step: 0.5,
    }),
    cycle: flag({
      label: 'Cycle',
      help: 'Starts again from half the height, a third and so on, instead of staying at the end.',
      default: false,
    }),
  },
  rate: ({ decayEpochs, endLearningRate, power, cycle }, { learningRate, step, stepsPerEpoch, epochs }) => {
    const whole = (decayEpochs || epochs) * stepsPerEpoch;
    const decay = cycle ? whole * Math.max(1, Math.ceil(step / whole)) : whole;
    const left = 1 - Math.min(step, decay) / decay;
    return (learningRate - endLearningRate) * left ** power + endLearningRate;
  },
});
