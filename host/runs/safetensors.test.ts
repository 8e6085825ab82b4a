import { expect, test } from 'vitest';
import { decodeSafetensors, encodeSafetensors, type SafetensorsFile } from './safetensors.ts';

const FILE: SafetensorsFile = {
  tensors: {
    'dense/kernel': { dtype: 'float32', shape: [1, 2], data: Float32Array.of(0.5, -1) },
    step: { dtype: 'int32', shape: [], data: Int32Array.of(7) },
    flags: { dtype: 'bool', shape: [3], data: Uint8Array.of(1, 0, 1) },
  },
  metadata: { epoch: '2' },
};

test('tensors come back from the buffer of a file, wherever they lie in it', () => {
  const content = Buffer.concat(encodeSafetensors(FILE));
  for (const offset of [0, 1, 3, 8]) {
    const bytes = Buffer.concat([Buffer.alloc(offset), content]).subarray(offset);
    expect(decodeSafetensors(bytes)).toEqual(FILE);
  }
});

test('a file that is not whole is nothing', () => {
  const content = Buffer.concat(encodeSafetensors(FILE));
  for (let length = 0; length < content.length; length++) {
    expect(decodeSafetensors(content.subarray(0, length))).toBeUndefined();
  }
});
