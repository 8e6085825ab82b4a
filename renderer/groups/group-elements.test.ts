import { describe, expect, it } from 'vitest';
import { apply } from '../../core/document/commands.ts';
import { GroupId, LayerId, type NetworkDocument } from '../../core/document/schema.ts';
import { analyzeNetwork } from '../../core/shape/analyze-network.ts';
import { draw, withGroup } from '../../core/testing/draw.ts';
import { createFlowElements } from '../canvas/flow-elements.ts';
import { createGroupElements, unfoldChanges, unfoldLinks } from './group-elements.ts';

/** A convolution with a shortcut around it, in a block, in a stage. */
function network(collapsed: readonly string[]): NetworkDocument {
  const flat = draw(
    [
      { type: 'Input', params: { shape: [8, 8, 4] } },
      { type: 'Conv2D', id: 'conv', params: { filters: 4, padding: 'same' } },
      { type: 'Add', id: 'add' },
      { type: 'Activation', id: 'relu' },
      { type: 'Flatten', id: 'flatten' },
    ],
    ['input>conv', 'conv>add', 'input>add', 'add>relu', 'relu>flatten'],
  );
  const has = (id: string) => collapsed.includes(id);
  const stage = withGroup(flat, 'stage', ['relu'], { collapsed: has('stage') });
  return withGroup(stage, 'block', ['conv', 'add'], { parent: 'stage', collapsed: has('block') });
}

function sheet(document: NetworkDocument, inside?: string) {
  const elements = createFlowElements();
  const fold = createGroupElements();
  const analysis = analyzeNetwork(document);
  const dragged = new Map();
  const about = {
    document,
    analysis,
    dragged,
    inside: inside === undefined ? undefined : GroupId.parse(inside),
  };
  const folded = () => fold(elements.nodes(document, analysis), elements.edges(document, analysis), about);
  const { groups, layers, edges } = folded();
  return {
    folded,
    groups,
    edges,
    nodes: [...groups.map(({ id, type }) => `${type} ${id}`), ...layers.map(({ id }) => id)],
    links: edges.map(({ source, target }) => `${source} > ${target}`),
  };
}

describe('a sheet with groups', () => {
  it('has a frame for an open group and a card for a closed one; links end on the card', () => {
    expect(sheet(network([])).nodes).toEqual([
      'group-frame group-frame:stage',
      'group-frame group-frame:block',
      'input',
      'conv',
      'add',
      'relu',
      'flatten',
    ]);
    const block = sheet(network(['block']));
    expect(block.nodes).toEqual([
      'group-frame group-frame:stage',
      'group-card group:block',
      'input',
      'relu',
      'flatten',
    ]);
    expect(block.links).toEqual(['input > group:block', 'group:block > relu', 'relu > flatten']);
    const stage = sheet(network(['stage']));
    expect(stage.nodes).toEqual(['group-card group:stage', 'input', 'flatten']);
    expect(stage.links).toEqual(['input > group:stage', 'group:stage > flatten']);
  });

  it('names at the edges of a group shown by itself what enters and leaves, with links', () => {
    const { folded } = sheet(network([]), 'block');
    const { stubs, edges, layers } = folded();
    expect(stubs.map(({ data: { side, name } }) => `${side} ${name}`)).toEqual(['from input', 'to relu']);
    expect(edges.map(({ source, target }) => `${source} > ${target}`).sort()).toEqual([
      'add > stub-to:relu',
      'conv > add',
      'stub-from:input > add',
      'stub-from:input > conv',
    ]);
    const [left, right] = stubs.map(({ position }) => position.x);
    const xs = layers.map(({ position }) => position.x);
    expect(left).toBeLessThan(Math.min(...xs) - 148);
    expect(right).toBeGreaterThan(Math.max(...xs) + 176);
    expect(folded().stubs).toEqual(stubs);
    expect(folded().stubs.every((stub, index) => stub === stubs[index])).toBe(true);
    expect(sheet(network([])).folded().stubs).toEqual([]);
  });

  it('has only what is in the group that is shown by itself', () => {
    const inside = sheet(network(['stage', 'block']), 'stage');
    expect(inside.nodes).toEqual(['group-card group:block', 'relu']);
    expect(inside.links).toEqual([
      'group:block > relu',
      'stub-from:input > group:block',
      'relu > stub-to:flatten',
    ]);
    expect(sheet(network(['stage', 'block']), 'block').nodes).toEqual(['conv', 'add']);
  });

  it('sums up a group on its card', () => {
    const [card] = sheet(network(['stage'])).groups;
    expect(card?.data.summary).toMatchObject({ layers: 3, parameters: 9 * 4 * 4 + 4, issues: [] });
    expect(card?.data.summary.output?.shape).toEqual([null, 8, 8, 4]);
    expect(card?.ariaLabel).toBe('Collapsed group stage, 3 layers, output 8 × 8 × 4, no problems');
  });

  it('marks a card by the worst that is wrong inside', () => {
    const wrong = apply(network(['stage']), {
      type: 'set-params',
      layer: LayerId.parse('conv'),
      params: { filters: 0 },
    });
    const [card] = sheet(wrong).groups;
    expect(card?.data.summary.issues[0]?.severity).toBe('error');
    expect(card?.ariaLabel).toMatch(/problems? inside$/);
  });

  it('keeps its objects while nothing about them changes', () => {
    const { folded } = sheet(network(['block']));
    const [first, second] = [folded(), folded()];
    expect(second.groups.every((node, index) => node === first.groups[index])).toBe(true);
    expect(second.edges.every((edge, index) => edge === first.edges[index])).toBe(true);
  });
});

describe('what happens to a card', () => {
  const document = network(['block']);

  it('happens to its layers', () => {
    expect(unfoldChanges([{ type: 'select', id: 'group:block', selected: true }], document)).toEqual([
      { type: 'select', id: 'conv', selected: true },
      { type: 'select', id: 'add', selected: true },
    ]);
    const [frame] = sheet(document).groups.filter(({ id }) => id === 'group:block');
    const position = { x: (frame?.position.x ?? 0) + 8, y: (frame?.position.y ?? 0) - 4 };
    expect(unfoldChanges([{ type: 'position', id: 'group:block', position }], document)).toEqual([
      { type: 'position', id: 'conv', position: { x: 238, y: -4 } },
      { type: 'position', id: 'add', position: { x: 468, y: -4 } },
    ]);
  });

  it('deselects first, and leaves the layers of a frame to themselves', () => {
    expect(
      unfoldChanges(
        [
          { type: 'select', id: 'conv', selected: true },
          { type: 'select', id: 'group:block', selected: false },
          { type: 'select', id: 'group:stage', selected: false },
        ],
        document,
      ),
    ).toEqual([
      { type: 'select', id: 'conv', selected: false },
      { type: 'select', id: 'add', selected: false },
      { type: 'select', id: 'conv', selected: true },
    ]);
  });

  it('chooses all links that one line stands for', () => {
    const { edges } = sheet(document);
    const [first] = edges;
    expect(first?.data?.links).toEqual(['link-1', 'link-3']);
    expect(
      unfoldLinks([{ type: 'select', id: 'link-1', selected: true }], edges).map((change) =>
        'id' in change ? change.id : '',
      ),
    ).toEqual(['link-1', 'link-3']);
  });
});
