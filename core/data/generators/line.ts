/** Points scattered around a straight line: the simplest regression. */
import { createRandom } from '../prng.ts';
import type { Generator } from './generator.ts';

const SAMPLES = 100;
const SLOPE = 2;
const INTERCEPT = 1;
const NOISE = 0.2;

export const line: Generator = {
  name: 'line',
  title: 'A line',
  summary: 'Points around the line y = 2x + 1: one neuron without activation finds its slope and its height.',
  samples: SAMPLES,
  fields: [
    { name: 'x', kind: 'numeric', shape: [1], columns: ['x'] },
    { name: 'y', kind: 'numeric', shape: [1], columns: ['y'] },
  ],
  target: 'y',
  values: () => {
    const random = createRandom(1, 'line');
    const x = Float32Array.from({ length: SAMPLES }, () => random.uniform() * 4 - 2);
    return { x, y: x.map((value) => SLOPE * value + INTERCEPT + NOISE * random.normal()) };
  },
};
