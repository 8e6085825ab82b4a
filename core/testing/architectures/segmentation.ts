/** Networks that answer for every pixel: FCN, SegNet and U-Net. */
import { activate, convRelu, maxPool } from '../../blocks/convolutions.ts';
import { Sketch } from '../../blocks/sketch.ts';
import type { LayerId, NetworkDocument } from '../../document/schema.ts';
import { IMAGENET_TRAINING } from './training.ts';

/** Twenty kinds of things of PASCAL VOC, and the background. */
const VOC_CLASSES = 21;
/** Eleven kinds of CamVid, and what has no label. */
const CAMVID_CLASSES = 12;

/** Filters of the convolutions in VGG16's five blocks. */
const VGG_BLOCKS = [
  [64, 64],
  [128, 128],
  [256, 256, 256],
  [512, 512, 512],
  [512, 512, 512],
] as const;

/** The shares of the classes at every pixel. */
function labelPixels(sketch: Sketch, scores: LayerId): void {
  const shares = sketch.add('Softmax', 'Softmax', [scores]);
  sketch.add('Output', 'Output', [shares], { field: 'mask', loss: 'categoricalCrossentropy' });
}

/**
 * "Fully Convolutional Networks for Semantic Segmentation" (Long et al., 2014). `stride` is how coarse the finest
 * answers are: 32, or 16 and 8 with the answers of earlier layers added. Padding keeps sizes even, where the
 * paper's code pads the image by 100 and cuts the answers.
 */
export function fcn(stride: 8 | 16 | 32): NetworkDocument {
  const sketch = new Sketch();
  let tip = sketch.image(224);
  const pools = VGG_BLOCKS.map((widths, index) => {
    tip = sketch.group(`Block ${index + 1}`, () => {
      let maps = tip;
      widths.forEach((filters, place) => {
        maps = convRelu(sketch, maps, `${index + 1}-${place + 1}`, { filters, size: 3 });
      });
      return maxPool(sketch, maps, `${index + 1}`, 2);
    });
    return tip;
  });
  for (const [mark, size] of [
    ['6', 7],
    ['7', 1],
  ] as const) {
    tip = sketch.group(`fc${mark}`, () => {
      const wide = convRelu(sketch, tip, mark, { filters: 4096, size });
      return sketch.add('Dropout', `Dropout ${mark}`, [wide], { rate: 0.5 });
    });
  }
  let scores = score(sketch, tip, '7');
  let rest = 32;
  for (const place of [4, 3]) {
    if (rest === stride) break;
    scores = sketch.group(`Skip ${place}`, () => {
      const finer = enlarge(sketch, scores, `from ${place + 1}`, 2);
      const earlier = score(sketch, pools[place - 1] ?? tip, `pool ${place}`);
      return sketch.add('Add', `Add ${place}`, [finer, earlier]);
    });
    rest /= 2;
  }
  labelPixels(sketch, enlarge(sketch, scores, 'to the image', rest));
  return sketch.document(
    `FCN-${stride}s`,
    `VGG16 whose Dense layers became convolutions, so that it answers for places: one every ${stride} pixels, ` +
      'enlarged to the image by a transposed convolution.',
    IMAGENET_TRAINING,
  );
}

function score(sketch: Sketch, from: LayerId, mark: string): LayerId {
  return sketch.add('Conv2D', `Score ${mark}`, [from], { filters: VOC_CLASSES, kernelSize: [1, 1] });
}

/** A window of twice the stride, as interpolation has. */
function enlarge(sketch: Sketch, from: LayerId, mark: string, factor: number): LayerId {
  return sketch.add('Conv2DTranspose', `Enlarge ${mark}`, [from], {
    filters: VOC_CLASSES,
    kernelSize: [2 * factor, 2 * factor],
    strides: [factor, factor],
    padding: 'same',
    useBias: false,
  });
}

/** Image of 256 x 256 instead of 360 x 480, which cannot be halved five times without a rest. */
const SEGNET_SIDE = 256;

/** "SegNet: A Deep Convolutional Encoder-Decoder Architecture" (Badrinarayanan et al., 2015). */
export function segNet(): NetworkDocument {
  const sketch = new Sketch();
  let tip = sketch.image(SEGNET_SIDE);
  const pools = VGG_BLOCKS.map((widths, index) => {
    const mark = `${index + 1}`;
    tip = sketch.group(`Encoder ${mark}`, () => {
      let maps = tip;
      widths.forEach((filters, place) => {
        maps = convNormRelu(sketch, maps, `${mark}-${place + 1}`, filters);
      });
      return sketch.add('MaxPoolingWithIndices2D', `Pool ${mark}`, [maps]);
    });
    return tip;
  });
  [...VGG_BLOCKS.entries()].reverse().forEach(([index, widths]) => {
    const mark = `${index + 1}`;
    const next = VGG_BLOCKS[index - 1]?.at(-1);
    tip = sketch.group(`Decoder ${mark}`, () => {
      const indices = { layer: pools[index] ?? tip, port: 'indices', to: 'indices' };
      let maps = sketch.add('MaxUnpooling2D', `Unpool ${mark}`, [tip, indices]);
      widths.forEach((filters, place) => {
        const last = place === widths.length - 1;
        const name = `d${mark}-${place + 1}`;
        if (last && next === undefined) {
          maps = sketch.add('Conv2D', 'Classes', [maps], {
            filters: CAMVID_CLASSES,
            kernelSize: [3, 3],
            padding: 'same',
          });
        } else maps = convNormRelu(sketch, maps, name, last ? (next ?? filters) : filters);
      });
      return maps;
    });
  });
  labelPixels(sketch, tip);
  return sketch.document(
    'SegNet',
    'The convolutions of VGG16 forwards, then the same backwards. Poolings remember where each largest value was, and ' +
      'the way back puts it there again, so that edges stay sharp.',
    IMAGENET_TRAINING,
  );
}

function convNormRelu(sketch: Sketch, from: LayerId, mark: string, filters: number): LayerId {
  const maps = sketch.add('Conv2D', `Conv ${mark}`, [from], {
    filters,
    kernelSize: [3, 3],
    padding: 'same',
  });
  const normal = sketch.add('BatchNormalization', `BN ${mark}`, [maps]);
  return activate(sketch, normal, mark, 'relu');
}

/** "U-Net: Convolutional Networks for Biomedical Image Segmentation" (Ronneberger et al., 2015), figure 1. */
export function uNet(): NetworkDocument {
  const sketch = new Sketch();
  const widths = [64, 128, 256, 512, 1024] as const;
  let tip = sketch.image(572, 1);
  const skips: LayerId[] = [];
  widths.forEach((filters, index) => {
    const mark = `${index + 1}`;
    const bottom = index === widths.length - 1;
    tip = sketch.group(bottom ? 'Bottom' : `Down ${mark}`, () => {
      const seen = convTwice(sketch, tip, mark, filters);
      skips.push(seen);
      return bottom ? seen : maxPool(sketch, seen, mark, 2);
    });
  });
  /** How much of the border the way down sees and the way up does not. */
  const crops = [88, 40, 16, 4] as const;
  for (const index of [3, 2, 1, 0] as const) {
    const mark = `${index + 1}`;
    const filters = widths[index];
    tip = sketch.group(`Up ${mark}`, () => {
      const larger = sketch.add('Conv2DTranspose', `Enlarge ${mark}`, [tip], {
        filters,
        kernelSize: [2, 2],
        strides: [2, 2],
      });
      const crop = crops[index];
      const skip = sketch.add('Cropping2D', `Crop ${mark}`, [skips[index] ?? tip], {
        cropping: [crop, crop, crop, crop],
      });
      const joined = sketch.add('Concatenate', `Join ${mark}`, [skip, larger]);
      return convTwice(sketch, joined, `up ${mark}`, filters);
    });
  }
  labelPixels(sketch, sketch.add('Conv2D', 'Classes', [tip], { filters: 2, kernelSize: [1, 1] }));
  return sketch.document(
    'U-Net',
    'Down to see what is there, up again to see where: each step up takes over what the way down saw at that size. ' +
      'As in the paper, nothing is padded: 572 × 572 pixels in, answers for the inner 388 × 388.',
    IMAGENET_TRAINING,
  );
}

function convTwice(sketch: Sketch, from: LayerId, mark: string, filters: number): LayerId {
  const valid = { filters, size: 3, padding: 'valid' } as const;
  return convRelu(sketch, convRelu(sketch, from, `${mark}a`, valid), `${mark}b`, valid);
}
