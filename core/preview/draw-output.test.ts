import { describe, expect, it } from 'vitest';
import type { TensorData } from '../engine/engine.ts';
import { drawOutput } from './draw-output.ts';

function floats(shape: readonly number[], values: readonly number[]): TensorData {
  return { dtype: 'float32', shape, data: Float32Array.from(values) };
}

function shown(output: TensorData, words: Partial<Parameters<typeof drawOutput>[1]> = {}) {
  const drawn = drawOutput(output, { colours: false, ...words });
  if (drawn.state !== 'shown') throw new Error('It was refused.');
  return drawn;
}

/** What `pixels` holds. */
function bytes(text: string): number[] {
  return [...Buffer.from(text, 'base64')];
}

describe('what is shown of an output', () => {
  it('draws each channel of an image as a map, from the smallest value to the largest', () => {
    const { picture, figures } = shown(floats([1, 2, 2, 2], [0, 4, 1, 3, 2, 2, 3, 1]));
    expect(picture).toMatchObject({ kind: 'maps', width: 2, height: 2, count: 2, channels: 2 });
    expect(picture.kind === 'maps' && bytes(picture.pixels)).toEqual([0, 64, 128, 191, 255, 191, 128, 64]);
    expect(figures).toEqual({ min: 0, max: 4, mean: 2, zeros: 1 / 8, broken: 0 });
  });

  it('keeps the colours of a picture', () => {
    const { picture } = shown(floats([1, 1, 2, 3], [255, 0, 0, 0, 0, 255]), { colours: true });
    expect(picture).toMatchObject({ kind: 'maps', width: 2, height: 1, count: 1, colours: true });
    expect(picture.kind === 'maps' && bytes(picture.pixels)).toEqual([255, 0, 0, 0, 0, 255]);
  });

  it('shrinks large images to the means of patches, and shows twelve of many maps', () => {
    const size = 128;
    const checks = Array.from({ length: size * size }, (_, place) => place % 2);
    const { picture } = shown(floats([1, size, size, 1], checks));
    expect(picture).toMatchObject({ kind: 'maps', width: 64, height: 64 });
    expect(picture.kind === 'maps' && new Set(bytes(picture.pixels))).toEqual(new Set([128]));
    const many = shown(
      floats(
        [1, 40, 20, 100],
        Array.from({ length: 80_000 }, () => 1),
      ),
    );
    expect(many.picture).toMatchObject({ kind: 'maps', width: 16, height: 32, count: 12, channels: 100 });
  });

  it('shows the middle slice of a volume', () => {
    const volume = [...Array(4).fill(1), ...Array(4).fill(7), ...Array(4).fill(3)];
    const { picture, figures } = shown(floats([1, 3, 2, 2, 1], volume));
    expect(picture).toMatchObject({ kind: 'maps', width: 2, height: 2, count: 1 });
    expect(figures).toMatchObject({ min: 1, max: 7 });
  });

  it('draws a line for each feature of a sequence', () => {
    const { picture } = shown(floats([1, 3, 2], [1, 10, 2, 20, 3, 30]));
    expect(picture).toEqual({
      kind: 'lines',
      features: 2,
      steps: 3,
      lines: [
        [1, 2, 3],
        [10, 20, 30],
      ],
    });
    const long = shown(
      floats(
        [1, 1000, 1],
        Array.from({ length: 1000 }, (_, step) => step),
      ),
    ).picture;
    expect(long.kind === 'lines' && [long.lines[0]?.length, long.lines[0]?.at(-1)]).toEqual([96, 999]);
  });

  it('writes few values, draws some as bars and counts many', () => {
    expect(shown(floats([1, 2], [0.25, -1])).picture).toEqual({ kind: 'values', values: [0.25, -1] });
    expect(shown(floats([1], [5])).picture).toEqual({ kind: 'values', values: [5] });
    expect(shown(floats([1, 10], Array(10).fill(1))).picture.kind).toBe('bars');
    const many = shown(floats([1, 100], [...Array(90).fill(0), ...Array(10).fill(32)])).picture;
    expect(many.kind === 'histogram' && [many.bins[0], many.bins[31], many.bins.length]).toEqual([
      90, 10, 32,
    ]);
    expect(shown(floats([1, 1, 1, 200], Array(200).fill(2))).picture.kind).toBe('histogram');
  });

  it('names the classes of an answer', () => {
    const answer = floats([1, 2], [0.75, 0.25]);
    expect(shown(answer, { classes: ['cat', 'dog'] }).picture).toEqual({
      kind: 'classes',
      values: [0.75, 0.25],
      labels: ['cat', 'dog'],
    });
    expect(shown(answer, { classes: ['cat', 'dog', 'fish'] }).picture.kind).toBe('values');
  });

  it('counts what is no number instead of showing it', () => {
    const { picture, figures } = shown(floats([1, 3], [Number.NaN, 2, Infinity]));
    expect(picture).toEqual({ kind: 'values', values: [0, 2, 0] });
    expect(figures).toEqual({ min: 2, max: 2, mean: 2, zeros: 0, broken: 2 });
  });
});
