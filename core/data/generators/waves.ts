/** Stretches of waves of many lengths: what comes next is in the order of the values, not in any one of them. */
import { createRandom } from '../prng.ts';
import type { Generator } from './generator.ts';

const SAMPLES = 1000;
const STEPS = 20;
/** Steps of one wave, from and to. */
const LENGTH = [6, 24] as const;
const NOISE = 0.02;

export const waves: Generator = {
  name: 'waves',
  title: 'Waves',
  summary: 'Twenty values of a wave of some length and height, and the value that comes next.',
  samples: SAMPLES,
  fields: [
    {
      name: 'past',
      kind: 'numeric',
      shape: [STEPS],
      columns: Array.from({ length: STEPS }, (_, step) => `t${step - STEPS}`),
    },
    { name: 'next', kind: 'numeric', shape: [1], columns: ['next'] },
  ],
  target: 'next',
  values: () => {
    const random = createRandom(1, 'waves');
    const past = new Float32Array(SAMPLES * STEPS);
    const next = new Float32Array(SAMPLES);
    for (let sample = 0; sample < SAMPLES; sample++) {
      const speed = (2 * Math.PI) / (LENGTH[0] + (LENGTH[1] - LENGTH[0]) * random.uniform());
      const start = 2 * Math.PI * random.uniform();
      const height = 0.5 + random.uniform();
      const value = (step: number) => height * Math.sin(start + speed * step) + NOISE * random.normal();
      for (let step = 0; step < STEPS; step++) past[sample * STEPS + step] = value(step);
      next[sample] = value(STEPS);
    }
    return { past, next };
  },
};
