import { describe, expect, it } from 'vitest';
import { apply } from '../document/commands.ts';
import { LayerId, type NetworkDocument } from '../document/schema.ts';
import { chain } from '../testing/draw.ts';
import { analyzeNetwork } from './analyze-network.ts';
import { fixOutcome } from './fix-outcome.ts';

const IMAGE = { type: 'Input', params: { shape: [8, 8, 1] } };
const TEN = { type: 'Dense', params: { units: 10 } };

function firstOutcome(document: NetworkDocument) {
  const analysis = analyzeNetwork(document);
  const fix = analysis.issues[0]?.fixes[0];
  if (!fix) throw new Error('There is no fix.');
  return fixOutcome(document, fix, { analysis, dataset: undefined });
}

describe('what a fix would do', () => {
  it('tells the layer and the links that it adds, and what the network would answer', () => {
    const outcome = firstOutcome(chain(IMAGE, TEN, 'Softmax', 'Output'));
    expect(outcome?.added.map(({ type, name }) => [type, name])).toEqual([['Flatten', 'Flatten']]);
    expect(outcome?.addedLinks.map(({ from, to }) => `${from.layer}>${to.layer}`)).toEqual([
      'flatten-1>dense',
      'input>flatten-1',
    ]);
    expect(outcome?.removedLinks.map(({ id }) => id)).toEqual(['link-1']);
    expect([outcome?.removed, outcome?.changed]).toEqual([[], []]);
    expect(outcome?.answer).toEqual([null, 10]);
    expect([...(outcome?.shapes ?? [])]).toEqual([['flatten-1', [null, 64]]]);
    expect([outcome?.errors, outcome?.warnings]).toEqual([0, 0]);
  });

  it('tells the layer that it changes, with its new shape', () => {
    const outcome = firstOutcome(
      chain(
        IMAGE,
        { type: 'MaxPooling2D', id: 'pool', params: { poolSize: [9, 9] } },
        'Flatten',
        TEN,
        'Softmax',
        'Output',
      ),
    );
    expect(outcome?.changed.map(({ id, params }) => [id, params.padding])).toEqual([['pool', 'same']]);
    expect(outcome?.shapes.get(LayerId.parse('pool'))).toEqual([null, 1, 1, 1]);
    expect(outcome?.addedLinks).toEqual([]);
  });

  it('is not known where a locked layer stands in the way', () => {
    const drawn = chain(IMAGE, { type: 'MaxPooling2D', id: 'pool', params: { poolSize: [9, 9] } }, 'Output');
    const locked = apply(drawn, {
      type: 'flag-layers',
      layers: [LayerId.parse('pool')],
      flag: 'locked',
      on: true,
    });
    expect(firstOutcome(locked)).toBeUndefined();
  });
});
