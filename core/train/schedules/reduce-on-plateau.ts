import { integer, number } from '../../layers/parameter.ts';
import { defineSchedule } from './define-schedule.ts';

/**
 * Keras's ReduceLROnPlateau: after `patience` epochs whose validation loss is not better than the best one by
 * `minDelta`, the rate is multiplied by `factor`; then nothing is counted until the cooldown is over.
 */
export const reduceLROnPlateau = defineSchedule({
  type: 'reduceLROnPlateau',
  title: 'Reduce on plateau',
  summary: 'Watches the validation loss, and takes smaller steps when it no longer falls.',
  formula: '\\eta \\leftarrow \\max(\\gamma \\eta, \\eta_{min})',
  parameters: {
    factor: number({
      label: 'Factor',
      help: 'The factor of each reduction.',
      default: 0.1,
      min: 0,
      max: 0.999,
    }),
    patience: integer({
      label: 'Patience',
      help: 'Epochs without a better validation loss before a reduction.',
      default: 10,
      min: 0,
      max: 100_000,
    }),
    minDelta: number({
      label: 'Least gain',
      help: 'What is not better by this much is not better.',
      default: 0.0001,
      min: 0,
      max: 1000,
      step: 0.0001,
    }),
    cooldown: integer({
      label: 'Cooldown',
      help: 'Epochs after a reduction in which nothing is counted.',
      default: 0,
      min: 0,
      max: 100_000,
    }),
    minLearningRate: number({
      label: 'Least learning rate',
      help: 'The rate never falls below this.',
      default: 0,
      min: 0,
      max: 1000,
      step: 0.0001,
    }),
  },
  rate: (_params, { learningRate, memory }) => memory?.rate ?? learningRate,
  remember: ({ factor, patience, minDelta, cooldown, minLearningRate }, memory, loss, learningRate) => {
    if (!memory) return { rate: learningRate, best: loss, wait: 0, cooldown: 0 };
    const { rate } = memory;
    const cooling = Math.max(0, memory.cooldown - 1);
    if (loss < memory.best - minDelta) return { rate, best: loss, wait: 0, cooldown: cooling };
    const { best } = memory;
    if (cooling > 0) return { rate, best, wait: 0, cooldown: cooling };
    const wait = memory.cooldown > 0 ? 1 : memory.wait + 1;
    if (wait < patience || rate <= minLearningRate) return { rate, best, wait, cooldown: 0 };
    return { rate: Math.max(rate * factor, minLearningRate), best, wait: 0, cooldown };
  },
});
