import { choice, number } from '../../layers/parameter.ts';
import { defineSchedule } from './define-schedule.ts';

/** PyTorch's OneCycleLR with two phases (Smith and Topin, 2018) over the whole run. */
export const oneCycle = defineSchedule({
  type: 'oneCycle',
  title: 'One cycle',
  summary:
    'Rises from a small rate to the learning rate, then falls to almost nothing. Often learns in fewer epochs.',
  formula: '\\frac{\\eta}{25} \\nearrow \\eta \\searrow \\frac{\\eta}{25 \\cdot 10^4}',
  parameters: {
    pctStart: number({
      label: 'Share of the rise',
      help: 'How much of the run the rate rises.',
      default: 0.3,
      min: 0,
      max: 1,
      step: 0.05,
    }),
    divFactor: number({
      label: 'Start divisor',
      help: 'The rate starts at the learning rate divided by this.',
      default: 25,
      min: 1,
      max: 1_000_000,
      step: 1,
    }),
    finalDivFactor: number({
      label: 'End divisor',
      help: 'The rate ends at its start divided by this.',
      default: 10_000,
      min: 1,
      max: 1_000_000,
      step: 100,
    }),
    annealStrategy: choice({
      label: 'Form',
      help: 'How it rises and falls.',
      default: 'cos',
      options: { cos: 'Half a wave', linear: 'Straight lines' },
    }),
  },
  rate: (params, { learningRate, step, stepsPerEpoch, epochs }) => {
    const { pctStart, divFactor, finalDivFactor, annealStrategy } = params;
    const last = epochs * stepsPerEpoch - 1;
    const top = Math.min(last, pctStart * epochs * stepsPerEpoch - 1);
    const start = learningRate / divFactor;
    const [from, to, share] =
      step <= top && top > 0
        ? [start, learningRate, step / top]
        : [learningRate, start / finalDivFactor, shareOf(step - Math.max(0, top), last - Math.max(0, top))];
    const way = annealStrategy === 'cos' ? (1 - Math.cos(Math.PI * share)) / 2 : share;
    return from + (to - from) * way;
  },
});

/** How much of a phase is over; a phase of no length is. */
function shareOf(done: number, length: number): number {
  return length > 0 ? Math.min(1, done / length) : 1;
}
