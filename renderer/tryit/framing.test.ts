import { expect, test } from 'vitest';
import { type Framing, type ImageFormat, imageFormat, inkOf, learnFraming } from './framing.ts';
import { boxOf, type Ink, measureInk } from './ink.ts';
import { pixelsToSample, resample } from './resample.ts';
import { type Stroke, strokesToInk } from './strokes.ts';

const FORMAT: ImageFormat = { width: 28, height: 28, channels: 1, range: [0, 255] };

/** A dataset of upright bars: 20 pixels high, 3 wide, in the middle. */
function bar(format: ImageFormat, inverted: boolean): number[] {
  const [low, high] = inverted ? [255, 0] : [0, 255];
  return Array.from({ length: format.width * format.height }, (_, index) => {
    const x = index % format.width;
    const y = Math.floor(index / format.width);
    return x >= 12 && x < 15 && y >= 4 && y < 24 ? high : low;
  });
}

const LIKE_BARS: Framing = {
  extent: 20,
  thickness: 3,
  center: { x: 13.5, y: 14 },
  inverted: false,
  shapes: true,
};

test.each([false, true])('framing is learned from samples (inverted: %s)', (inverted) => {
  const framing = learnFraming([bar(FORMAT, inverted), bar(FORMAT, inverted)], FORMAT);
  expect(framing).toMatchObject({ extent: 20, inverted, shapes: true });
  expect(framing.center.x).toBeCloseTo(13.5);
  expect(framing.center.y).toBeCloseTo(14);
  expect(framing.thickness).toBeGreaterThan(2.4);
  expect(framing.thickness).toBeLessThan(3.2);
});

test('photographs are told from shapes', () => {
  const photo = Array.from({ length: 784 }, (_, index) => 100 + ((index * 37) % 100));
  expect(learnFraming([photo], FORMAT).shapes).toBe(false);
});

const CORNER_STROKES: readonly Stroke[] = [
  [
    { x: 0.7, y: 0.1 },
    { x: 0.7, y: 0.3 },
  ],
];

test('a small drawing in a corner becomes as large and as central as the samples', () => {
  const ink = strokesToInk(CORNER_STROKES, FORMAT, LIKE_BARS) as Ink;
  const measured = measureInk(ink);
  expect(boxOf(ink)).toMatchObject({ height: 20 });
  expect(measured?.center.x).toBeCloseTo(13.5, 1);
  expect(measured?.center.y).toBeCloseTo(14, 1);
  expect(measured?.thickness).toBeCloseTo(2.6, 0);
});

test('a drawing never leaves the image, wherever its centre of mass is', () => {
  const heavyBelow: Stroke[] = [
    [
      { x: 0.5, y: 0 },
      { x: 0.5, y: 1 },
    ],
    [
      { x: 0.2, y: 1 },
      { x: 0.8, y: 1 },
    ],
    [
      { x: 0.2, y: 0.95 },
      { x: 0.8, y: 0.95 },
    ],
  ];
  const ink = strokesToInk(heavyBelow, FORMAT, { ...LIKE_BARS, extent: 26 }) as Ink;
  const box = boxOf(ink);
  expect(box?.height).toBeGreaterThanOrEqual(25);
  expect(box?.top).toBeGreaterThanOrEqual(0);
});

test('a dot stays a dot', () => {
  const ink = strokesToInk([[{ x: 0.5, y: 0.5 }]], FORMAT, LIKE_BARS) as Ink;
  expect(boxOf(ink)?.width).toBeLessThanOrEqual(5);
});

test('nothing drawn is nothing', () => {
  expect(strokesToInk([], FORMAT, LIKE_BARS)).toBeUndefined();
});

test('a photo of dark ink on paper becomes light ink on dark ground', () => {
  const data = new Uint8ClampedArray(100 * 100 * 4).fill(255);
  for (let y = 10; y < 30; y++) {
    for (let x = 60; x < 63; x++) data.set([0, 0, 0, 255], (y * 100 + x) * 4);
  }
  const sample = pixelsToSample({ width: 100, height: 100, data }, FORMAT, LIKE_BARS);
  expect(sample).toHaveLength(784);
  expect(Math.max(...sample)).toBe(255);
  const measured = measureInk(inkOf(sample, FORMAT, false));
  expect(measured?.extent).toBe(20);
  expect(measured?.center.x).toBeCloseTo(13.5, 1);
});

test('a photo is cut to shape and keeps its colours', () => {
  const data = new Uint8ClampedArray(8 * 4 * 4);
  for (let pixel = 0; pixel < 32; pixel++) data.set([255, 128, 0, 255], pixel * 4);
  const sample = pixelsToSample(
    { width: 8, height: 4, data },
    { width: 2, height: 2, channels: 3, range: [0, 1] },
    { ...LIKE_BARS, shapes: false },
  );
  expect(sample).toHaveLength(12);
  expect(sample.slice(0, 3).map((value) => Math.round(value * 255))).toEqual([255, 128, 0]);
});

test('resampling keeps the amount of ink', () => {
  const ink: Ink = { width: 4, height: 4, values: Float32Array.from({ length: 16 }, (_, i) => i / 15) };
  const half = resample(ink, { left: 0, top: 0, width: 4, height: 4 }, 2, 2);
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(mean(half.values)).toBeCloseTo(mean(ink.values));
});

test('a format without a range takes that of its samples', () => {
  expect(imageFormat({ kind: 'image', shape: [8, 8, 1] }, [[0, 16], [3]])?.range).toEqual([0, 16]);
  expect(imageFormat({ kind: 'numeric', shape: [4] }, [])).toBeUndefined();
});
