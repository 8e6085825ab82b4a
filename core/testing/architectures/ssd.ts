/** The network of SSD300 ("SSD: Single Shot MultiBox Detector", Liu et al., 2015) for PASCAL VOC. */
import { convRelu, maxPool } from '../../blocks/convolutions.ts';
import { Sketch } from '../../blocks/sketch.ts';
import type { LayerId, NetworkDocument } from '../../document/schema.ts';
import { IMAGENET_TRAINING } from './training.ts';

const CLASSES = 21;
/** Of a box: centre, width and height against the default box. */
const COORDINATES = 4;

/** A map whose places each propose `boxes` default boxes. */
interface Source {
  readonly layer: LayerId;
  readonly mark: string;
  readonly boxes: 4 | 6;
  /** Places of the map. */
  readonly places: number;
}

export function ssd300(): NetworkDocument {
  const sketch = new Sketch();
  const { fourth, last } = drawVgg(sketch, sketch.image(300));
  const normal = sketch.add('RMSNormalization', 'Norm 4-3', [fourth]);
  const sources: Source[] = [{ layer: normal, mark: '4-3', boxes: 4, places: 38 * 38 }];
  const wide = sketch.group('fc6 and fc7', () => {
    const dilated = sketch.add('Conv2D', 'Conv 6', [last], {
      filters: 1024,
      kernelSize: [3, 3],
      padding: 'same',
      dilationRate: [6, 6],
    });
    const active = sketch.add('Activation', 'ReLU 6', [dilated], { activation: 'relu' });
    return convRelu(sketch, active, '7', { filters: 1024, size: 1 });
  });
  sources.push({ layer: wide, mark: '7', boxes: 6, places: 19 * 19 });
  let tip = wide;
  for (const extra of [
    { mark: '8', narrow: 256, filters: 512, stride: 2, padding: 'same', boxes: 6, places: 100 },
    { mark: '9', narrow: 128, filters: 256, stride: 2, padding: 'same', boxes: 6, places: 25 },
    { mark: '10', narrow: 128, filters: 256, stride: 1, padding: 'valid', boxes: 4, places: 9 },
    { mark: '11', narrow: 128, filters: 256, stride: 1, padding: 'valid', boxes: 4, places: 1 },
  ] as const) {
    const { mark, narrow, filters, stride, padding, boxes, places } = extra;
    tip = sketch.group(`Extra ${mark}`, () => {
      const mixed = convRelu(sketch, tip, `${mark}-1`, { filters: narrow, size: 1 });
      return convRelu(sketch, mixed, `${mark}-2`, { filters, size: 3, stride, padding });
    });
    sources.push({ layer: tip, mark: `${mark}-2`, boxes, places });
  }
  const scores = propose(sketch, sources, 'Classes', CLASSES);
  const shares = sketch.add('Softmax', 'Softmax', [scores]);
  sketch.add('Output', 'Classes of boxes', [shares], {
    field: 'boxClasses',
    loss: 'categoricalCrossentropy',
  });
  const boxes = propose(sketch, sources, 'Boxes', COORDINATES);
  sketch.add('Output', 'Places of boxes', [boxes], { field: 'boxes', loss: 'huber' });
  return sketch.document(
    'SSD300',
    'Finds things in one look: six maps of falling size propose 8,732 boxes, each with a class and a correction of ' +
      'its place. This is the network; matching boxes to the truth and choosing among them are not part of it.',
    IMAGENET_TRAINING,
  );
}

/** The convolutions of VGG16; the last pooling keeps the size. */
function drawVgg(sketch: Sketch, image: LayerId): { readonly fourth: LayerId; readonly last: LayerId } {
  const widths = [64, 128, 256, 512, 512] as const;
  let tip = image;
  let fourth = image;
  widths.forEach((filters, index) => {
    const mark = `${index + 1}`;
    tip = sketch.group(`Block ${mark}`, () => {
      let maps = tip;
      for (let place = 1; place <= (index < 2 ? 2 : 3); place++) {
        maps = convRelu(sketch, maps, `${mark}-${place}`, { filters, size: 3 });
      }
      if (index === 3) fourth = maps;
      if (index < 4) return maxPool(sketch, maps, mark, 2, 'same');
      return sketch.add('MaxPooling2D', `Pool ${mark}`, [maps], {
        poolSize: [3, 3],
        strides: [1, 1],
        padding: 'same',
      });
    });
  });
  return { fourth, last: tip };
}

/** A row of `values` numbers for each box of all maps. */
function propose(sketch: Sketch, sources: readonly Source[], what: string, values: number): LayerId {
  return sketch.group(what, () => {
    const rows = sources.map(({ layer, mark, boxes, places }) => {
      const seen = sketch.add('Conv2D', `${what} ${mark}`, [layer], {
        filters: boxes * values,
        kernelSize: [3, 3],
        padding: 'same',
      });
      return sketch.add('Reshape', `${what} ${mark} in rows`, [seen], {
        targetShape: [places * boxes, values],
      });
    });
    return sketch.add('Concatenate', `All ${what.toLowerCase()}`, rows, { axis: 1 });
  });
}
