/** The truth tables of OR, AND and XOR: the smallest things that a network can learn. */
import type { Generator } from './generator.ts';

function gate(name: string, title: string, summary: string, outputs: readonly number[]): Generator {
  return {
    name,
    title,
    summary,
    samples: 4,
    fields: [
      { name: 'x', kind: 'numeric', shape: [2], columns: ['a', 'b'], range: [0, 1] },
      { name: 'y', kind: 'numeric', shape: [1], columns: ['y'], range: [0, 1] },
    ],
    target: 'y',
    values: () => ({
      x: Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1),
      y: Float32Array.from(outputs),
    }),
  };
}

export const or = gate(
  'or',
  'OR gate',
  'The truth table of OR: 1 if a or b is 1. One neuron learns it.',
  [0, 1, 1, 1],
);

export const and = gate(
  'and',
  'AND gate',
  'The truth table of AND: 1 if both a and b are 1. One neuron learns it.',
  [0, 0, 0, 1],
);

export const xor = gate(
  'xor',
  'XOR gate',
  'The truth table of XOR: 1 if exactly one of a and b is 1. One neuron cannot learn it, a hidden layer can.',
  [0, 1, 1, 0],
);
