/** Networks for phones, whose windows look at each channel by itself: MobileNet (2017) and MobileNetV2 (2018). */
import type { LayerId, NetworkDocument } from '../../document/schema.ts';
import { activate, convNorm, depthwiseNorm } from './blocks.ts';
import { Sketch } from './sketch.ts';

/** Filters and stride of the thirteen separable blocks. */
const SEPARABLE = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
  [512, 2],
  ...Array.from({ length: 5 }, () => [512, 1] as const),
  [1024, 2],
  [1024, 1],
] as const;

export function mobileNet(): NetworkDocument {
  const sketch = new Sketch();
  const seen = convNorm(sketch, sketch.image(224), '1', { filters: 32, size: 3, stride: 2 });
  let tip = activate(sketch, seen, '1', 'relu');
  SEPARABLE.forEach(([filters, stride], index) => {
    const mark = `${index + 2}`;
    const looked = depthwiseNorm(sketch, tip, `${mark}a`, stride);
    const mixed = convNorm(sketch, activate(sketch, looked, `${mark}a`, 'relu'), `${mark}b`, {
      filters,
      size: 1,
    });
    tip = activate(sketch, mixed, `${mark}b`, 'relu');
  });
  finish(sketch, tip);
  return sketch.document(
    'MobileNet',
    'Each convolution is split in two: one that looks at every channel by itself, one of 1 × 1 that mixes channels. ' +
      'It needs a thirtieth of the parameters of VGG16.',
  );
}

/** Expansion, filters, blocks and first stride of each stage: table 2 of the paper. */
const INVERTED = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const;

export function mobileNetV2(): NetworkDocument {
  const sketch = new Sketch();
  const seen = convNorm(sketch, sketch.image(224), '1', { filters: 32, size: 3, stride: 2 });
  let tip = { layer: activate(sketch, seen, '1', 'relu6'), channels: 32 };
  INVERTED.forEach(([expansion, filters, blocks, firstStride], stage) => {
    for (let place = 1; place <= blocks; place++) {
      tip = invertedResidual(sketch, tip, {
        mark: `${stage + 2}.${place}`,
        expansion,
        filters,
        stride: place === 1 ? firstStride : 1,
      });
    }
  });
  const wide = convNorm(sketch, tip.layer, '9', { filters: 1280, size: 1 });
  finish(sketch, activate(sketch, wide, '9', 'relu6'));
  return sketch.document(
    'MobileNetV2',
    'Blocks widen, look at each channel by itself and narrow again; what is narrow is added from block to block.',
  );
}

interface Maps {
  readonly layer: LayerId;
  readonly channels: number;
}

interface Inverted {
  readonly mark: string;
  readonly expansion: number;
  readonly filters: number;
  readonly stride: number;
}

function invertedResidual(sketch: Sketch, from: Maps, { mark, expansion, filters, stride }: Inverted): Maps {
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
    layer: adds ? sketch.add('Add', `Add ${mark}`, [narrow, from.layer]) : narrow,
    channels: filters,
  };
}

function finish(sketch: Sketch, from: LayerId): void {
  const average = sketch.add('GlobalAveragePooling2D', 'Average', [from]);
  sketch.classify(sketch.add('Dropout', 'Dropout', [average], { rate: 0.2 }), 1000);
}
