/** Networks for phones, whose windows look at each channel by itself: MobileNet (2017) and MobileNetV2 (2018). */
import { activate, convNorm, depthwiseNorm } from '../../blocks/convolutions.ts';
import { drawInvertedResidual } from '../../blocks/inverted-residual.ts';
import { type Maps, Sketch } from '../../blocks/sketch.ts';
import type { LayerId, NetworkDocument } from '../../document/schema.ts';
import { IMAGENET_TRAINING } from './training.ts';

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
  let tip = drawStem(sketch, 'relu').layer;
  SEPARABLE.forEach(([filters, stride], index) => {
    const mark = `${index + 2}`;
    tip = sketch.group(`Separable ${mark}`, () => {
      const looked = depthwiseNorm(sketch, tip, `${mark}a`, stride);
      const active = activate(sketch, looked, `${mark}a`, 'relu');
      const mixed = convNorm(sketch, active, `${mark}b`, { filters, size: 1 });
      return activate(sketch, mixed, `${mark}b`, 'relu');
    });
  });
  finish(sketch, tip);
  return sketch.document(
    'MobileNet',
    'Each convolution is split in two: one that looks at every channel by itself, one of 1 × 1 that mixes channels. ' +
      'It needs a thirtieth of the parameters of VGG16.',
    IMAGENET_TRAINING,
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
  let tip = drawStem(sketch, 'relu6');
  INVERTED.forEach(([expansion, filters, blocks, firstStride], index) => {
    const stage = index + 2;
    tip = sketch.group(`Stage ${stage}`, () => {
      let maps = tip;
      for (let place = 1; place <= blocks; place++) {
        const mark = `${stage}.${place}`;
        const stride = place === 1 ? firstStride : 1;
        const draw = () => drawInvertedResidual(sketch, maps, { mark, expansion, filters, stride });
        maps = blocks > 1 ? sketch.group(`Block ${mark}`, draw) : draw();
      }
      return maps;
    });
  });
  const wide = convNorm(sketch, tip.layer, '9', { filters: 1280, size: 1 });
  finish(sketch, activate(sketch, wide, '9', 'relu6'));
  return sketch.document(
    'MobileNetV2',
    'Blocks widen, look at each channel by itself and narrow again; what is narrow is added from block to block.',
    IMAGENET_TRAINING,
  );
}

function drawStem(sketch: Sketch, activation: 'relu' | 'relu6'): Maps {
  const seen = convNorm(sketch, sketch.image(224), '1', { filters: 32, size: 3, stride: 2 });
  return { layer: activate(sketch, seen, '1', activation), channels: 32 };
}

function finish(sketch: Sketch, from: LayerId): void {
  const average = sketch.add('GlobalAveragePooling2D', 'Average', [from]);
  sketch.classify(sketch.add('Dropout', 'Dropout', [average], { rate: 0.2 }), 1000);
}
