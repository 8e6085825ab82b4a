/** The first networks of a long series; `npm run fuzz:networks -- --count N --seed N` goes on. */
import { expect, it } from 'vitest';
import { LAYERS } from '../../layers/registry.ts';
import { testEngine } from '../gradient-check.ts';
import { checkNetwork } from './check-network.ts';
import { randomNetwork } from './random-network.ts';

it.each(Array.from({ length: 40 }, (_, index) => index))('network %i keeps its promises', async (index) => {
  expect(await checkNetwork(randomNetwork(1, index), testEngine, index)).toBeUndefined();
});

it('draws the same network for the same numbers', () => {
  expect(randomNetwork(3, 5)).toEqual(randomNetwork(3, 5));
  expect(randomNetwork(3, 5)).not.toEqual(randomNetwork(3, 6));
  expect(randomNetwork(3, 5)).not.toEqual(randomNetwork(4, 5));
});

it('comes by every layer', () => {
  const seen = new Set<string>();
  for (let index = 0; index < 2000; index++) {
    for (const { type } of randomNetwork(1, index).document.layers) seen.add(type);
  }
  expect(LAYERS.map(({ type }) => type).filter((type) => !seen.has(type))).toEqual([]);
});
