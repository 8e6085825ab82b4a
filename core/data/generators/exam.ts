/** Four students: what they did the day before an exam, and whether they passed. */
import type { Generator } from './generator.ts';

export const exam: Generator = {
  name: 'exam',
  title: 'Exam result',
  summary: 'Hours of study and of sleep of four students, and whether each passed. Both are needed.',
  samples: 4,
  fields: [
    { name: 'x', kind: 'numeric', shape: [2], columns: ['study', 'sleep'] },
    { name: 'y', kind: 'numeric', shape: [1], columns: ['passed'], range: [0, 1] },
  ],
  target: 'y',
  values: () => ({
    x: Float32Array.of(1, 8, 10, 6, 20, 4, 11, 10),
    y: Float32Array.of(0, 1, 0, 1),
  }),
};
