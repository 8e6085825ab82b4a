import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyAll } from '../../core/document/commands.ts';
import { groupTree } from '../../core/document/groups.ts';
import { GroupId, LayerId, type NetworkDocument } from '../../core/document/schema.ts';
import { drawArchitectures } from '../../core/testing/architectures/architectures.ts';
import { chain, withGroup } from '../../core/testing/draw.ts';
import { arrangeDrawing } from './arrange-drawing.ts';
import { type Box, Drawn } from './drawn.ts';
import { planCollapse } from './make-room.ts';

const group = (id: string) => GroupId.parse(id);

/** `a>b>c>d>e` in one row, 230 px apart; the block holds b and c, the stage the block and d. */
function nested(collapsed: readonly string[] = []): NetworkDocument {
  const row = chain(...['a', 'b', 'c', 'd', 'e'].map((id) => ({ type: 'Flatten', id })));
  const stage = withGroup(row, 'stage', ['d'], { collapsed: collapsed.includes('stage') });
  return withGroup(stage, 'block', ['b', 'c'], { parent: 'stage', collapsed: collapsed.includes('block') });
}

function xOf(document: NetworkDocument): Record<string, number> {
  return Object.fromEntries(document.layers.map(({ id, position }) => [id, position.x]));
}

function overlapping(document: NetworkDocument, inside?: GroupId): string[] {
  const items = new Drawn(document).items(inside);
  const cover = (a: Box, b: Box) =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  return items.flatMap((one, index) =>
    items.slice(index + 1).flatMap((other) => (cover(one.box, other.box) ? [`${one.id} ${other.id}`] : [])),
  );
}

describe('groups on the sheet', () => {
  it('are frames around what they hold, or cards in the middle of it', () => {
    const open = new Drawn(nested());
    expect(open.boxOf(group('block'))).toEqual({ x: 214, y: -36, width: 230 + 176 + 32, height: 84 + 52 });
    expect(open.boxOf(group('stage'))).toEqual({ x: 198, y: -72, width: 460 + 176 + 48, height: 84 + 104 });
    const closed = new Drawn(nested(['block']));
    expect(closed.boxOf(group('block'))).toEqual({ x: 214, y: 0, width: 176, height: 84 });
    expect(closed.items(group('stage')).map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'group block',
      'layer d',
    ]);
  });

  it('pull together what stands behind them when they are closed', () => {
    const closed = applyAll(nested(), planCollapse(nested(), group('block'), true));
    const won = 230 + 32;
    expect(xOf(closed)).toEqual({ a: 0, b: 230, c: 460, d: 690 - won, e: 920 - won });
    expect(planCollapse(closed, group('block'), true)).toEqual([]);
  });

  it('leave a closed group around them where it is', () => {
    const closed = nested(['stage', 'block']);
    const before = new Drawn(closed).boxOf(group('stage'));
    const open = applyAll(closed, planCollapse(closed, group('block'), false));
    expect(new Drawn(open).boxOf(group('stage'))).toEqual(before);
    expect(xOf(open)).toMatchObject({ a: 0, e: 920 });
  });
});

const toggles = fc.array(fc.nat(30), { maxLength: 8 });

describe.each(['resnet18', 'mobilenet-v2', 'vgg16'])('the groups of %s', (id) => {
  const drawn = drawArchitectures()[id];
  if (!drawn) throw new Error(`no ${id}`);
  const arranged = applyAll(drawn, [{ type: 'move-layers', positions: arrangeDrawing(drawn) }]);

  it('never cover each other when tidied up, closed or open', () => {
    for (const collapsed of [true, false]) {
      const changed = { ...drawn, groups: drawn.groups.map((one) => ({ ...one, collapsed })) };
      const tidy = applyAll(changed, [{ type: 'move-layers', positions: arrangeDrawing(changed) }]);
      for (const inside of [undefined, ...tidy.groups.map((one) => one.id)]) {
        expect(overlapping(tidy, inside)).toEqual([]);
      }
    }
  });

  /** Opens some groups, and closes them in the order that `next` picks them in. */
  const walk = (choices: readonly number[], next: (opened: GroupId[]) => GroupId | undefined) => {
    let document = arranged;
    const opened: GroupId[] = [];
    for (const choice of choices) {
      const one = document.groups[choice % document.groups.length];
      if (!one?.collapsed) continue;
      document = applyAll(document, planCollapse(document, one.id, false));
      opened.push(one.id);
      expect(overlapping(document)).toEqual([]);
    }
    for (let one = next(opened); one !== undefined; one = next(opened)) {
      document = applyAll(document, planCollapse(document, one, true));
      expect(overlapping(document)).toEqual([]);
    }
    return document;
  };

  it('are closed again without a trace', () => {
    fc.assert(
      fc.property(toggles, (choices) => {
        expect(walk(choices, (opened) => opened.pop())).toEqual(arranged);
      }),
      { numRuns: 60 },
    );
  });

  it('cover nothing either when those opened first are closed first', () => {
    fc.assert(
      fc.property(toggles, (choices) => {
        walk(choices, (opened) => opened.shift());
      }),
      { numRuns: 60 },
    );
  });

  it('tidies up one group and leaves the rest', () => {
    const [first] = groupTree(arranged.groups).groupsIn(undefined);
    if (!first) throw new Error('no group');
    const layers = groupTree(arranged.groups).layersOf(first.id);
    const moved = arrangeDrawing(arranged, first.id);
    expect(Object.keys(moved).every((layer) => layers.has(LayerId.parse(layer)))).toBe(true);
    const after = applyAll(arranged, [{ type: 'move-layers', positions: moved }]);
    expect(new Drawn(after).boxOf(first.id)).toEqual(new Drawn(arranged).boxOf(first.id));
  });
});
