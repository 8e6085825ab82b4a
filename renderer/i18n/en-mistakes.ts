/** Words of the view of mistakes: which classes a network takes for which. */
import { formatCount } from './format.ts';

export const enMistakes = {
  title: 'Evaluate',
  tabs: { try: 'Try it', mistakes: 'Mistakes' },
  measuring: 'Asking the network about every validation sample…',
  failed: 'The network could not be measured',
  again: 'Measure again',
  right: (right: number, samples: number) =>
    `${formatCount(right)} of ${formatCount(samples)} validation samples right`,
  outputOf: (output: string) => `Output ${output}`,
  matrix: 'Confusion matrix',
  matrixHelp:
    'Each row is a true class; its columns say what the network answered. Choose a cell to see its samples.',
  truth: 'True',
  answer: 'Answered',
  recall: 'Found',
  recallHelp: 'Of the samples of this class, the share that was found (recall).',
  precision: 'Reliable',
  precisionHelp: 'Of the answers with this class, the share that was right (precision).',
  cell: (count: number, truth: string, answer: string) =>
    `${formatCount(count)} of ${truth}, answered ${answer}`,
  worst: 'Taken for each other most often',
  pair: (truth: string, answer: string, count: number) =>
    `${truth} taken for ${answer}: ${formatCount(count)}`,
  chosen: (truth: string, answer: string) => `${truth}, answered ${answer}`,
  all: 'All mistakes',
  none: 'No mistakes: every validation sample is answered right.',
  shown: (shown: number, all: number) => `${formatCount(shown)} of ${formatCount(all)} shown`,
  mae: 'Mean distance',
  maeHelp: 'How far an answer is from the truth on average, in the target’s unit (mean absolute error).',
  rmse: 'Typical distance',
  rmseHelp: 'As the mean distance, but large mistakes count more (root mean squared error).',
  samples: 'Validation samples',
};
