import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { layerReference } from './layer-reference.ts';

it('is what `npm run docs:layers` writes', () => {
  const file = new URL('../../../docs/layers.md', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(layerReference());
});
