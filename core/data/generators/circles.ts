/** A small ring inside a large one. */
import { createRandom } from '../prng.ts';
import { type Generator, planeFields, planePoints } from './generator.ts';

const SAMPLES = 400;
const RADII = [0.4, 1] as const;
const NOISE = 0.08;

export const circles: Generator = {
  name: 'circles',
  title: 'Two circles',
  summary: 'Points of a small ring inside a large one: no straight line can part them.',
  samples: SAMPLES,
  fields: planeFields(['inner', 'outer']),
  target: 'label',
  values: () => {
    const random = createRandom(1, 'circles');
    return planePoints(SAMPLES, 2, (ring) => {
      const angle = random.uniform() * 2 * Math.PI;
      const radius = (RADII[ring] ?? 1) + NOISE * random.normal();
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    });
  },
};
