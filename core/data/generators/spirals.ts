/** Two arms wound around each other. */
import { createRandom } from '../prng.ts';
import { type Generator, planeFields, planePoints } from './generator.ts';

const SAMPLES = 400;
const TURNS = 1.5;
const NOISE = 0.02;

export const spirals: Generator = {
  name: 'spirals',
  title: 'Two spirals',
  summary:
    'Points of two spirals wound around each other: hard for a shallow network, easy for a deeper one.',
  samples: SAMPLES,
  fields: planeFields(['first', 'second']),
  target: 'label',
  values: () => {
    const random = createRandom(1, 'spirals');
    return planePoints(SAMPLES, 2, (arm, turn) => {
      const radius = (turn + 1) / (SAMPLES / 2);
      const angle = radius * TURNS * 2 * Math.PI + arm * Math.PI;
      return [
        radius * Math.cos(angle) + NOISE * random.normal(),
        radius * Math.sin(angle) + NOISE * random.normal(),
      ];
    });
  },
};
