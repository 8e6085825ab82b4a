import { expect, test } from 'vitest';
import { runName } from './run-names.ts';

test('a run is called by its network, with the number of its id', () => {
  expect(runName({ id: 'iris-flowers', network: 'Iris flowers' })).toBe('Iris flowers');
  expect(runName({ id: 'iris-flowers-2', network: 'Iris flowers' })).toBe('Iris flowers · 2');
});

test('a number that the network bears itself is not said twice', () => {
  expect(runName({ id: 'lenet-5', network: 'LeNet-5' })).toBe('LeNet-5');
  expect(runName({ id: 'lenet-5-2', network: 'LeNet-5' })).toBe('LeNet-5 · 2');
});
