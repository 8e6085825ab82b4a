import { expect, it } from 'vitest';
import { bendIndex, bentPath } from './bent-path.ts';

const [source, target] = [
  { x: 0, y: 0 },
  { x: 300, y: 0 },
];

it('goes through every bend and is level at both ports', () => {
  const { path, middle } = bentPath(source, [{ x: 150, y: 90 }], target);
  expect(path).toMatch(/^M 0,0 C 58\.3,0 .* 150,90 C .* 241\.7,0 300,0$/);
  expect(middle).toEqual({ x: 150, y: 90 });
});

it('puts a new bend on the nearest stretch', () => {
  const bends = [
    { x: 100, y: 100 },
    { x: 200, y: 100 },
  ];
  expect(bendIndex(source, bends, target, { x: 20, y: 30 })).toBe(0);
  expect(bendIndex(source, bends, target, { x: 150, y: 110 })).toBe(1);
  expect(bendIndex(source, bends, target, { x: 290, y: 5 })).toBe(2);
  expect(bendIndex(source, [], target, { x: 0, y: 500 })).toBe(0);
});
