/** DenseNet-121, as in table 1 of "Densely Connected Convolutional Networks" (Huang et al., 2016). */
import { activate, convNorm, convolution, maxPool } from '../../blocks/convolutions.ts';
import { drawDense } from '../../blocks/dense.ts';
import { type Maps, Sketch } from '../../blocks/sketch.ts';
import type { NetworkDocument } from '../../document/schema.ts';
import { IMAGENET_TRAINING } from './training.ts';

const GROWTH = 32;
const DEPTHS = [6, 12, 24, 16] as const;

export function denseNet121(): NetworkDocument {
  const sketch = new Sketch();
  const image = sketch.image(224);
  let tip: Maps = sketch.group('Stem', () => {
    const seen = convNorm(sketch, image, '1', { filters: 64, size: 7, stride: 2 });
    const layer = maxPool(sketch, activate(sketch, seen, '1', 'relu'), '1', 3, 'same');
    return { layer, channels: 64 };
  });
  DEPTHS.forEach((layers, index) => {
    const mark = `${index + 2}`;
    tip = sketch.group(`Dense block ${index + 1}`, () =>
      drawDense(sketch, tip, { mark, layers, growth: GROWTH }),
    );
    if (index < DEPTHS.length - 1) tip = drawTransition(sketch, tip, mark);
  });
  const normal = sketch.add('BatchNormalization', 'BN last', [tip.layer]);
  const active = activate(sketch, normal, 'last', 'relu');
  sketch.classify(sketch.add('GlobalAveragePooling2D', 'Average', [active]), 1000);
  return sketch.document(
    'DenseNet-121',
    'Every layer of a block sees what all layers before it made, so that each needs to add little of its own.',
    IMAGENET_TRAINING,
  );
}

/** Halves the image and the channels. */
function drawTransition(sketch: Sketch, { layer, channels }: Maps, mark: string): Maps {
  const half = channels / 2;
  return sketch.group(`Transition ${mark}`, () => {
    const normal = sketch.add('BatchNormalization', `BN transition ${mark}`, [layer]);
    const active = activate(sketch, normal, `transition ${mark}`, 'relu');
    const mixed = convolution(sketch, active, `transition ${mark}`, {
      filters: half,
      size: 1,
      useBias: false,
    });
    return { layer: sketch.add('AveragePooling2D', `Average transition ${mark}`, [mixed]), channels: half };
  });
}
