/** The block of MobileNetV2 (Sandler et al., 2018): wide inside, narrow between. */
import { integer } from '../layers/parameter.ts';
import { defineBlock } from './block.ts';
import { activate, convNorm, depthwiseNorm } from './convolutions.ts';
import type { Maps, Sketch } from './sketch.ts';

export interface InvertedShape {
  readonly mark: string;
  /** How many times wider it is inside than what comes in. */
  readonly expansion: number;
  readonly filters: number;
  readonly stride: number;
}

/** What comes in is added where its shape is that of what comes out. */
export function drawInvertedResidual(
  sketch: Sketch,
  from: Maps,
  { mark, expansion, filters, stride }: InvertedShape,
): Maps {
  let tip = from.layer;
  if (expansion > 1) {
    const wide = convNorm(sketch, tip, `${mark}a`, { filters: expansion * from.channels, size: 1 });
    tip = activate(sketch, wide, `${mark}a`, 'relu6');
  }
  const looked = depthwiseNorm(sketch, tip, `${mark}b`, stride);
  const narrow = convNorm(sketch, activate(sketch, looked, `${mark}b`, 'relu6'), `${mark}c`, {
    filters,
    size: 1,
  });
  const adds = stride === 1 && from.channels === filters;
  return {
    layer: adds ? sketch.add('Add', `Add ${mark}`.trim(), [narrow, from.layer]) : narrow,
    channels: filters,
  };
}

export const invertedResidual = defineBlock({
  id: 'inverted-residual',
  title: 'Inverted residual block',
  icon: 'unfold-horizontal',
  summary: 'Widens, looks at each channel by itself, narrows: made for phones.',
  parameters: {
    filters: integer({ label: 'Filters', help: 'Channels that come out.', default: 64 }),
    expansion: integer({
      label: 'Expansion',
      help: 'How many times wider it is inside than what comes in.',
      default: 6,
      max: 64,
    }),
    stride: integer({
      label: 'Stride',
      help: '2 halves height and width of the image; nothing is added then.',
      default: 1,
      max: 8,
    }),
  },
  suit: (channels) => ({ filters: channels }),
  draw: (sketch, from, params) => drawInvertedResidual(sketch, from, { mark: '', ...params }),
});
