import { describe, expect, it } from 'vitest';
import type { DatasetDescription, FieldDescription } from '../data/dataset.ts';
import type { NetworkDocument } from '../document/schema.ts';
import { applyFix, chain, type Drawn, draw, sentences } from '../testing/draw.ts';
import { analyzeNetwork } from './analyze-network.ts';

function dataset(fields: FieldDescription[], target: string): DatasetDescription {
  return { source: 'test', title: 'Test data', summary: '', samples: 10, fields, target, problems: [] };
}

const PRICES = dataset(
  [
    { name: 'x', kind: 'numeric', shape: [4] },
    { name: 'price', kind: 'numeric', shape: [1], range: [-5, 900] },
  ],
  'price',
);
const DIGITS = dataset(
  [
    { name: 'image', kind: 'image', shape: [8, 8, 1] },
    { name: 'label', kind: 'category', shape: [], classes: ['a', 'b', 'c'] },
  ],
  'label',
);
const COINS = dataset(
  [
    { name: 'x', kind: 'numeric', shape: [4] },
    { name: 'side', kind: 'category', shape: [], classes: ['head', 'tail'] },
  ],
  'side',
);

const rowIn = { type: 'Input', params: { shape: [4] } };
const imageIn = { type: 'Input', params: { shape: [8, 8, 1] } };
const units = (count: number) => ({ type: 'Dense', params: { units: count } });
const output = (loss: string) => ({ type: 'Output', params: { loss } });
const activation = (name: string): Drawn => ({ type: 'Activation', id: name, params: { activation: name } });

/** The only issue, its fixes, and the issues that are left after each. */
function told(document: NetworkDocument, data?: DatasetDescription) {
  const { issues } = analyzeNetwork(document, { dataset: data });
  expect(sentences(issues)).toHaveLength(1);
  const [issue] = issues;
  const fixes = issue?.fixes ?? [];
  return {
    issue: sentences(issues)[0],
    link: issue?.link,
    fixes: Object.fromEntries(
      fixes.map((fix) => [
        fix.label,
        sentences(analyzeNetwork(applyFix(document, fix), { dataset: data }).issues),
      ]),
    ),
  };
}

describe('the function at the end', () => {
  it('is no softmax where amounts are predicted', () => {
    const document = chain(
      rowIn,
      units(1),
      { type: 'Activation', id: 'sigmoid', params: { activation: 'sigmoid' } },
      output('meanSquaredError'),
    );
    expect(told(document, PRICES)).toEqual({
      issue:
        'warning amounts-end-in-function: "output" expects the amounts in "price", from -5 to 900, but "sigmoid" gives numbers between 0 and 1. Take it out: amounts need no function at the end.',
      link: 'link-3',
      fixes: { 'Take out "sigmoid"': [] },
    });
    const two = dataset(
      [
        { name: 'x', kind: 'numeric', shape: [4] },
        { name: 'size', kind: 'numeric', shape: [2] },
      ],
      'size',
    );
    expect(told(chain(rowIn, units(2), 'Softmax', output('meanSquaredError')), two)).toEqual({
      issue:
        'warning amounts-end-in-function: "output" expects the amounts in "size", of any size, but "softmax" gives probabilities that add up to 1. Take it out: amounts need no function at the end.',
      link: 'link-3',
      fixes: { 'Take out "softmax"': [] },
    });
  });

  it('is no ReLU where amounts go below 0', () => {
    expect(
      told(chain(rowIn, units(1), activation('relu'), output('meanAbsoluteError')), PRICES),
    ).toMatchObject({
      issue:
        'warning amounts-end-in-function: "output" expects the amounts in "price", from -5 to 900, but "relu" gives no numbers below 0. Take it out: amounts need no function at the end.',
      fixes: { 'Take out "relu"': [] },
    });
  });

  it('may keep amounts where they are', () => {
    const shares = dataset(
      [
        { name: 'x', kind: 'numeric', shape: [4] },
        { name: 'share', kind: 'numeric', shape: [1], range: [0, 1] },
      ],
      'share',
    );
    const document = chain(rowIn, units(1), activation('sigmoid'), output('meanSquaredError'));
    expect(sentences(analyzeNetwork(document, { dataset: shares }).issues)).toEqual([]);
  });

  it('is a softmax and no sigmoid where one of several classes is right', () => {
    const document = chain(
      imageIn,
      'Flatten',
      units(3),
      activation('sigmoid'),
      output('categoricalCrossentropy'),
    );
    expect(told(document, DIGITS)).toEqual({
      issue:
        'warning sigmoid-for-one-of-several: "output" expects one of the 3 classes of "label", but "sigmoid" is a sigmoid, which judges each class by itself. Make it a Softmax, whose probabilities add up to 1.',
      link: 'link-4',
      fixes: { 'Make "sigmoid" a Softmax': [] },
    });
  });

  it('is no softmax of a single number', () => {
    const document = chain(rowIn, units(1), 'Softmax', output('binaryCrossentropy'));
    expect(told(document, COINS)).toEqual({
      issue:
        'warning softmax-of-one-number: "softmax" gives "output" a softmax of a single number, which is always 1, whatever the network learns. Take a sigmoid for yes or no, or one number for each class.',
      link: 'link-3',
      fixes: { 'Make "softmax" a sigmoid': [], 'Set the units of "dense" to 2': [] },
    });
    expect(told(chain(rowIn, units(1), 'Softmax', output('meanSquaredError')), PRICES).fixes).toEqual({
      'Take out "softmax"': [],
    });
  });
});

describe('answers made in one click', () => {
  it('of an image that reaches the Output', () => {
    const conv = { type: 'Conv2D', params: { filters: 4 } };
    const document = chain(imageIn, conv, output('categoricalCrossentropy'));
    expect(told(document, DIGITS)).toEqual({
      issue:
        'error class-count-differs: "output" receives 6 × 6 × 4 for each sample, but the field "label" has 3 classes, and each needs one number. Add a Flatten and a Dense with 3 units before it.',
      link: 'link-2',
      fixes: { 'Insert Flatten, Dense with 3 units and Softmax': [] },
    });
  });

  it('of a row that reaches the Output', () => {
    expect(told(chain(rowIn, output('meanSquaredError')), PRICES)).toMatchObject({
      issue:
        'error target-size-differs: "output" receives 4 numbers for each sample, but the field "price" holds 1 number. End the network in a Dense with 1 unit.',
      fixes: { 'Insert Dense with 1 unit': [] },
    });
  });

  it('go before the functions that bend them', () => {
    const document = chain(rowIn, 'Softmax', output('categoricalCrossentropy'));
    const [issue] = analyzeNetwork(document, { dataset: COINS }).issues;
    const fixed = applyFix(document, issue?.fixes[0]);
    expect(analyzeNetwork(fixed, { dataset: COINS }).order).toEqual([
      'input',
      'dense-1',
      'softmax',
      'output',
    ]);
  });
});

describe('merges that do not agree', () => {
  const conv = (id: string, filters: number, padding: string) => ({
    type: 'Conv2D',
    id,
    params: { filters, padding, kernelSize: [3, 3] },
  });
  const ends = ['Flatten', units(3), 'Softmax', output('categoricalCrossentropy')] as const;
  const behind = ['add>flatten', 'flatten>dense', 'dense>softmax', 'softmax>output'];

  it('get a projection to as many channels', () => {
    const document = draw(
      [imageIn, conv('a', 4, 'same'), conv('b', 8, 'same'), 'Add', ...ends],
      ['input>a', 'a>b', 'b>add', 'a>add', ...behind],
    );
    expect(told(document, DIGITS)).toMatchObject({
      link: 'link-4',
      fixes: { 'Insert 1 × 1 Conv2D with 8 filters': [] },
    });
  });

  it('get paddings that keep the size, in all layers that lose places', () => {
    const bent = [conv('a', 1, 'valid'), 'BatchNormalization', conv('b', 1, 'valid')] as const;
    const inner = ['input>a', 'a>batchnormalization', 'batchnormalization>b'];
    for (const links of [
      ['b>add', 'input>add'],
      ['input>add', 'b>add'],
    ]) {
      const document = draw([imageIn, ...bent, 'Add', ...ends], [...inner, ...links, ...behind]);
      expect(told(document, DIGITS).fixes).toMatchObject({ 'Set padding to "same" in "b" and "a"': [] });
    }
  });

  it('get no padding that would not make them agree', () => {
    const pool = { type: 'MaxPooling2D', id: 'pool' };
    const document = draw(
      [imageIn, pool, conv('a', 1, 'valid'), 'Add', ...ends],
      ['input>pool', 'pool>a', 'a>add', 'input>add', ...behind],
    );
    expect(Object.keys(told(document, DIGITS).fixes)).toEqual(['Remove the link that does not fit']);
  });
});

describe('a link for which nothing better is known', () => {
  it('can be removed', () => {
    const document = chain({ type: 'Input', params: { shape: [7] } }, 'Conv2D');
    const [issue] = analyzeNetwork(document).issues.filter(({ code }) => code === 'needs-image');
    expect(issue?.fixes.map(({ label }) => label)).toEqual(['Remove the link from "input"']);
    expect(applyFix(document, issue?.fixes[0]).links).toEqual([]);
  });
});
