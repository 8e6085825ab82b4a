import { describe, expect, it } from 'vitest';
import type { DatasetDescription, FieldDescription } from '../data/dataset.ts';
import type { NetworkDocument } from '../document/schema.ts';
import { applyFix, chain, type Drawn, sentences } from '../testing/draw.ts';
import { analyzeNetwork } from './analyze-network.ts';

function dataset(fields: FieldDescription[], target: string): DatasetDescription {
  return { source: 'test', title: 'Test data', summary: '', samples: 10, fields, target, problems: [] };
}

const DIGITS = dataset(
  [
    { name: 'image', kind: 'image', shape: [8, 8, 1] },
    { name: 'label', kind: 'category', shape: [], classes: ['a', 'b', 'c'] },
  ],
  'label',
);
const PRICES = dataset(
  [
    { name: 'x', kind: 'numeric', shape: [4] },
    { name: 'price', kind: 'numeric', shape: [1], range: [0, 900] },
  ],
  'price',
);
const COINS = dataset(
  [
    { name: 'x', kind: 'numeric', shape: [4] },
    { name: 'side', kind: 'category', shape: [], classes: ['head', 'tail'] },
  ],
  'side',
);

const imageIn = (params: object = {}) => ({ type: 'Input', params: { shape: [8, 8, 1], ...params } });
const rowIn = { type: 'Input', params: { shape: [4] } };
const units = (count: number) => ({ type: 'Dense', params: { units: count } });
const output = (loss: string, params: object = {}) => ({ type: 'Output', params: { loss, ...params } });
const sigmoid = { type: 'Activation', id: 'sigmoid', params: { activation: 'sigmoid' } };
const CCE = 'categoricalCrossentropy';
const BCE = 'binaryCrossentropy';

/** The only issue as a sentence, and the issues that are left after each of its fixes. */
function issueAndFixes(document: NetworkDocument, data?: DatasetDescription) {
  const { issues } = analyzeNetwork(document, { dataset: data });
  expect(sentences(issues)).toHaveLength(1);
  const fixes = issues[0]?.fixes ?? [];
  return {
    issue: sentences(issues)[0],
    fixes: fixes.map(({ label }) => label),
    left: fixes.map((fix) => sentences(analyzeNetwork(applyFix(document, fix), { dataset: data }).issues)),
  };
}

function issuesWith(data: DatasetDescription | undefined, ...layers: Drawn[]): string[] {
  return sentences(analyzeNetwork(chain(...layers), { dataset: data }).issues);
}

describe('fields', () => {
  it('binds empty names to the dataset', () => {
    expect(issuesWith(DIGITS, imageIn(), 'Flatten', units(3), 'Softmax', output(CCE))).toEqual([]);
  });

  it('offers a field in place of one that the data does not have', () => {
    const document = chain(imageIn({ field: 'picture' }), 'Flatten', units(3), 'Softmax', output(CCE));
    expect(issueAndFixes(document, DIGITS)).toEqual({
      issue:
        'error unknown-field: "input" is bound to the field "picture", which the data "Test data" does not have. It has "image" and "label"; choose one of them.',
      fixes: ['Use the field "image"'],
      left: [[]],
    });
  });

  it('offers the target to an Output that names none of the fields', () => {
    const document = chain(imageIn(), 'Flatten', units(3), 'Softmax', output(CCE, { field: 'digit' }));
    expect(issueAndFixes(document, DIGITS)).toEqual({
      issue:
        'error unknown-field: "output" is bound to the field "digit", which the data "Test data" does not have. It has "image" and "label"; choose one of them.',
      fixes: ['Use the field "label"'],
      left: [[]],
    });
  });

  it('sets the shape of an Input to that of its field', () => {
    const document = chain(
      { type: 'Input', params: { shape: [28, 28, 1] } },
      'Flatten',
      units(3),
      'Softmax',
      output(CCE),
    );
    expect(issueAndFixes(document, DIGITS)).toEqual({
      issue:
        'error input-shape-differs: "input" expects samples of 28 × 28 × 1, but those of the field "image" are 8 × 8 × 1. Set its shape to 8 × 8 × 1.',
      fixes: ['Set the shape to 8 × 8 × 1'],
      left: [[]],
    });
  });

  it('warns of an Input that shows the answer', () => {
    const data = dataset(
      [
        { name: 'x', kind: 'numeric', shape: [1] },
        { name: 'y', kind: 'numeric', shape: [1] },
      ],
      'y',
    );
    const document = chain(
      { type: 'Input', params: { field: 'y', shape: [1] } },
      units(1),
      output('meanSquaredError'),
    );
    expect(issueAndFixes(document, data)).toEqual({
      issue:
        'warning input-is-target: "input" shows the network the field "y", which "output" asks it to predict. It would only learn to copy; bind the Input to another field.',
      fixes: ['Use the field "x"'],
      left: [[]],
    });
  });

  it('lets images be their own target', () => {
    const data = dataset([{ name: 'image', kind: 'image', shape: [8, 8, 1] }], 'image');
    expect(
      issuesWith(
        data,
        imageIn({ field: 'image' }),
        { type: 'Conv2D', params: { filters: 1, padding: 'same' } },
        output('meanSquaredError'),
      ),
    ).toEqual([]);
  });
});

describe('numbers of answers', () => {
  it('gives the last Dense one unit for each class, through what keeps the shape', () => {
    const document = chain(imageIn(), 'Flatten', units(10), 'Dropout', 'Softmax', output(CCE));
    expect(issueAndFixes(document, DIGITS)).toEqual({
      issue:
        'error class-count-differs: "output" receives 10 numbers for each sample, but the field "label" has 3 classes, and each needs one number. Set the units of "dense" to 3.',
      fixes: ['Set the units of "dense" to 3'],
      left: [[]],
    });
  });

  it('asks for a Dense where an image arrives', () => {
    const document = chain(imageIn(), 'Softmax', output(CCE));
    expect(issueAndFixes(document, DIGITS)).toEqual({
      issue:
        'error class-count-differs: "output" receives 8 × 8 × 1 for each sample, but the field "label" has 3 classes, and each needs one number. Add a Flatten and a Dense with 3 units before it.',
      fixes: ['Insert Flatten and Dense with 3 units'],
      left: [[]],
    });
  });

  it('knows from the data that one unit is too few', () => {
    const document = chain(imageIn(), 'Flatten', units(1), sigmoid, output(CCE));
    const { issues } = analyzeNetwork(document, { dataset: DIGITS });
    expect(sentences(issues)).toEqual([
      'error class-count-differs: "output" receives 1 number for each sample, but the field "label" has 3 classes, and each needs one number. Set the units of "dense" to 3.',
    ]);
  });

  it('takes one number for two classes', () => {
    expect(issuesWith(COINS, rowIn, units(1), sigmoid, output(BCE))).toEqual([]);
    expect(issuesWith(COINS, rowIn, units(2), 'Softmax', output(CCE))).toEqual([]);
  });

  it('gives the last Dense as many units as the target has columns', () => {
    const document = chain(rowIn, units(2), output('meanSquaredError'));
    expect(issueAndFixes(document, PRICES)).toEqual({
      issue:
        'error target-size-differs: "output" receives 2 numbers for each sample, but the field "price" holds 1 number. Set the units of "dense" to 1.',
      fixes: ['Set the units of "dense" to 1'],
      left: [[]],
    });
  });
});

describe('losses', () => {
  it('inserts a Softmax where categorical crossentropy gets plain numbers', () => {
    const document = chain(imageIn(), 'Flatten', units(3), output(CCE));
    expect(issueAndFixes(document, DIGITS)).toEqual({
      issue:
        'warning loss-needs-probabilities: "output" compares with categorical crossentropy, which takes probabilities that sum to 1, but "dense" does not give such. Put a Softmax before the Output.',
      fixes: ['Insert Softmax'],
      left: [[]],
    });
  });

  it('inserts a sigmoid where binary crossentropy gets plain numbers, with or without data', () => {
    const document = chain(rowIn, units(1), output(BCE));
    expect(issueAndFixes(document)).toEqual({
      issue:
        'warning loss-needs-probabilities: "output" compares with binary crossentropy, which takes probabilities between 0 and 1, but "dense" does not give such. Put a sigmoid before the Output.',
      fixes: ['Insert a sigmoid'],
      left: [[]],
    });
  });

  it('takes the crossentropy that belongs to the last activation', () => {
    const document = chain(imageIn(), 'Flatten', units(3), 'Softmax', output(BCE));
    expect(issueAndFixes(document, DIGITS)).toEqual({
      issue:
        'warning loss-does-not-fit-activation: "output" compares with binary crossentropy, but the network ends in a softmax. Use categorical crossentropy, which is made for it.',
      fixes: ['Use categorical crossentropy'],
      left: [[]],
    });
  });

  it.each([
    ['Permute', { dims: [1] }],
    ['GaussianNoise', {}],
    ['GaussianDropout', {}],
  ])('looks through %s, which leaves answers as they are', (type, params) => {
    const document = chain(imageIn(), 'Flatten', units(3), 'Softmax', { type, params }, output(BCE));
    const { issues } = analyzeNetwork(document, { dataset: DIGITS });
    expect(sentences(issues)).toEqual([
      'warning loss-does-not-fit-activation: "output" compares with binary crossentropy, but the network ends in a softmax. Use categorical crossentropy, which is made for it.',
    ]);
  });

  it('looks through what arranges, drops and cuts images', () => {
    const asImage = { type: 'Reshape', params: { targetShape: [1, 1, 3] } };
    const around = [asImage, 'SpatialDropout2D', 'UpSampling2D'] as const;
    const cut = { type: 'Cropping2D', params: { cropping: [0, 1, 0, 1] } };
    const row = [cut, { type: 'Flatten', id: 'row' }, output(BCE)] as const;
    const document = chain(imageIn(), 'Flatten', units(3), 'Softmax', ...around, ...row);
    const { issues } = analyzeNetwork(document, { dataset: DIGITS });
    expect(issues.map(({ code }) => code)).toEqual(['loss-does-not-fit-activation']);
  });

  it('takes a crossentropy for classes', () => {
    const document = chain(imageIn(), 'Flatten', units(3), 'Softmax', output('meanSquaredError'));
    expect(issueAndFixes(document, DIGITS)).toEqual({
      issue:
        'warning loss-does-not-fit-target: "output" compares the classes of "label" with mean squared error, which is meant for amounts, and would learn slowly. Use categorical crossentropy.',
      fixes: ['Use categorical crossentropy'],
      left: [[]],
    });
  });

  it('takes the squared error for amounts', () => {
    const document = chain(rowIn, units(1), output(BCE));
    expect(issueAndFixes(document, PRICES)).toEqual({
      issue:
        'warning loss-does-not-fit-target: "output" compares the amounts in "price" with binary crossentropy, which is meant for classes. Use mean squared error.',
      fixes: ['Use mean squared error'],
      left: [[]],
    });
  });

  it('asks for positive numbers where a loss takes their logarithm', () => {
    for (const [loss, spoken] of [
      ['poisson', 'the Poisson loss'],
      ['meanSquaredLogarithmicError', 'mean squared logarithmic error'],
    ] as const) {
      expect(issueAndFixes(chain(rowIn, units(1), output(loss)), PRICES)).toEqual({
        issue: `warning loss-needs-positive: "output" compares with ${spoken}, which takes positive numbers, but "dense" may give others. Put a softplus before the Output.`,
        fixes: ['Insert a softplus'],
        left: [[]],
      });
    }
  });

  it('asks for a sigmoid where areas are compared', () => {
    expect(issueAndFixes(chain(rowIn, units(1), output('dice')))).toEqual({
      issue:
        'warning loss-needs-probabilities: "output" compares with the Dice loss, which takes probabilities between 0 and 1, but "dense" does not give such. Put a sigmoid before the Output.',
      fixes: ['Insert a sigmoid'],
      left: [[]],
    });
    expect(issueAndFixes(chain(rowIn, units(1), sigmoid, output('iou')), PRICES)).toEqual({
      issue:
        'warning loss-does-not-fit-target: "output" compares the amounts in "price" with the IoU loss, which is meant for numbers between 0 and 1. Use mean squared error.',
      fixes: ['Use mean squared error'],
      left: [
        [
          'warning amounts-end-in-function: "output" expects the amounts in "price", from 0 to 900, but "sigmoid" gives numbers between 0 and 1. Take it out: amounts need no function at the end.',
        ],
      ],
    });
  });

  it('takes several numbers for directions and shares', () => {
    for (const [loss, spoken] of [
      ['cosineSimilarity', 'cosine similarity'],
      ['klDivergence', 'the KL divergence'],
    ] as const) {
      const { issues } = analyzeNetwork(chain(rowIn, units(1), output(loss)), { dataset: PRICES });
      expect(sentences(issues)).toEqual([
        `error output-needs-several: "output" compares with ${spoken}, which needs two or more numbers, but "dense" gives a single number. Choose mean squared error for an amount.`,
      ]);
    }
  });

  it('lets every loss for classes, and every one with a margin, compare classes', () => {
    const answers = [imageIn(), 'Flatten', units(3)] as const;
    for (const loss of ['sparseCategoricalCrossentropy', 'categoricalFocalCrossentropy', 'klDivergence']) {
      expect(issuesWith(DIGITS, ...answers, 'Softmax', output(loss))).toEqual([]);
    }
    expect(issuesWith(DIGITS, ...answers, output('categoricalHinge'))).toEqual([]);
  });
});
