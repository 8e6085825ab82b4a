/**
 * Residual networks, as in "Deep Residual Learning for Image Recognition" (He et al., 2015): convolutions without
 * bias, and a 1 × 1 convolution on the shortcut where the shape changes (option B of the paper).
 */
import { activate, convNorm, maxPool } from '../../blocks/convolutions.ts';
import { drawBottleneck, drawResidual } from '../../blocks/residual.ts';
import { type Maps, Sketch } from '../../blocks/sketch.ts';
import type { LayerId, NetworkDocument } from '../../document/schema.ts';
import { IMAGENET_TRAINING } from './training.ts';

interface Stages {
  readonly draw: typeof drawResidual;
  /** Blocks of each stage. */
  readonly depths: readonly number[];
  readonly width: number;
  /** Comes before the blocks of the first stage, in its group. */
  readonly open?: (tip: Maps) => Maps;
}

/** Each stage halves the image and doubles the channels. Stages are called as in table 1 of the paper. */
function drawStages(sketch: Sketch, from: Maps, { draw, depths, width, open = (tip) => tip }: Stages): Maps {
  return depths.reduce(
    (entering, depth, stage) =>
      sketch.group(`conv${stage + 2}_x`, () => {
        let tip = stage === 0 ? open(entering) : entering;
        for (let place = 1; place <= depth; place++) {
          const mark = `${stage + 2}.${place}`;
          const stride = place === 1 && stage > 0 ? 2 : 1;
          const block = { mark, width: width * 2 ** stage, stride };
          tip = sketch.group(`Block ${mark}`, () => draw(sketch, tip, block));
        }
        return tip;
      }),
    from,
  );
}

function drawStem(sketch: Sketch, side: number, filters: number, size: number, stride: number): Maps {
  const image = sketch.image(side);
  return sketch.group('conv1', () => {
    const seen = convNorm(sketch, image, '1', { filters, size, stride });
    return { layer: activate(sketch, seen, '1', 'relu'), channels: filters };
  });
}

/** For images of 224 × 224 and 1,000 classes. */
export function resNet(
  depth: number,
  kind: 'basic' | 'bottleneck',
  depths: readonly [number, number, number, number],
): NetworkDocument {
  const sketch = new Sketch();
  const tip = drawStages(sketch, drawStem(sketch, 224, 64, 7, 2), {
    draw: kind === 'basic' ? drawResidual : drawBottleneck,
    depths,
    width: 64,
    open: ({ layer, channels }) => ({ layer: maxPool(sketch, layer, '1', 3, 'same'), channels }),
  });
  finish(sketch, tip.layer, 1000);
  return sketch.document(
    `ResNet-${depth}`,
    `${depth} layers with weights, which learn because every block adds to what came in. As in the paper: no bias ` +
      'in convolutions, the first convolution of a block takes the stride, 1 × 1 convolutions on shortcuts where ' +
      'the shape changes.',
    IMAGENET_TRAINING,
  );
}

/** For images of 32 × 32 and 10 classes. */
export function smallResNet(blocksPerStage: number): NetworkDocument {
  const sketch = new Sketch();
  const tip = drawStages(sketch, drawStem(sketch, 32, 16, 3, 1), {
    draw: drawResidual,
    depths: [blocksPerStage, blocksPerStage, blocksPerStage],
    width: 16,
  });
  finish(sketch, tip.layer, 10);
  return sketch.document(
    `ResNet-${6 * blocksPerStage + 2}`,
    'The residual network for images of 32 × 32 such as CIFAR-10, with 1 × 1 convolutions on the two shortcuts ' +
      'where the shape changes.',
    IMAGENET_TRAINING,
  );
}

function finish(sketch: Sketch, from: LayerId, classes: number): void {
  sketch.classify(sketch.add('GlobalAveragePooling2D', 'Average', [from]), classes);
}
