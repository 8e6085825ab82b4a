/**
 * Blocks of residual networks, as in "Deep Residual Learning for Image Recognition" (He et al., 2015): convolutions
 * without bias, and a 1 × 1 convolution on the shortcut where the shape changes (option B of the paper).
 */
import { integer } from '../layers/parameter.ts';
import { defineBlock } from './block.ts';
import { activate, convNorm } from './convolutions.ts';
import type { Maps, Sketch } from './sketch.ts';

export interface ResidualShape {
  /** Stands in the names of the layers: `2.1`. */
  readonly mark: string;
  /** Filters of the first convolution. */
  readonly width: number;
  readonly stride: number;
}

/** How many times wider a bottleneck ends than it is inside. */
const WIDENING = 4;

/** Two convolutions of 3 × 3. */
export function drawResidual(sketch: Sketch, from: Maps, { mark, width, stride }: ResidualShape): Maps {
  const first = convNorm(sketch, from.layer, `${mark}a`, { filters: width, size: 3, stride });
  const active = activate(sketch, first, `${mark}a`, 'relu');
  const second = convNorm(sketch, active, `${mark}b`, { filters: width, size: 3 });
  return joined(sketch, from, { layer: second, channels: width }, mark, stride);
}

/** Narrow with 1 × 1, look with 3 × 3, widen with 1 × 1. The first convolution takes the stride, as in the paper. */
export function drawBottleneck(sketch: Sketch, from: Maps, { mark, width, stride }: ResidualShape): Maps {
  const channels = WIDENING * width;
  const narrow = convNorm(sketch, from.layer, `${mark}a`, { filters: width, size: 1, stride });
  const narrowed = activate(sketch, narrow, `${mark}a`, 'relu');
  const look = convNorm(sketch, narrowed, `${mark}b`, { filters: width, size: 3 });
  const seen = activate(sketch, look, `${mark}b`, 'relu');
  const wide = convNorm(sketch, seen, `${mark}c`, { filters: channels, size: 1 });
  return joined(sketch, from, { layer: wide, channels }, mark, stride);
}

function joined(sketch: Sketch, from: Maps, learned: Maps, mark: string, stride: number): Maps {
  const changes = stride > 1 || from.channels !== learned.channels;
  const shortcut = changes
    ? convNorm(sketch, from.layer, `${mark} shortcut`.trim(), { filters: learned.channels, size: 1, stride })
    : from.layer;
  const sum = sketch.add('Add', `Add ${mark}`.trim(), [learned.layer, shortcut]);
  return { layer: activate(sketch, sum, mark, 'relu'), channels: learned.channels };
}

const stride = integer({
  label: 'Stride',
  help: '2 halves height and width of the image, and gives the shortcut a convolution of its own.',
  default: 1,
  max: 8,
});

export const residual = defineBlock({
  id: 'residual',
  title: 'Residual block',
  icon: 'corner-up-right',
  summary: 'Two convolutions whose result is added to what came in.',
  parameters: {
    filters: integer({ label: 'Filters', help: 'Of both convolutions.', default: 64 }),
    stride,
  },
  suit: (channels) => ({ filters: channels }),
  draw: (sketch, from, params) =>
    drawResidual(sketch, from, { mark: '', width: params.filters, stride: params.stride }),
});

export const bottleneck = defineBlock({
  id: 'bottleneck',
  title: 'Bottleneck block',
  icon: 'hourglass',
  summary: 'Narrows, looks, widens, and adds what came in: a residual block that costs less.',
  parameters: {
    width: integer({
      label: 'Width',
      help: 'Filters inside. The block ends with four times as many.',
      default: 16,
    }),
    stride,
  },
  suit: (channels) => ({ width: Math.max(1, Math.round(channels / WIDENING)) }),
  draw: (sketch, from, params) =>
    drawBottleneck(sketch, from, { mark: '', width: params.width, stride: params.stride }),
});
