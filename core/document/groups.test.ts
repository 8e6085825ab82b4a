import { describe, expect, it } from 'vitest';
import { chain, draw, withGroup } from '../testing/draw.ts';
import { adoptCommands } from './adopt.ts';
import { CommandError } from './command-error.ts';
import { apply, applyAll } from './commands.ts';
import { commonGroup, groupExactly, groupTree, membersOf } from './groups.ts';
import { addLayerCommands, changeTypeCommands, insertOnLinkCommands } from './insert.ts';
import { planGroup, planMoveInto, planTakeOut } from './plan-group.ts';
import { parseDocument, writeDocument } from './read.ts';
import { GroupId, LayerId, type NetworkDocument } from './schema.ts';

const layers = (...ids: string[]) => new Set(ids.map((id) => LayerId.parse(id)));
const group = (id: string) => GroupId.parse(id);

/** `a>b>c>d>e`; stage holds block, which holds b and c, and d. */
const NESTED = withGroup(
  withGroup(chain(...['a', 'b', 'c', 'd', 'e'].map((id) => ({ type: 'Flatten', id }))), 'stage', ['d']),
  'block',
  ['b', 'c'],
  { parent: 'stage' },
);

/** `stage(d block(b c))`, for comparing whole trees. */
function outline(document: NetworkDocument, parent?: GroupId): string {
  const tree = groupTree(document.groups);
  return tree
    .groupsIn(parent)
    .map(({ id, layers: own }) => `${id}(${[...own, outline(document, id)].filter(Boolean).join(' ')})`)
    .join(' ');
}

describe('a tree of groups', () => {
  const tree = groupTree(NESTED.groups);

  it('knows who is where', () => {
    expect(outline(NESTED)).toBe('stage(d block(b c))');
    expect(tree.groupOf(LayerId.parse('b'))).toBe('block');
    expect(tree.groupOf(LayerId.parse('a'))).toBeUndefined();
    expect([...tree.layersOf(group('stage'))].sort()).toEqual(['b', 'c', 'd']);
    expect(tree.pathTo(group('block'))).toEqual(['stage', 'block']);
    expect(commonGroup(tree, [group('block'), group('stage')])).toBe('stage');
    expect(commonGroup(tree, [group('block'), undefined])).toBeUndefined();
  });

  it('sees a choice of layers as the largest groups that are wholly chosen', () => {
    const ids = (...chosen: string[]) => membersOf(tree, layers(...chosen)).map(({ id }) => id);
    expect(ids('b', 'c', 'd')).toEqual(['stage']);
    expect(ids('a', 'b', 'c')).toEqual(['block', 'a']);
    expect(ids('b', 'd')).toEqual(['b', 'd']);
    expect(groupExactly(tree, layers('b', 'c'))).toBe('block');
    expect(groupExactly(tree, layers('b', 'c', 'e'))).toBeUndefined();
  });

  it('gives a layer that two groups name to the first', () => {
    const [stage, block] = NESTED.groups;
    if (!stage || !block) throw new Error('no groups');
    const both = groupTree([stage, { ...block, layers: [...block.layers, LayerId.parse('d')] }]);
    expect(both.groupOf(LayerId.parse('d'))).toBe('stage');
    expect([...both.layersOf(group('block'))]).toEqual(['b', 'c']);
  });
});

describe('commands of groups', () => {
  it('lose the group whose last layer is removed, and groups around that held nothing else', () => {
    const without = (...ids: string[]) =>
      outline(apply(NESTED, { type: 'remove-layers', layers: [...layers(...ids)] }));
    expect(without('b')).toBe('stage(d block(c))');
    expect(without('b', 'c')).toBe('stage(d)');
    expect(without('d')).toBe('stage(block(b c))');
    expect(without('b', 'c', 'd')).toBe('');
  });

  it('dissolve a group into the one around it', () => {
    const open = (id: string) => outline(apply(NESTED, { type: 'remove-groups', groups: [group(id)] }));
    expect(open('block')).toBe('stage(d b c)');
    expect(open('stage')).toBe('block(b c)');
  });

  it('rename and collapse, and are no step where nothing changes', () => {
    const collapsed = apply(NESTED, {
      type: 'change-group',
      group: group('block'),
      collapsed: true,
      name: 'B',
    });
    expect(collapsed.groups[1]).toMatchObject({ name: 'B', collapsed: true, parent: 'stage' });
    expect(apply(NESTED, { type: 'change-group', group: group('block'), name: 'block' })).toBe(NESTED);
    expect(apply(NESTED, { type: 'move-to-group', layers: [], into: null })).toBe(NESTED);
    expect(apply(NESTED, { type: 'remove-groups', groups: [] })).toBe(NESTED);
  });

  it('say what does not fit', () => {
    const into = {
      type: 'move-to-group',
      layers: [],
      groups: [group('stage')],
      into: group('block'),
    } as const;
    expect(() => apply(NESTED, into)).toThrow(
      new CommandError('The group "stage" cannot be moved into itself.'),
    );
    expect(() => apply(NESTED, { type: 'remove-groups', groups: [group('none')] })).toThrow(
      'There is no group with the id "none".',
    );
    expect(() => withGroup(NESTED, 'block', ['a'])).toThrow('A group with the id "block" is already there.');
    expect(() => withGroup(NESTED, 'other', ['z'])).toThrow('There is no layer with the id "z".');
  });

  it('keep a layer in its group when it becomes another type, even where it is the only one', () => {
    const [, b] = NESTED.layers;
    if (!b) throw new Error('no layer');
    const changed = applyAll(NESTED, changeTypeCommands(NESTED, b, 'Softmax'));
    expect(outline(changed)).toBe('stage(d block(c b))');
    const alone = withGroup(withGroup(chain('Input', 'Dense'), 'outer', []), 'inner', ['dense'], {
      parent: 'outer',
    });
    const dense = alone.layers[1];
    if (!dense) throw new Error('no layer');
    expect(outline(applyAll(alone, changeTypeCommands(alone, dense, 'Softmax')))).toBe('outer(inner(dense))');
  });
});

describe('grouping what is selected', () => {
  const grouped = (...ids: string[]) => {
    const planned = planGroup(NESTED, layers(...ids), 'Block');
    return planned.ok ? outline(applyAll(NESTED, planned.value.commands)) : planned.error;
  };

  it('takes layers, and whole groups as groups inside it', () => {
    expect(grouped('a', 'e')).toBe('stage(d block(b c)) group-1(a e)');
    expect(grouped('a', 'b', 'c', 'd')).toBe('group-1(a stage(d block(b c)))');
    expect(grouped('b')).toBe('stage(d block(c group-1(b)))');
    expect(grouped('b', 'c')).toBe('stage(d group-1(block(b c)))');
  });

  it('says why it cannot', () => {
    expect(grouped()).toBe('Nothing is selected. Select the layers that the group should hold.');
    expect(grouped('a', 'b')).toBe(
      'The selection holds a part of "stage" and layers outside it, and a layer is in one group only. Select all of "stage", or only layers inside it.',
    );
  });

  it('moves into a group and out of it', () => {
    const into = planMoveInto(NESTED, layers('a', 'b', 'c', 'd'), group('block'));
    expect(outline(applyAll(NESTED, planMoveInto(NESTED, layers('e', 'b'), group('block'))))).toBe(
      'stage(d block(b c e))',
    );
    expect(into).toEqual([{ type: 'move-to-group', layers: ['a', 'd'], groups: [], into: 'block' }]);
    expect(outline(applyAll(NESTED, planTakeOut(NESTED, layers('b', 'd'))))).toBe('stage(b block(c))');
    expect(planTakeOut(NESTED, layers('a'))).toEqual([]);
  });
});

describe('new layers', () => {
  const adopted = (document: NetworkDocument, after: NetworkDocument, inside?: string) =>
    outline(
      applyAll(after, adoptCommands(document, after, inside === undefined ? undefined : group(inside))),
    );
  const onLink = (at: number) => {
    const link = NESTED.links[at];
    if (!link) throw new Error('no link');
    return applyAll(NESTED, insertOnLinkCommands(NESTED, link, { type: 'Add' }).commands);
  };

  it('stand in the group that both their neighbours are in', () => {
    expect(adopted(NESTED, onLink(1))).toBe('stage(d block(b c add-1))');
    expect(adopted(NESTED, onLink(2))).toBe('stage(d add-1 block(b c))');
    expect(adopted(NESTED, onLink(0))).toBe('stage(d block(b c))');
  });

  it('stand in the group that is shown', () => {
    const added = applyAll(NESTED, addLayerCommands(NESTED, { type: 'Add' }, { x: 0, y: 0 }).commands);
    expect(adopted(NESTED, added)).toBe('stage(d block(b c))');
    expect(adopted(NESTED, added, 'stage')).toBe('stage(d add-1 block(b c))');
    expect(adopted(NESTED, onLink(1), 'stage')).toBe('stage(d block(b c add-1))');
    expect(adopted(NESTED, added, 'gone')).toBe('stage(d block(b c))');
  });
});

describe('groups in a file', () => {
  const read = (change: (groups: object[]) => unknown): string => {
    const json = JSON.parse(writeDocument(NESTED));
    const parsed = parseDocument({ ...json, groups: change(json.groups) });
    return parsed.ok ? outline(parsed.value) : parsed.error.message;
  };

  it('come back as they were; without a parent they stand side by side', () => {
    expect(read((groups) => groups)).toBe('stage(d block(b c))');
    expect(read((groups) => groups.map((one) => ({ ...one, parent: undefined })))).toBe(
      'stage(d) block(b c)',
    );
  });

  it('are answered with a sentence where they lead nowhere', () => {
    expect(read(([stage, block]) => [stage, { ...block, parent: 'x' }])).toBe(
      'Group "block" is in the group "x", which is not in the file. Remove its "parent" or add the group.',
    );
    expect(read(([stage, block]) => [{ ...stage, parent: 'block' }, block])).toBe(
      'Group "stage" is inside itself: its "parent" leads back to it. Remove the "parent" of one of these groups.',
    );
  });
});

it('names groups by number', () => {
  const drawn = draw(['Input', 'Dense', 'Output'], []);
  const one = withGroup(drawn, 'one', ['input'], { name: 'Block' });
  const two = planGroup(one, layers('dense'), 'Block');
  if (!two.ok) throw new Error(two.error);
  expect(applyAll(one, two.value.commands).groups.map(({ name }) => name)).toEqual(['Block', 'Block 2']);
});
