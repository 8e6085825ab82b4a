import { describe, expect, it } from 'vitest';
import type { DatasetDescription } from '../data/dataset.ts';
import { apply } from '../document/commands.ts';
import { LayerId } from '../document/schema.ts';
import { chain, draw } from '../testing/draw.ts';
import { previewPart } from './preview-part.ts';

const DIGITS: DatasetDescription = {
  source: 'test',
  title: 'Test data',
  summary: '',
  samples: 10,
  fields: [
    { name: 'image', kind: 'image', shape: [8, 8, 1] },
    { name: 'label', kind: 'category', shape: [], classes: ['a', 'b', 'c'] },
  ],
  target: 'label',
  problems: [],
};
const IMAGE = { type: 'Input', params: { shape: [8, 8, 1] } };
const CONV = { type: 'Conv2D', params: { filters: 2, kernelSize: [3, 3] } };
const ids = (...names: string[]) => names.map((name) => LayerId.parse(name));

/** Why each layer that is not shown is not. */
function sentences(part: ReturnType<typeof previewPart>) {
  return Object.fromEntries(
    Object.entries(part.refused).map(([id, preview]) => [
      id,
      preview.state === 'refused' ? `${preview.code}: ${preview.message}` : '',
    ]),
  );
}

describe('the part of a network that is previewed', () => {
  it('holds the asked layers and what feeds them, whatever is wrong behind', () => {
    const network = chain(IMAGE, CONV, 'Dense', 'Output');
    const part = previewPart(network, DIGITS, ids('conv2d', 'dense'));
    expect([...part.shown.keys()]).toEqual(['conv2d']);
    expect(part.inputs.map(({ layer, field }) => [layer, field])).toEqual([['input', 'image']]);
    expect(part.weights.map(({ id }) => id)).toEqual(['conv2d/kernel', 'conv2d/bias']);
    expect(sentences(part)).toEqual({
      dense:
        'shape-unknown: There is nothing to show yet: something before this layer is missing or does not fit. Solve the problems up to here.',
    });
  });

  it('leaves out branches that do not feed what is asked', () => {
    const network = draw(
      [IMAGE, { ...CONV, id: 'a' }, { ...CONV, id: 'b' }, 'Add'],
      ['input>a', 'input>b', 'a>add', 'b>add'],
    );
    expect(previewPart(network, DIGITS, ids('a')).weights.map(({ layer }) => layer)).toEqual(['a', 'a']);
    expect(previewPart(network, DIGITS, ids('add')).weights).toHaveLength(4);
  });

  it('shows of a bypassed layer what passes it', () => {
    const drawn = chain(IMAGE, CONV, 'Dropout', 'Flatten');
    const network = apply(drawn, { type: 'flag-layers', layers: ids('dropout'), flag: 'disabled', on: true });
    const part = previewPart(network, DIGITS, ids('dropout'));
    expect([...part.shown]).toEqual([['dropout', { source: 'conv2d', output: 0 }]]);
  });

  it('says which data does not fit', () => {
    const part = previewPart(chain({ type: 'Input', params: { shape: [4] } }, 'Dense'), DIGITS, ids('dense'));
    expect(sentences(part).dense).toBe(
      'data-does-not-fit: The data does not fit "input": it expects 4, and a sample is 8 × 8 × 1. Solve its problem first.',
    );
  });

  it('refuses what is too large, with the figures, and still shows what comes before', () => {
    const network = chain(IMAGE, CONV, 'Flatten', { type: 'Dense', params: { units: 100 } });
    const limits = { parameters: 1000, multiplyAdds: 1e6, values: 1e6 };
    const part = previewPart(network, DIGITS, ids('conv2d', 'dense'), limits);
    expect([...part.shown.keys()]).toEqual(['conv2d']);
    expect(sentences(part).dense).toBe(
      'preview-too-large: No preview here: "dense" and the layers before it have 7,320 parameters, and a preview computes with 1,000 at most. Earlier layers can still be shown.',
    );
    const work = previewPart(network, DIGITS, ids('conv2d'), { ...limits, multiplyAdds: 10 });
    expect(sentences(work).conv2d).toContain('648 multiply-adds for a sample');
    const room = previewPart(network, DIGITS, ids('conv2d'), { ...limits, values: 100 });
    expect(sentences(room).conv2d).toContain('136 values for a sample');
  });

  it('puts off layers that cost too much together', () => {
    const network = draw([IMAGE, { ...CONV, id: 'a' }, { ...CONV, id: 'b' }], ['input>a', 'input>b']);
    const limits = { parameters: 30, multiplyAdds: 1e6, values: 1e6 };
    const part = previewPart(network, DIGITS, ids('a', 'b'), limits);
    expect([[...part.shown.keys()], part.later, part.refused]).toEqual([['a'], ['b'], {}]);
  });
});
