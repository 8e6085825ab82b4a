import { expect, it } from 'vitest';
import { createPaletteMemory } from './palette-memory.ts';

function memoryStorage(text?: string) {
  const kept = new Map(text === undefined ? [] : [['layerloom.palette', text]]);
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

it('remembers favourites and the last six layers between starts', () => {
  const storage = memoryStorage();
  const first = createPaletteMemory(storage).getState();
  for (const type of ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'B']) first.noteUse(type);
  first.toggleFavourite('Dense');
  first.toggleFavourite('Add');
  first.toggleFavourite('Dense');
  const { favourites, recent } = createPaletteMemory(storage).getState();
  expect(recent).toEqual(['B', 'G', 'F', 'E', 'D', 'C']);
  expect(favourites).toEqual(['Add']);
});

it('begins anew where what was kept is damaged', () => {
  for (const text of ['{', 'null', '{"favourites":7,"recent":[1,"A"]}']) {
    const { favourites, recent } = createPaletteMemory(memoryStorage(text)).getState();
    expect(favourites).toEqual([]);
    expect(recent).toEqual(text.includes('"A"') ? ['A'] : []);
  }
});
