import { defineSchedule } from './define-schedule.ts';
import { alpha, decayOverRun, epochsParameter } from './parameters.ts';

/**
 * Keras's CosineDecay with a warm-up from nothing (Loshchilov and Hutter, 2016):
 * `rate ((1 - alpha) (1 + cos(pi t / decayEpochs)) / 2 + alpha)` after it.
 */
export const cosineDecay = defineSchedule({
  type: 'cosineDecay',
  title: 'Cosine',
  summary: 'Falls along half a wave: slowly, then quickly, then slowly again. A warm-up lets it rise first.',
  formula: '\\eta \\left((1 - \\alpha) \\tfrac{1}{2}(1 + \\cos \\tfrac{\\pi t}{d}) + \\alpha\\right)',
  parameters: {
    warmupEpochs: epochsParameter({
      label: 'Warm-up epochs',
      help: 'The rate rises from 0 in a straight line before it falls. Helps large networks.',
      default: 0,
      min: 0,
    }),
    decayEpochs: decayOverRun,
    alpha,
  },
  rate: ({ warmupEpochs, decayEpochs, alpha }, { learningRate, step, stepsPerEpoch, epochs }) => {
    const warmup = warmupEpochs * stepsPerEpoch;
    if (step < warmup) return (learningRate * step) / warmup;
    const decay =
      decayEpochs > 0 ? decayEpochs * stepsPerEpoch : Math.max(1, epochs * stepsPerEpoch - warmup);
    const share = Math.min(step - warmup, decay) / decay;
    return learningRate * ((1 - alpha) * 0.5 * (1 + Math.cos(Math.PI * share)) + alpha);
  },
});
