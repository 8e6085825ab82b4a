import { defineSchedule } from './define-schedule.ts';

export const constant = defineSchedule({
  type: 'constant',
  title: 'Constant',
  summary: 'The learning rate stays what it is.',
  formula: '\\eta',
  parameters: {},
  rate: (_params, { learningRate }) => learningRate,
});
