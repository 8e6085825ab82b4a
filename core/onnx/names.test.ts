import { expect, test } from 'vitest';
import { readableName, UniqueNames } from './names.ts';

test.each([
  ['conv2d-1', 'conv2d-1'],
  ['Conv 3×3 (left)', 'Conv-3-3-left'],
  ['größe', 'größe'],
  ['a/b\\c', 'a-b-c'],
  ['line\nbreak', 'line-break'],
  ['層_1.5', '層_1.5'],
  ['***', 'layer'],
])('%j becomes %j', (name, readable) => {
  expect(readableName(name, 'layer')).toBe(readable);
});

test('a name is given once', () => {
  const names = new UniqueNames();
  expect(['dense', 'dense-2', 'dense', 'dense', 'dense-2'].map((name) => names.take(name))).toEqual([
    'dense',
    'dense-2',
    'dense-3',
    'dense-4',
    'dense-2-2',
  ]);
});
