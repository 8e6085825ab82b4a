/** The module of GoogLeNet ("Going Deeper with Convolutions", Szegedy et al., 2014): four ways side by side. */
import { integer } from '../layers/parameter.ts';
import { defineBlock } from './block.ts';
import { convRelu } from './convolutions.ts';
import type { Maps, Sketch } from './sketch.ts';

/** Filters of each way, as the columns of the paper's table 1 are called. */
export interface InceptionShape {
  readonly mark: string;
  readonly ones: number;
  readonly threesReduce: number;
  readonly threes: number;
  readonly fivesReduce: number;
  readonly fives: number;
  readonly pooled: number;
}

export function drawInception(sketch: Sketch, { layer }: Maps, shape: InceptionShape): Maps {
  const { mark } = shape;
  const ones = convRelu(sketch, layer, `${mark}1×1`, { filters: shape.ones, size: 1 });
  const narrowThrees = convRelu(sketch, layer, `${mark}3×3 reduce`, { filters: shape.threesReduce, size: 1 });
  const threes = convRelu(sketch, narrowThrees, `${mark}3×3`, { filters: shape.threes, size: 3 });
  const narrowFives = convRelu(sketch, layer, `${mark}5×5 reduce`, { filters: shape.fivesReduce, size: 1 });
  const fives = convRelu(sketch, narrowFives, `${mark}5×5`, { filters: shape.fives, size: 5 });
  const largest = sketch.add('MaxPooling2D', `Pool ${mark}`.trim(), [layer], {
    poolSize: [3, 3],
    strides: [1, 1],
    padding: 'same',
  });
  const pooled = convRelu(sketch, largest, `${mark}pool`, { filters: shape.pooled, size: 1 });
  return {
    layer: sketch.add('Concatenate', `Concat ${mark}`.trim(), [ones, threes, fives, pooled]),
    channels: shape.ones + shape.threes + shape.fives + shape.pooled,
  };
}

/** Module 3a of the paper, for the 192 channels that it takes. */
const FIRST = {
  channels: 192,
  ones: 64,
  threesReduce: 96,
  threes: 128,
  fivesReduce: 16,
  fives: 32,
  pooled: 32,
};

const filters = (label: string, help: string, value: number) => integer({ label, help, default: value });

export const inception = defineBlock({
  id: 'inception',
  title: 'Inception block',
  icon: 'split',
  summary: 'Looks with windows of 1 × 1, 3 × 3 and 5 × 5 at once and keeps all that they see.',
  parameters: {
    ones: filters('1 × 1', 'Filters of the way that looks at single pixels.', FIRST.ones),
    threesReduce: filters(
      '3 × 3, reduced to',
      'Channels that the 3 × 3 window looks at.',
      FIRST.threesReduce,
    ),
    threes: filters('3 × 3', 'Filters of the 3 × 3 window.', FIRST.threes),
    fivesReduce: filters('5 × 5, reduced to', 'Channels that the 5 × 5 window looks at.', FIRST.fivesReduce),
    fives: filters('5 × 5', 'Filters of the 5 × 5 window.', FIRST.fives),
    pooled: filters('Pooled', 'Filters behind the pooling.', FIRST.pooled),
  },
  suit: (channels) => {
    const scaled = (value: number) => Math.max(1, Math.round((value * channels) / FIRST.channels));
    return {
      ones: scaled(FIRST.ones),
      threesReduce: scaled(FIRST.threesReduce),
      threes: scaled(FIRST.threes),
      fivesReduce: scaled(FIRST.fivesReduce),
      fives: scaled(FIRST.fives),
      pooled: scaled(FIRST.pooled),
    };
  },
  draw: (sketch, from, params) => drawInception(sketch, from, { mark: '', ...params }),
});
