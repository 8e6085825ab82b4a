import { describe, expect, it } from 'vitest';
import { effectiveKernel, windowOutput, windowPads } from './window.ts';

describe('windowOutput', () => {
  it('shrinks by the kernel when valid', () => {
    expect(windowOutput([28, 30], { kernelSize: [5, 3], strides: [1, 1], padding: 'valid' })).toEqual([
      24, 28,
    ]);
  });

  it('divides by the stride when same, rounding up', () => {
    expect(windowOutput([5, 8], { kernelSize: [3, 3], strides: [2, 3], padding: 'same' })).toEqual([3, 3]);
  });

  it('is not positive where the window does not fit', () => {
    const [height, width] = windowOutput([2, 6], {
      kernelSize: [3, 3],
      strides: [1, 1],
      padding: 'valid',
      dilationRate: [1, 3],
    });
    expect(height).toBeLessThanOrEqual(0);
    expect(width).toBeLessThanOrEqual(0);
  });
});

describe('windowPads', () => {
  it('puts the odd pad behind', () => {
    expect(windowPads([4, 4], { kernelSize: [3, 3], strides: [2, 2], padding: 'same' })).toEqual({
      before: [0, 0],
      after: [1, 1],
    });
  });

  it('never pads less than nothing', () => {
    expect(windowPads([5, 5], { kernelSize: [1, 1], strides: [3, 3], padding: 'same' })).toEqual({
      before: [0, 0],
      after: [0, 0],
    });
  });

  it('counts the gaps of a dilated kernel', () => {
    expect(effectiveKernel(3, 2)).toBe(5);
    expect(
      windowPads([7, 7], { kernelSize: [3, 3], strides: [1, 1], padding: 'same', dilationRate: [2, 3] }),
    ).toEqual({ before: [2, 3], after: [2, 3] });
  });

  it('pads a causal window before the first step only', () => {
    const settings = { kernelSize: [3], strides: [2], padding: 'causal', dilationRate: [2] } as const;
    expect(windowPads([6], settings)).toEqual({ before: [4], after: [0] });
    expect(windowOutput([6], settings)).toEqual([3]);
  });

  it('has an answer for every axis of a volume', () => {
    const settings = { kernelSize: [3, 2, 1], strides: [1, 2, 1], padding: 'same' } as const;
    expect(windowOutput([4, 5, 6], settings)).toEqual([4, 3, 6]);
    expect(windowPads([4, 5, 6], settings)).toEqual({ before: [1, 0, 0], after: [1, 1, 0] });
  });
});
