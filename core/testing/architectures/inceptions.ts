/**
 * The later networks of the Inception family: v3 ("Rethinking the Inception Architecture", Szegedy et al., 2015)
 * and Inception-ResNet v2 ("Inception-v4, Inception-ResNet", Szegedy et al., 2016), in the form that Keras ships.
 */
import { Sketch } from '../../blocks/sketch.ts';
import type { LayerId, NetworkDocument } from '../../document/schema.ts';
import { IMAGENET_TRAINING } from './training.ts';

interface Window {
  readonly filters: number;
  /** Height and width. */
  readonly size: readonly [number, number];
  readonly stride?: number;
  readonly padding?: 'same' | 'valid';
}

/** A window of `height` x `width` that keeps the size. */
const look = (filters: number, height: number, width = height): Window => ({
  filters,
  size: [height, width],
});

/** A window that halves the size. */
const halve = (filters: number): Window => ({ filters, size: [3, 3], stride: 2, padding: 'valid' });

/** Draws a module: its ways side by side, joined. Marks count up, so that every layer has a name of its own. */
class Modules {
  readonly sketch = new Sketch();
  #convolutions = 0;

  /** Convolution without bias, normalization without scale, ReLU. */
  conv(from: LayerId, { filters, size, stride = 1, padding = 'same' }: Window): LayerId {
    this.#convolutions += 1;
    const mark = this.#convolutions;
    const maps = this.sketch.add('Conv2D', `Conv ${mark}`, [from], {
      filters,
      kernelSize: size,
      strides: [stride, stride],
      padding,
      useBias: false,
    });
    const normal = this.sketch.add('BatchNormalization', `BN ${mark}`, [maps], { scale: false });
    return this.sketch.add('Activation', `ReLU ${mark}`, [normal], { activation: 'relu' });
  }

  way(from: LayerId, ...windows: readonly Window[]): LayerId {
    return windows.reduce((tip, window) => this.conv(tip, window), from);
  }

  average(from: LayerId, mark: string): LayerId {
    return this.sketch.add('AveragePooling2D', `Average ${mark}`, [from], {
      poolSize: [3, 3],
      strides: [1, 1],
      padding: 'same',
    });
  }

  halved(from: LayerId, mark: string): LayerId {
    return this.sketch.add('MaxPooling2D', `Pool ${mark}`, [from], { poolSize: [3, 3], strides: [2, 2] });
  }

  join(from: readonly LayerId[], mark: string): LayerId {
    return this.sketch.add('Concatenate', `Concat ${mark}`, from);
  }

  /** The beginning that both networks share: from 299 x 299 to 35 x 35 with 192 channels. */
  stem(): LayerId {
    const image = this.sketch.image(299);
    return this.sketch.group('Stem', () => {
      const seen = this.way(image, halve(32), { ...look(32, 3), padding: 'valid' }, look(64, 3));
      const mixed = this.way(this.halved(seen, 'stem 1'), look(80, 1), {
        ...look(192, 3),
        padding: 'valid',
      });
      return this.halved(mixed, 'stem 2');
    });
  }

  finish(from: LayerId): void {
    this.sketch.classify(this.sketch.add('GlobalAveragePooling2D', 'Average', [from]), 1000);
  }
}

export function inceptionV3(): NetworkDocument {
  const net = new Modules();
  let tip = net.stem();
  [32, 64, 64].forEach((pooled, index) => {
    tip = drawSmall(net, tip, `A${index + 1}`, pooled);
  });
  tip = drawReductionA(net, tip);
  [128, 160, 160, 192].forEach((width, index) => {
    tip = drawFactorized(net, tip, `B${index + 1}`, width);
  });
  tip = drawReductionB(net, tip);
  for (const mark of ['C1', 'C2']) tip = drawExpanded(net, tip, mark);
  net.finish(tip);
  return net.sketch.document(
    'Inception v3',
    'Large windows are taken apart: 5 × 5 into two of 3 × 3, 7 × 7 into 1 × 7 and 7 × 1. As Keras ships it, without ' +
      'the auxiliary output.',
    IMAGENET_TRAINING,
  );
}

/** 35 x 35: 1 x 1, 5 x 5, twice 3 x 3, pooling. */
function drawSmall(net: Modules, from: LayerId, mark: string, pooled: number): LayerId {
  return net.sketch.group(`Module ${mark}`, () =>
    net.join(
      [
        net.conv(from, look(64, 1)),
        net.way(from, look(48, 1), look(64, 5)),
        net.way(from, look(64, 1), look(96, 3), look(96, 3)),
        net.conv(net.average(from, mark), look(pooled, 1)),
      ],
      mark,
    ),
  );
}

function drawReductionA(net: Modules, from: LayerId): LayerId {
  return net.sketch.group('Reduction A', () =>
    net.join(
      [net.conv(from, halve(384)), net.way(from, look(64, 1), look(96, 3), halve(96)), net.halved(from, 'A')],
      'reduction A',
    ),
  );
}

/** 17 x 17: rows and columns of seven. */
function drawFactorized(net: Modules, from: LayerId, mark: string, width: number): LayerId {
  return net.sketch.group(`Module ${mark}`, () =>
    net.join(
      [
        net.conv(from, look(192, 1)),
        net.way(from, look(width, 1), look(width, 1, 7), look(192, 7, 1)),
        net.way(
          from,
          look(width, 1),
          look(width, 7, 1),
          look(width, 1, 7),
          look(width, 7, 1),
          look(192, 1, 7),
        ),
        net.conv(net.average(from, mark), look(192, 1)),
      ],
      mark,
    ),
  );
}

function drawReductionB(net: Modules, from: LayerId): LayerId {
  return net.sketch.group('Reduction B', () =>
    net.join(
      [
        net.way(from, look(192, 1), halve(320)),
        net.way(from, look(192, 1), look(192, 1, 7), look(192, 7, 1), halve(192)),
        net.halved(from, 'B'),
      ],
      'reduction B',
    ),
  );
}

/** 8 x 8: rows and columns of three side by side. */
function drawExpanded(net: Modules, from: LayerId, mark: string): LayerId {
  return net.sketch.group(`Module ${mark}`, () => {
    const narrow = net.conv(from, look(384, 1));
    const deep = net.way(from, look(448, 1), look(384, 3));
    return net.join(
      [
        net.conv(from, look(320, 1)),
        net.conv(narrow, look(384, 1, 3)),
        net.conv(narrow, look(384, 3, 1)),
        net.conv(deep, look(384, 1, 3)),
        net.conv(deep, look(384, 3, 1)),
        net.conv(net.average(from, mark), look(192, 1)),
      ],
      mark,
    );
  });
}

export function inceptionResNetV2(): NetworkDocument {
  const net = new Modules();
  let tip = drawEntry(net, net.stem());
  tip = drawResiduals(net, tip, 'A', 10, { scale: 0.17, channels: 320 }, (from) => [
    net.conv(from, look(32, 1)),
    net.way(from, look(32, 1), look(32, 3)),
    net.way(from, look(32, 1), look(48, 3), look(64, 3)),
  ]);
  tip = drawWideReductionA(net, tip);
  tip = drawResiduals(net, tip, 'B', 20, { scale: 0.1, channels: 1088 }, (from) => [
    net.conv(from, look(192, 1)),
    net.way(from, look(128, 1), look(160, 1, 7), look(192, 7, 1)),
  ]);
  tip = drawWideReductionB(net, tip);
  const last = (from: LayerId) => [
    net.conv(from, look(192, 1)),
    net.way(from, look(192, 1), look(224, 1, 3), look(256, 3, 1)),
  ];
  tip = drawResiduals(net, tip, 'C', 9, { scale: 0.2, channels: 2080 }, last);
  tip = net.sketch.group('Block C10', () =>
    addScaled(net, tip, last(tip), 'C10', { scale: 1, channels: 2080 }),
  );
  net.finish(net.conv(tip, look(1536, 1)));
  return net.sketch.document(
    'Inception-ResNet v2',
    'Inception modules whose answer is scaled down and added to what came in, forty times.',
    IMAGENET_TRAINING,
  );
}

function drawEntry(net: Modules, from: LayerId): LayerId {
  return net.sketch.group('Mixed 5b', () =>
    net.join(
      [
        net.conv(from, look(96, 1)),
        net.way(from, look(48, 1), look(64, 5)),
        net.way(from, look(64, 1), look(96, 3), look(96, 3)),
        net.conv(net.average(from, '5b'), look(64, 1)),
      ],
      '5b',
    ),
  );
}

interface Residual {
  /** What the ways together are multiplied with before they are added. */
  readonly scale: number;
  readonly channels: number;
}

function drawResiduals(
  net: Modules,
  from: LayerId,
  kind: string,
  count: number,
  residual: Residual,
  ways: (from: LayerId) => readonly LayerId[],
): LayerId {
  return net.sketch.group(`${kind} blocks`, () => {
    let tip = from;
    for (let place = 1; place <= count; place++) {
      const mark = `${kind}${place}`;
      tip = net.sketch.group(`Block ${mark}`, () => {
        const sum = addScaled(net, tip, ways(tip), mark, residual);
        return net.sketch.add('Activation', `ReLU ${mark}`, [sum], { activation: 'relu' });
      });
    }
    return tip;
  });
}

function addScaled(
  net: Modules,
  from: LayerId,
  ways: readonly LayerId[],
  mark: string,
  { scale, channels }: Residual,
): LayerId {
  const joined = net.join(ways, mark);
  const up = net.sketch.add('Conv2D', `Up ${mark}`, [joined], { filters: channels, kernelSize: [1, 1] });
  const scaled = scale === 1 ? up : net.sketch.add('Rescaling', `Scale ${mark}`, [up], { scale });
  return net.sketch.add('Add', `Add ${mark}`, [from, scaled]);
}

function drawWideReductionA(net: Modules, from: LayerId): LayerId {
  return net.sketch.group('Reduction A', () =>
    net.join(
      [
        net.conv(from, halve(384)),
        net.way(from, look(256, 1), look(256, 3), halve(384)),
        net.halved(from, 'A'),
      ],
      'reduction A',
    ),
  );
}

function drawWideReductionB(net: Modules, from: LayerId): LayerId {
  return net.sketch.group('Reduction B', () =>
    net.join(
      [
        net.way(from, look(256, 1), halve(384)),
        net.way(from, look(256, 1), halve(288)),
        net.way(from, look(256, 1), look(288, 3), halve(320)),
        net.halved(from, 'B'),
      ],
      'reduction B',
    ),
  );
}
