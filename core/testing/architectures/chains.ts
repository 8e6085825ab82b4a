/** Networks that are one long chain: AlexNet and VGG. */
import { convRelu, denseDropout, maxPool } from '../../blocks/convolutions.ts';
import { Sketch } from '../../blocks/sketch.ts';
import type { LayerId, NetworkDocument } from '../../document/schema.ts';
import { IMAGENET_TRAINING } from './training.ts';

/** Ungrouped, as for one graphics card. */
export function alexNet(): NetworkDocument {
  const sketch = new Sketch();
  let tip = sketch.image(227);
  tip = convRelu(sketch, tip, '1', { filters: 96, size: 11, stride: 4, padding: 'valid' });
  tip = sketch.add('LocalResponseNormalization', 'LRN 1', [tip]);
  tip = maxPool(sketch, tip, '1', 3);
  tip = convRelu(sketch, tip, '2', { filters: 256, size: 5 });
  tip = sketch.add('LocalResponseNormalization', 'LRN 2', [tip]);
  tip = maxPool(sketch, tip, '2', 3);
  tip = convRelu(sketch, tip, '3', { filters: 384, size: 3 });
  tip = convRelu(sketch, tip, '4', { filters: 384, size: 3 });
  tip = convRelu(sketch, tip, '5', { filters: 256, size: 3 });
  tip = maxPool(sketch, tip, '5', 3);
  classifyWithDense(sketch, tip, ['6', '7']);
  return sketch.document(
    'AlexNet',
    'The network that won ImageNet in 2012 and started the boom of deep learning. Its convolutions are not ' +
      'split over two graphics cards.',
    IMAGENET_TRAINING,
  );
}

/** "Visualizing and Understanding Convolutional Networks" (Zeiler and Fergus, 2013), figure 3. */
export function zfNet(): NetworkDocument {
  const sketch = new Sketch();
  const bordered = sketch.add('ZeroPadding2D', 'Border', [sketch.image(224)]);
  let tip = convRelu(sketch, bordered, '1', { filters: 96, size: 7, stride: 2, padding: 'valid' });
  tip = sketch.add('LocalResponseNormalization', 'LRN 1', [maxPool(sketch, tip, '1', 3, 'same')]);
  tip = convRelu(sketch, tip, '2', { filters: 256, size: 5, stride: 2, padding: 'valid' });
  tip = sketch.add('LocalResponseNormalization', 'LRN 2', [maxPool(sketch, tip, '2', 3, 'same')]);
  tip = convRelu(sketch, tip, '3', { filters: 384, size: 3 });
  tip = convRelu(sketch, tip, '4', { filters: 384, size: 3 });
  tip = convRelu(sketch, tip, '5', { filters: 256, size: 3 });
  tip = maxPool(sketch, tip, '5', 3);
  classifyWithDense(sketch, tip, ['6', '7']);
  return sketch.document(
    'ZFNet',
    'AlexNet with a smaller first window and stride, found by looking at what its layers see.',
    IMAGENET_TRAINING,
  );
}

const WIDTHS = [64, 128, 256, 512, 512] as const;

/** `depths` are the numbers of convolutions in the five blocks. */
export function vgg(
  name: string,
  depths: readonly [number, number, number, number, number],
): NetworkDocument {
  const sketch = new Sketch();
  let tip = sketch.image(224);
  depths.forEach((depth, index) => {
    tip = sketch.group(`Block ${index + 1}`, () => {
      let maps = tip;
      for (let place = 1; place <= depth; place++) {
        const filters = WIDTHS[index] ?? 512;
        maps = convRelu(sketch, maps, `${index + 1}-${place}`, { filters, size: 3 });
      }
      return maxPool(sketch, maps, `${index + 1}`, 2);
    });
  });
  classifyWithDense(sketch, tip, ['6', '7']);
  return sketch.document(
    name,
    'Nothing but 3 × 3 convolutions: three of them see as far as one of 7 × 7, with fewer weights. Nine of ten ' +
      'weights are in the Dense layers.',
    IMAGENET_TRAINING,
  );
}

function classifyWithDense(sketch: Sketch, from: LayerId, marks: readonly string[]): void {
  const row = sketch.add('Flatten', 'Flatten', [from]);
  const last = marks.reduce<LayerId>((tip, mark) => denseDropout(sketch, tip, mark, 4096), row);
  sketch.classify(last, 1000);
}
