import { expect, it } from 'vitest';
import { draw } from '../testing/draw.ts';
import { apply, applyAll, type Command } from './commands.ts';
import { withinLocks } from './locks.ts';
import { LayerId } from './schema.ts';

const [A, B] = [LayerId.parse('a'), LayerId.parse('b')];
const OPEN = draw(
  [
    { type: 'Dense', id: 'a' },
    { type: 'Dense', id: 'b' },
  ],
  ['a>b'],
);
const LOCKED = apply(OPEN, { type: 'flag-layers', layers: [A], flag: 'locked', on: true });

function does(...commands: Command[]) {
  const permitted = withinLocks(LOCKED, commands);
  return {
    document: applyAll(LOCKED, permitted.commands),
    refused: permitted.refused.map(({ name }) => name),
  };
}

it('moves what is not locked and says nothing of the rest', () => {
  const { document, refused } = does({
    type: 'move-layers',
    positions: { a: { x: 5, y: 5 }, b: { x: 7, y: 7 } },
  });
  expect(document.layers.map(({ position }) => position)).toEqual([
    { x: 0, y: 0 },
    { x: 7, y: 7 },
  ]);
  expect(refused).toEqual([]);
});

it('removes what is not locked and names the rest', () => {
  const { document, refused } = does({ type: 'remove-layers', layers: [A, B] });
  expect(document.layers.map(({ id }) => id)).toEqual(['a']);
  expect(refused).toEqual(['a']);
});

it('refuses to change, rename or disable a locked layer', () => {
  for (const command of [
    { type: 'set-params', layer: A, params: { units: 9 } },
    { type: 'rename-layer', layer: A, name: 'z' },
    { type: 'set-weights', layer: A, weights: {} },
    { type: 'flag-layers', layers: [A], flag: 'disabled', on: true },
  ] satisfies Command[]) {
    expect(does(command), command.type).toEqual({ document: LOCKED, refused: ['a'] });
  }
});

it('refuses the whole of an edit whose parts belong together', () => {
  const [layer] = LOCKED.layers;
  if (!layer) throw new Error('There is no layer.');
  const { document, refused } = does(
    { type: 'rename-layer', layer: B, name: 'other' },
    { type: 'remove-layers', layers: [A] },
    { type: 'add-layer', layer: { ...layer, type: 'Flatten' } },
  );
  expect(document).toBe(LOCKED);
  expect(refused).toEqual(['a']);
});

it('leaves links to a locked layer free, and lets it be unlocked', () => {
  const { document, refused } = does(
    { type: 'remove-links', links: LOCKED.links.map(({ id }) => id) },
    { type: 'flag-layers', layers: [A], flag: 'locked', on: false },
  );
  expect(document).toEqual({ ...OPEN, links: [] });
  expect(refused).toEqual([]);
});
