/**
 * The block of "Densely Connected Convolutional Networks" (Huang et al., 2016) with bottlenecks, DenseNet-B: every
 * layer sees what all layers before it made.
 */
import { integer } from '../layers/parameter.ts';
import { defineBlock } from './block.ts';
import { activate, convolution } from './convolutions.ts';
import type { Maps, Sketch } from './sketch.ts';

export interface DenseShape {
  readonly mark: string;
  readonly layers: number;
  /** Channels that each layer adds: k of the paper. */
  readonly growth: number;
}

/** How many times wider than its growth a layer's 1 × 1 convolution is. */
const WIDTH = 4;

export function drawDense(sketch: Sketch, from: Maps, { mark, layers, growth }: DenseShape): Maps {
  let tip = from;
  const prefix = mark === '' ? '' : `${mark}.`;
  for (let place = 1; place <= layers; place++) {
    const name = `${prefix}${place}`;
    const narrow = normConv(sketch, tip.layer, `${name}a`, { filters: WIDTH * growth, size: 1 });
    const grown = normConv(sketch, narrow, `${name}b`, { filters: growth, size: 3 });
    tip = {
      layer: sketch.add('Concatenate', `Concat ${name}`, [tip.layer, grown]),
      channels: tip.channels + growth,
    };
  }
  return tip;
}

/** Normalizes and activates what comes in, then looks at it. */
function normConv(
  sketch: Sketch,
  from: Maps['layer'],
  mark: string,
  shape: { filters: number; size: number },
): Maps['layer'] {
  const normal = sketch.add('BatchNormalization', `BN ${mark}`, [from]);
  return convolution(sketch, activate(sketch, normal, mark, 'relu'), mark, { ...shape, useBias: false });
}

export const dense = defineBlock({
  id: 'dense',
  title: 'Dense block',
  icon: 'layers-2',
  summary: 'Every convolution sees what all before it made.',
  parameters: {
    layers: integer({ label: 'Layers', help: 'Pairs of convolutions.', default: 4, max: 100 }),
    growth: integer({ label: 'Growth', help: 'Channels that each layer adds.', default: 32 }),
  },
  suit: (channels) => ({ growth: Math.max(1, Math.round(channels / 2)) }),
  draw: (sketch, from, params) => drawDense(sketch, from, { mark: '', ...params }),
});
