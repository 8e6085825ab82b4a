/** GoogLeNet, as in table 1 of "Going Deeper with Convolutions" (Szegedy et al., 2014). */
import { convRelu } from '../../blocks/convolutions.ts';
import { drawInception, type InceptionShape } from '../../blocks/inception.ts';
import { type Maps, Sketch } from '../../blocks/sketch.ts';
import type { LayerId, NetworkDocument } from '../../document/schema.ts';
import { IMAGENET_TRAINING } from './training.ts';

type Widths = readonly [number, number, number, number, number, number];

const MODULES = {
  '3a': [64, 96, 128, 16, 32, 32],
  '3b': [128, 128, 192, 32, 96, 64],
  '4a': [192, 96, 208, 16, 48, 64],
  '4b': [160, 112, 224, 24, 64, 64],
  '4c': [128, 128, 256, 24, 64, 64],
  '4d': [112, 144, 288, 32, 64, 64],
  '4e': [256, 160, 320, 32, 128, 128],
  '5a': [256, 160, 320, 32, 128, 128],
  '5b': [384, 192, 384, 48, 128, 128],
} as const satisfies Readonly<Record<string, Widths>>;

/** How much an auxiliary classifier counts in the loss. */
const AUXILIARY_WEIGHT = 0.3;

export function googLeNet(): NetworkDocument {
  const sketch = new Sketch();
  const seen = drawStem(sketch, sketch.image(224));
  const three = drawModules(sketch, { layer: seen, channels: 192 }, ['3a', '3b']);
  const first = drawModules(sketch, pooled(sketch, three, '3'), ['4a']);
  const fourth = drawModules(sketch, first, ['4b', '4c', '4d']);
  const five = drawModules(sketch, fourth, ['4e']);
  const last = drawModules(sketch, pooled(sketch, five, '4'), ['5a', '5b']);
  const average = sketch.add('GlobalAveragePooling2D', 'Average', [last.layer]);
  sketch.classify(sketch.add('Dropout', 'Dropout', [average], { rate: 0.4 }), 1000);
  drawAuxiliary(sketch, first, '1');
  drawAuxiliary(sketch, fourth, '2');
  return sketch.document(
    'GoogLeNet',
    'Nine modules that look with windows of three sizes at once. Two auxiliary outputs in the middle, each with ' +
      'weight 0.3, bring the gradient to the first layers.',
    IMAGENET_TRAINING,
  );
}

function drawStem(sketch: Sketch, image: LayerId): LayerId {
  return sketch.group('Stem', () => {
    const wide = convRelu(sketch, image, '1', { filters: 64, size: 7, stride: 2 });
    const quiet = normalized(sketch, pool(sketch, wide, '1'), '1');
    const narrow = convRelu(sketch, quiet, '2 reduce', { filters: 64, size: 1 });
    const looked = convRelu(sketch, narrow, '2', { filters: 192, size: 3 });
    return pool(sketch, normalized(sketch, looked, '2'), '2');
  });
}

function drawModules(sketch: Sketch, from: Maps, names: readonly (keyof typeof MODULES)[]): Maps {
  return names.reduce((tip, name) => {
    const [ones, threesReduce, threes, fivesReduce, fives, pooledWidth] = MODULES[name];
    const shape: InceptionShape = {
      mark: `${name} `,
      ones,
      threesReduce,
      threes,
      fivesReduce,
      fives,
      pooled: pooledWidth,
    };
    return sketch.group(`Inception ${name}`, () => drawInception(sketch, tip, shape));
  }, from);
}

/** Only there while training; its answer is as good as the network is by then. */
function drawAuxiliary(sketch: Sketch, { layer }: Maps, mark: string): void {
  const shares = sketch.group(`Auxiliary ${mark}`, () => {
    const small = sketch.add('AveragePooling2D', `Average aux ${mark}`, [layer], {
      poolSize: [5, 5],
      strides: [3, 3],
    });
    const mixed = convRelu(sketch, small, `aux ${mark}`, { filters: 128, size: 1 });
    const row = sketch.add('Flatten', `Flatten aux ${mark}`, [mixed]);
    const numbers = sketch.add('Dense', `Dense aux ${mark}`, [row], { units: 1024 });
    const active = sketch.add('Activation', `ReLU dense aux ${mark}`, [numbers], { activation: 'relu' });
    const dropped = sketch.add('Dropout', `Dropout aux ${mark}`, [active], { rate: 0.7 });
    const scores = sketch.add('Dense', `Classes aux ${mark}`, [dropped], { units: 1000 });
    return sketch.add('Softmax', `Softmax aux ${mark}`, [scores]);
  });
  sketch.add('Output', `Output aux ${mark}`, [shares], {
    field: 'label',
    loss: 'categoricalCrossentropy',
    lossWeight: AUXILIARY_WEIGHT,
  });
}

function pooled(sketch: Sketch, { layer, channels }: Maps, mark: string): Maps {
  return { layer: pool(sketch, layer, mark), channels };
}

function pool(sketch: Sketch, from: LayerId, mark: string): LayerId {
  return sketch.add('MaxPooling2D', `Pool ${mark}`, [from], {
    poolSize: [3, 3],
    strides: [2, 2],
    padding: 'same',
  });
}

function normalized(sketch: Sketch, from: LayerId, mark: string): LayerId {
  return sketch.add('LocalResponseNormalization', `LRN ${mark}`, [from]);
}
