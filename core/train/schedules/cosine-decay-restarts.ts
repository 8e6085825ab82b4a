import { number } from '../../layers/parameter.ts';
import { defineSchedule } from './define-schedule.ts';
import { alpha, epochsParameter } from './parameters.ts';

/** Keras's CosineDecayRestarts (SGDR, Loshchilov and Hutter, 2016). */
export const cosineDecayRestarts = defineSchedule({
  type: 'cosineDecayRestarts',
  title: 'Cosine with restarts',
  summary: 'Falls along half a wave again and again, each wave longer. Each restart may leave a poor valley.',
  formula: '\\eta m^i \\left((1 - \\alpha) \\tfrac{1}{2}(1 + \\cos \\tfrac{\\pi t_i}{d_i}) + \\alpha\\right)',
  parameters: {
    firstDecayEpochs: epochsParameter({
      label: 'First decay epochs',
      help: 'Length of the first wave.',
      default: 10,
      min: 0.01,
    }),
    tMul: number({
      label: 'Length factor',
      help: 'Each wave is so many times as long as the one before.',
      default: 2,
      min: 1,
      max: 100,
      step: 0.5,
    }),
    mMul: number({
      label: 'Height factor',
      help: 'Each wave is so many times as high as the one before.',
      default: 1,
      min: 0,
      max: 10,
      step: 0.1,
    }),
    alpha,
  },
  rate: ({ firstDecayEpochs, tMul, mMul, alpha }, { learningRate, step, stepsPerEpoch }) => {
    const first = firstDecayEpochs * stepsPerEpoch;
    const { wave, share } = waveAt(step, first, tMul);
    return learningRate * mMul ** wave * ((1 - alpha) * 0.5 * (1 + Math.cos(Math.PI * share)) + alpha);
  },
});

/** The wave that a step lies in, counted from 0, and how much of it is over. */
function waveAt(step: number, first: number, growth: number) {
  if (growth === 1) {
    const wave = Math.floor(step / first);
    return { wave, share: step / first - wave };
  }
  let wave = 0;
  let length = first;
  let start = 0;
  while (step >= start + length) {
    start += length;
    length *= growth;
    wave += 1;
  }
  return { wave, share: (step - start) / length };
}
