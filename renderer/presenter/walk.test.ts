import { describe, expect, it } from 'vitest';
import { GroupId } from '../../core/document/schema.ts';
import { analyzeNetwork } from '../../core/shape/analyze-network.ts';
import { draw, withGroup } from '../../core/testing/draw.ts';
import { NOTHING_SELECTED } from '../state/selection.ts';
import { describeStation } from './describe-station.ts';
import { chosenStation, stations } from './walk.ts';

const flat = draw(
  [
    { type: 'Flatten', id: 'flatten' },
    { type: 'Input', params: { shape: [8, 8, 4] } },
    { type: 'Conv2D', id: 'conv', params: { filters: 6, padding: 'same' } },
    { type: 'Activation', id: 'relu' },
  ],
  ['input>conv', 'conv>relu', 'relu>flatten'],
);
const grouped = withGroup(flat, 'block', ['conv', 'relu'], { collapsed: true });
const inside = GroupId.parse('block');

describe('the way of the presenter', () => {
  it('follows the links, however the layers came into the document', () => {
    const analysis = analyzeNetwork(flat);
    expect(stations({ document: flat, analysis, inside: undefined })).toEqual([
      'input',
      'conv',
      'relu',
      'flatten',
    ]);
  });

  it('stops at a card once, and inside the group at each layer', () => {
    const analysis = analyzeNetwork(grouped);
    expect(stations({ document: grouped, analysis, inside: undefined })).toEqual([
      'input',
      'group:block',
      'flatten',
    ]);
    expect(stations({ document: grouped, analysis, inside })).toEqual(['conv', 'relu']);
  });

  it('stands at what is selected, and at a card for any layer in it', () => {
    const relu = grouped.layers.filter(({ id }) => id === 'relu').map(({ id }) => id);
    const selection = { ...NOTHING_SELECTED, layers: new Set(relu) };
    expect(chosenStation({ document: grouped, selection, inside: undefined })).toBe('group:block');
    expect(chosenStation({ document: grouped, selection, inside })).toBe('relu');
    expect(chosenStation({ document: grouped, selection: NOTHING_SELECTED, inside })).toBeUndefined();
  });
});

describe('what the presenter says', () => {
  const analysis = analyzeNetwork(grouped);

  it('is the layer, its shapes and the arithmetic behind them', () => {
    const about = describeStation(grouped, analysis, 'conv');
    expect(about).toMatchObject({ name: 'conv', inputs: ['8 × 8 × 4'], outputs: ['8 × 8 × 6'] });
    expect(about?.kind).toMatch(/^Conv2D · 6 filters/);
    expect(about?.sums.map(({ text }) => text).join(' ')).toContain('222');
  });

  it('is the size and the result of a group', () => {
    expect(describeStation(grouped, analysis, 'group:block')).toMatchObject({
      name: 'block',
      kind: 'Group of 2 layers',
      outputs: ['8 × 8 × 6'],
      sums: [{ of: 'Parameters', text: '222' }],
    });
  });

  it('is nothing for what is not there', () => {
    expect(describeStation(grouped, analysis, 'group:gone')).toBeUndefined();
    expect(describeStation(grouped, analysis, 'gone')).toBeUndefined();
  });
});
