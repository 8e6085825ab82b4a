/**
 * Residual networks, as in "Deep Residual Learning for Image Recognition" (He et al., 2015): convolutions without
 * bias, and a 1 × 1 convolution on the shortcut where the shape changes (option B of the paper).
 */
import type { LayerId, NetworkDocument } from '../../document/schema.ts';
import { activate, convNorm, maxPool } from './blocks.ts';
import { Sketch } from './sketch.ts';

interface Block {
  readonly mark: string;
  readonly width: number;
  readonly stride: number;
  /** The shape changes, so that the shortcut needs a convolution of its own. */
  readonly project: boolean;
}

type DrawBlock = (sketch: Sketch, from: LayerId, block: Block) => LayerId;

/** Two convolutions of 3 × 3. */
const basic: DrawBlock = (sketch, from, { mark, width, stride, project }) => {
  const first = convNorm(sketch, from, `${mark}a`, { filters: width, size: 3, stride });
  const active = activate(sketch, first, `${mark}a`, 'relu');
  const second = convNorm(sketch, active, `${mark}b`, { filters: width, size: 3 });
  return joined(sketch, from, second, { mark, width, stride, project });
};

/** Narrow with 1 × 1, look with 3 × 3, widen with 1 × 1. The first convolution takes the stride, as in the paper. */
const bottleneck: DrawBlock = (sketch, from, { mark, width, stride, project }) => {
  const narrow = convNorm(sketch, from, `${mark}a`, { filters: width, size: 1, stride });
  const narrowed = activate(sketch, narrow, `${mark}a`, 'relu');
  const look = convNorm(sketch, narrowed, `${mark}b`, { filters: width, size: 3 });
  const seen = activate(sketch, look, `${mark}b`, 'relu');
  const wide = convNorm(sketch, seen, `${mark}c`, { filters: 4 * width, size: 1 });
  return joined(sketch, from, wide, { mark, width: 4 * width, stride, project });
};

function joined(
  sketch: Sketch,
  from: LayerId,
  learned: LayerId,
  { mark, width, stride, project }: Block,
): LayerId {
  const shortcut = project
    ? convNorm(sketch, from, `${mark} shortcut`, { filters: width, size: 1, stride })
    : from;
  const sum = sketch.add('Add', `Add ${mark}`, [learned, shortcut]);
  return activate(sketch, sum, mark, 'relu');
}

interface Stages {
  readonly draw: DrawBlock;
  /** Blocks of each stage. */
  readonly depths: readonly number[];
  readonly width: number;
  readonly firstNumber: number;
  /** The first block of the first stage changes the number of channels. */
  readonly projectFirst: boolean;
}

/** Each stage halves the image and doubles the channels. */
function drawStages(sketch: Sketch, from: LayerId, stages: Stages): LayerId {
  let tip = from;
  stages.depths.forEach((depth, stage) => {
    for (let place = 1; place <= depth; place++) {
      const opens = place === 1;
      tip = stages.draw(sketch, tip, {
        mark: `${stage + stages.firstNumber}.${place}`,
        width: stages.width * 2 ** stage,
        stride: opens && stage > 0 ? 2 : 1,
        project: opens && (stage > 0 || stages.projectFirst),
      });
    }
  });
  return tip;
}

/** For images of 224 × 224 and 1,000 classes. */
export function resNet(
  depth: number,
  kind: 'basic' | 'bottleneck',
  depths: readonly [number, number, number, number],
): NetworkDocument {
  const sketch = new Sketch();
  const seen = convNorm(sketch, sketch.image(224), '1', { filters: 64, size: 7, stride: 2 });
  const pooled = maxPool(sketch, activate(sketch, seen, '1', 'relu'), '1', 3, 'same');
  const draw = kind === 'basic' ? basic : bottleneck;
  const tip = drawStages(sketch, pooled, {
    draw,
    depths,
    width: 64,
    firstNumber: 2,
    projectFirst: kind === 'bottleneck',
  });
  finish(sketch, tip, 1000);
  return sketch.document(
    `ResNet-${depth}`,
    `${depth} layers with weights, which learn because every block adds to what came in. As in the paper: no bias ` +
      'in convolutions, the first convolution of a block takes the stride, 1 × 1 convolutions on shortcuts where ' +
      'the shape changes.',
  );
}

/** For images of 32 × 32 and 10 classes. */
export function smallResNet(blocksPerStage: number): NetworkDocument {
  const sketch = new Sketch();
  const seen = convNorm(sketch, sketch.image(32), '1', { filters: 16, size: 3 });
  const tip = drawStages(sketch, activate(sketch, seen, '1', 'relu'), {
    draw: basic,
    depths: [blocksPerStage, blocksPerStage, blocksPerStage],
    width: 16,
    firstNumber: 2,
    projectFirst: false,
  });
  finish(sketch, tip, 10);
  return sketch.document(
    `ResNet-${6 * blocksPerStage + 2}`,
    'The residual network for images of 32 × 32 such as CIFAR-10, with 1 × 1 convolutions on the two shortcuts ' +
      'where the shape changes.',
  );
}

function finish(sketch: Sketch, from: LayerId, classes: number): void {
  sketch.classify(sketch.add('GlobalAveragePooling2D', 'Average', [from]), classes);
}
