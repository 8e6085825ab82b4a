/** Two half moons that reach into each other. */
import { createRandom } from '../prng.ts';
import { type Generator, planeFields, planePoints } from './generator.ts';

const SAMPLES = 400;
const NOISE = 0.1;

export const moons: Generator = {
  name: 'moons',
  title: 'Two moons',
  summary: 'Points of two half moons that reach into each other: a few hidden neurons part them.',
  samples: SAMPLES,
  fields: planeFields(['upper', 'lower']),
  target: 'label',
  values: () => {
    const random = createRandom(1, 'moons');
    return planePoints(SAMPLES, 2, (moon) => {
      const angle = random.uniform() * Math.PI;
      const [x, y] =
        moon === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
      return [x + NOISE * random.normal(), y + NOISE * random.normal()];
    });
  },
};
