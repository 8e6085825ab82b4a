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
  it('puts the odd pad at the bottom and the right', () => {
    expect(windowPads([4, 4], { kernelSize: [3, 3], strides: [2, 2], padding: 'same' })).toEqual({
      top: 0,
      bottom: 1,
      left: 0,
      right: 1,
    });
  });

  it('never pads less than nothing', () => {
    expect(windowPads([5, 5], { kernelSize: [1, 1], strides: [3, 3], padding: 'same' })).toEqual({
      top: 0,
      bottom: 0,
      left: 0,
      right: 0,
    });
  });

  it('counts the gaps of a dilated kernel', () => {
    expect(effectiveKernel(3, 2)).toBe(5);
    expect(
      windowPads([7, 7], { kernelSize: [3, 3], strides: [1, 1], padding: 'same', dilationRate: [2, 3] }),
    ).toEqual({ top: 2, bottom: 2, left: 3, right: 3 });
  });
});
