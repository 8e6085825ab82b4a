/** The templates of famous networks: what the code draws, and the numbers that were published. */
import { describe, expect, it } from 'vitest';
import { listTemplates } from '../../host/templates.ts';
import { applyAll } from '../document/commands.ts';
import type { LayerId, NetworkDocument } from '../document/schema.ts';
import { analyzeNetwork } from '../shape/analyze-network.ts';
import { drawArchitectures } from '../testing/architectures/architectures.ts';
import { sentences } from '../testing/draw.ts';

const templates = new Map(
  (await listTemplates())
    .filter(({ purpose }) => purpose === 'architecture')
    .map(({ id, document }) => [id, document]),
);
const drawn = drawArchitectures();

/** Trainable, and with the running means and variances of batch normalization, which Keras counts too. */
const PUBLISHED = [
  // Krizhevsky et al. 2012 in its ungrouped form: sums of (window · channels + 1) · filters.
  { id: 'alexnet', trainable: 62_378_344, all: 62_378_344 },
  // Simonyan and Zisserman 2014; `keras.applications.VGG16` and `VGG19`, "Total params".
  { id: 'vgg16', trainable: 138_357_544, all: 138_357_544 },
  { id: 'vgg19', trainable: 143_667_240, all: 143_667_240 },
  // Zeiler and Fergus 2013, figure 3: sums of (window · channels + 1) · filters.
  { id: 'zfnet', trainable: 62_357_608, all: 62_357_608 },
  // Szegedy et al. 2014: the reference Caffe model `bvlc_googlenet` has 6,998,552 and two auxiliary classifiers
  // of 3,188,840 and 3,190,888.
  { id: 'googlenet', trainable: 13_378_280, all: 13_378_280 },
  // `keras.applications.InceptionV3`, `InceptionResNetV2` and `DenseNet121`.
  { id: 'inception-v3', trainable: 23_817_352, all: 23_851_784 },
  { id: 'inception-resnet-v2', trainable: 55_813_192, all: 55_873_736 },
  { id: 'densenet121', trainable: 7_978_856, all: 8_062_504 },
  // He et al. 2015, table 1. Trainable: `num_params` of torchvision's weights, which has no bias in convolutions
  // either. Keras's have them: ResNet50 25,636,712 in all, ResNet101 44,707,176, ResNet152 60,419,944.
  { id: 'resnet18', trainable: 11_689_512, all: 11_689_512 + 2 * 4_800 },
  { id: 'resnet34', trainable: 21_797_672, all: 21_797_672 + 2 * 8_512 },
  { id: 'resnet50', trainable: 25_557_032, all: 25_557_032 + 2 * 26_560 },
  { id: 'resnet101', trainable: 44_549_160, all: 44_549_160 + 2 * 52_672 },
  { id: 'resnet152', trainable: 60_192_808, all: 60_192_808 + 2 * 75_712 },
  // He et al. 2015, section 4.2: 0.27 million. Their 269,722, and the two shortcuts of option B with 2,752.
  { id: 'resnet20', trainable: 269_722 + 2_752, all: 269_722 + 2_752 + 2 * 784 },
  // Howard et al. 2017 and Sandler et al. 2018; `keras.applications.MobileNet` and `MobileNetV2`.
  { id: 'mobilenet', trainable: 4_231_976, all: 4_253_864 },
  { id: 'mobilenet-v2', trainable: 3_504_872, all: 3_538_984 },
  // Long et al. 2014, table 1: 134 million in the convolutions of VGG16 (14,714,688 + 102,764,544 + 16,781,312);
  // the rest are 21 scores at each scale and transposed convolutions of 21² times the window.
  { id: 'fcn-32s', trainable: 134_260_544 + 86_037 + 64 * 64 * 441, all: 136_152_917 },
  {
    id: 'fcn-16s',
    trainable: 134_260_544 + 86_037 + 10_773 + (16 + 32 * 32) * 441,
    all: 134_815_994,
  },
  {
    id: 'fcn-8s',
    trainable: 134_260_544 + 86_037 + 10_773 + 5_397 + (16 + 16 + 16 * 16) * 441,
    all: 134_489_759,
  },
  // Badrinarayanan et al. 2015: 29.45 million.
  { id: 'segnet', trainable: 29_449_932, all: 29_465_804 },
  // Ronneberger et al. 2015, figure 1: sums over its 23 convolutions.
  { id: 'unet', trainable: 31_030_658, all: 31_030_658 },
  // Liu et al. 2015; the Keras port of its Caffe model for PASCAL VOC has 26,285,486.
  { id: 'ssd300', trainable: 26_285_486, all: 26_285_486 },
] as const;

describe('famous networks', () => {
  it('are all templates', () => {
    expect([...templates.keys()].sort()).toEqual(Object.keys(drawn).sort());
    expect(PUBLISHED.map(({ id }) => id).sort()).toEqual(Object.keys(drawn).sort());
  });

  it.each(Object.keys(drawn))('%s is the file that `node scripts/make-templates.mjs` writes', (id) => {
    expect(withoutPlaces(documentOf(id))).toEqual(withoutPlaces(drawn[id]));
  });

  it.each(PUBLISHED)('$id has $trainable parameters to train and $all in all', ({ id, trainable, all }) => {
    const { issues, trainableParameters, parameters } = analyzeNetwork(documentOf(id));
    expect(sentences(issues)).toEqual([]);
    expect({ trainableParameters, parameters }).toEqual({ trainableParameters: trainable, parameters: all });
  });

  /** The table of the course notes cs231n ("Convolutional Networks", case study VGGNet), with biases added. */
  it('agree layer by layer with the table of VGG16', () => {
    const document = documentOf('vgg16');
    const { layers } = analyzeNetwork(document);
    const table = document.layers
      .filter(({ type }) => ['Conv2D', 'MaxPooling2D', 'Dense'].includes(type))
      .map(({ id, name }) => [
        name,
        layers.get(id)?.outputs?.[0]?.shape.slice(1),
        layers.get(id)?.parameters,
      ]);
    expect(table).toEqual([
      ['Conv 1-1', [224, 224, 64], 1_728 + 64],
      ['Conv 1-2', [224, 224, 64], 36_864 + 64],
      ['Pool 1', [112, 112, 64], 0],
      ['Conv 2-1', [112, 112, 128], 73_728 + 128],
      ['Conv 2-2', [112, 112, 128], 147_456 + 128],
      ['Pool 2', [56, 56, 128], 0],
      ['Conv 3-1', [56, 56, 256], 294_912 + 256],
      ['Conv 3-2', [56, 56, 256], 589_824 + 256],
      ['Conv 3-3', [56, 56, 256], 589_824 + 256],
      ['Pool 3', [28, 28, 256], 0],
      ['Conv 4-1', [28, 28, 512], 1_179_648 + 512],
      ['Conv 4-2', [28, 28, 512], 2_359_296 + 512],
      ['Conv 4-3', [28, 28, 512], 2_359_296 + 512],
      ['Pool 4', [14, 14, 512], 0],
      ['Conv 5-1', [14, 14, 512], 2_359_296 + 512],
      ['Conv 5-2', [14, 14, 512], 2_359_296 + 512],
      ['Conv 5-3', [14, 14, 512], 2_359_296 + 512],
      ['Pool 5', [7, 7, 512], 0],
      ['Dense 6', [4096], 102_760_448 + 4_096],
      ['Dense 7', [4096], 16_777_216 + 4_096],
      ['Classes', [1000], 4_096_000 + 1_000],
    ]);
  });

  it('give SSD300 its 8,732 default boxes, each with 21 classes and 4 coordinates', () => {
    const document = documentOf('ssd300');
    const { layers } = analyzeNetwork(document);
    const shapeOf = (name: string) => layers.get(idOf(document, name))?.outputs?.[0]?.shape;
    expect(shapeOf('All classes')).toEqual([null, 8732, 21]);
    expect(shapeOf('All boxes')).toEqual([null, 8732, 4]);
  });

  it('answer for every pixel: U-Net for the inner 388 × 388, FCN and SegNet for all', () => {
    const inputOf = (id: string) => {
      const document = documentOf(id);
      return analyzeNetwork(document).layers.get(idOf(document, 'Output'))?.inputs?.[0]?.shape;
    };
    expect(inputOf('unet')).toEqual([null, 388, 388, 2]);
    for (const id of ['fcn-8s', 'fcn-16s', 'fcn-32s']) expect(inputOf(id)).toEqual([null, 224, 224, 21]);
    expect(inputOf('segnet')).toEqual([null, 256, 256, 12]);
  });

  it('give the modules of GoogLeNet the output sizes of table 1', () => {
    const document = documentOf('googlenet');
    const { layers } = analyzeNetwork(document);
    const sizes = document.layers
      .filter(({ name }) => name.startsWith('Concat'))
      .map(({ id, name }) => [name, layers.get(id)?.outputs?.[0]?.shape.slice(1).join('×')]);
    expect(Object.fromEntries(sizes)).toEqual({
      'Concat 3a': '28×28×256',
      'Concat 3b': '28×28×480',
      'Concat 4a': '14×14×512',
      'Concat 4b': '14×14×512',
      'Concat 4c': '14×14×512',
      'Concat 4d': '14×14×528',
      'Concat 4e': '14×14×832',
      'Concat 5a': '7×7×832',
      'Concat 5b': '7×7×1024',
    });
  });

  it('give the first layer of AlexNet the size of the paper', () => {
    const document = documentOf('alexnet');
    const { layers } = analyzeNetwork(document);
    const first = layers.get(idOf(document, 'Conv 1'));
    expect(first?.parameters).toBe(34_944);
    expect(first?.outputs?.[0]?.shape).toEqual([null, 55, 55, 96]);
  });

  it('are looked at again only where an edit reaches: the end of ResNet-50', () => {
    const document = documentOf('resnet50');
    const previous = analyzeNetwork(document);
    const id = idOf(document, 'Classes');
    const edited = applyAll(document, [{ type: 'set-params', layer: id, params: { units: 10 } }]);
    const analysis = analyzeNetwork(edited, { previous });
    const seenAnew = analysis.order.filter(
      (layer) => analysis.layers.get(layer) !== previous.layers.get(layer),
    );
    expect(seenAnew).toHaveLength(3);
    expect(seenAnew[0]).toBe(id);
  });
});

function documentOf(id: string): NetworkDocument {
  const document = templates.get(id);
  if (!document) throw new Error(`There is no template ${id}.`);
  return document;
}

/** Places come from the app's "Tidy up". */
function withoutPlaces(document: NetworkDocument | undefined): unknown {
  return { ...document, layers: document?.layers.map(({ position: _, ...layer }) => layer) };
}

function idOf(document: NetworkDocument, name: string): LayerId {
  const layer = document.layers.find((candidate) => candidate.name === name);
  if (!layer) throw new Error(`There is no layer ${name}.`);
  return layer.id;
}
