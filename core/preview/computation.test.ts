import { describe, expect, it } from 'vitest';
import { applyAll, type Command } from '../document/commands.ts';
import { LayerId } from '../document/schema.ts';
import { chain } from '../testing/draw.ts';
import { computationKeys, sameComputation } from './computation.ts';

const id = (name: string) => LayerId.parse(name);
const NETWORK = chain(
  { type: 'Input', params: { shape: [4] } },
  { type: 'Dense', id: 'a' },
  'Softmax',
  'Output',
);

/** The layers whose output an edit changes. */
function changedBy(...commands: Command[]): string[] {
  const before = computationKeys(NETWORK);
  const after = computationKeys(applyAll(NETWORK, commands));
  return [...after].filter(([layer, key]) => before.get(layer) !== key).map(([layer]) => layer);
}

describe('what a layer computes', () => {
  it('changes with its own settings and with those before it', () => {
    expect(changedBy({ type: 'set-params', layer: id('softmax'), params: { axis: 1 } })).toEqual([
      'softmax',
      'output',
    ]);
    expect(changedBy({ type: 'flag-layers', layers: [id('a')], flag: 'disabled', on: true })).toEqual([
      'a',
      'softmax',
      'output',
    ]);
  });

  it('does not change with the drawing, names and training', () => {
    expect(
      changedBy(
        { type: 'move-layers', positions: { a: { x: 5, y: 5 } } },
        { type: 'rename-layer', layer: id('a'), name: 'Other' },
        { type: 'set-training', training: { epochs: 99 } },
      ),
    ).toEqual([]);
  });

  it('tells networks apart whose weights do not fit each other', () => {
    const wider = applyAll(NETWORK, [{ type: 'set-params', layer: id('a'), params: { units: 5 } }]);
    const renamed = applyAll(NETWORK, [{ type: 'rename-layer', layer: id('a'), name: 'Other' }]);
    const shorter = applyAll(NETWORK, [{ type: 'remove-layers', layers: [id('output')] }]);
    const otherData = { ...NETWORK, dataset: { source: 'builtin:iris' } };
    expect([wider, renamed, shorter, otherData].map((other) => sameComputation(NETWORK, other))).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });
});
