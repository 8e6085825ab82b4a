import { expect, it } from 'vitest';
import { LookupFault } from '../../engine/lookup-fault.ts';
import { layerCase } from '../../testing/layer-case.ts';
import { embedding } from './embedding.ts';

const EXAMPLE = {
  title: 'Three words',
  params: { inputDim: 5, outputDim: 2 },
  inputs: [{ dtype: 'float32', shape: [null, 3], below: 5 }],
  outputs: [{ dtype: 'float32', shape: [null, 3, 2] }],
} as const;

it.each([
  [
    7,
    'The network looks up the number 7 in a table that has rows for 0 to 4 only. Give the Embedding a larger vocabulary size, or leave out the samples that hold it.',
  ],
  [
    5,
    'The network looks up the number 5 in a table that has rows for 0 to 4 only. Give the Embedding a larger vocabulary size, or leave out the samples that hold it.',
  ],
])('says that there is no row for %i', async (number, message) => {
  const { weights, forward } = await layerCase(embedding, EXAMPLE, 1);
  const asked = forward([{ shape: [1, 3], data: Float32Array.of(0, number, 4) }], weights);
  await expect(asked).rejects.toThrow(new LookupFault(number, 4));
  await expect(asked).rejects.toThrow(message);
});

it('does not count negative numbers from the end of the table', async () => {
  const { weights, forward } = await layerCase(embedding, EXAMPLE, 1);
  const asked = forward([{ shape: [1, 3], data: Float32Array.of(0, -1, 4) }], weights);
  await expect(asked).rejects.toThrow(
    'The network looks up a negative number in a table that has rows for 0 to 4. Link the Embedding to whole numbers from 0 on.',
  );
});
