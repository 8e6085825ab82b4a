import { describe, expect, it } from 'vitest';
import { BLOCKS } from '../../core/blocks/registry.ts';
import { groupTree } from '../../core/document/groups.ts';
import { GroupId, LayerId, LinkId, type NetworkDocument } from '../../core/document/schema.ts';
import { drawArchitectures } from '../../core/testing/architectures/architectures.ts';
import { chain, sentences } from '../../core/testing/draw.ts';
import { createDocumentStore, type DocumentStore } from '../state/document-store.ts';
import { arrangeDrawing } from './arrange-drawing.ts';
import { addBlock, changeLastBlock, lastBlock, takeBlock } from './block-edits.ts';
import { planNodeLink } from './card-links.ts';
import { describeGroups } from './describe-groups.ts';
import { type Box, Drawn } from './drawn.ts';
import {
  collapseGroups,
  groupSelection,
  moveSelectionInto,
  repeat,
  takeSelectionOut,
  ungroup,
} from './group-edits.ts';

const NETWORK = chain(
  { type: 'Input', params: { shape: [16, 16, 8] } },
  { type: 'Activation', id: 'relu' },
  { type: 'GlobalAveragePooling2D', id: 'average' },
  { type: 'Dense', params: { units: 3 } },
  { type: 'Output', params: { loss: 'meanSquaredError' } },
);
const layers = (...ids: string[]) => new Set(ids.map((id) => LayerId.parse(id)));
const documentOf = (store: DocumentStore) => store.getState().history.document;

function covered(document: NetworkDocument): string[] {
  const items = new Drawn(document).items(undefined);
  const cover = (a: Box, b: Box) =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  return items.flatMap((one, index) =>
    items.slice(index + 1).flatMap((other) => (cover(one.box, other.box) ? [`${one.id} ${other.id}`] : [])),
  );
}

describe('blocks', () => {
  it.each(BLOCKS)('$title goes into a link, suits what arrives and covers nothing', (block) => {
    const store = createDocumentStore(NETWORK);
    addBlock(
      store,
      { kind: 'shipped', block },
      { kind: 'on-link', link: LinkId.parse('link-2'), position: { x: 0, y: 0 } },
    );
    expect(sentences(store.getState().analysis.issues)).toEqual([]);
    expect(covered(documentOf(store))).toEqual([]);
    const [group] = documentOf(store).groups;
    expect(group?.collapsed).toBe(true);
    expect(store.getState().selection.layers).toEqual(
      groupTree(documentOf(store).groups).layersOf(GroupId.parse(group?.id)),
    );
    store.getState().undo();
    expect(documentOf(store)).toBe(NETWORK);
  });

  it('can be changed for as long as nothing else is, in one step of undo', () => {
    const [block] = BLOCKS;
    if (!block) throw new Error('no block');
    const store = createDocumentStore(NETWORK);
    addBlock(
      store,
      { kind: 'shipped', block },
      { kind: 'on-link', link: LinkId.parse('link-2'), position: { x: 0, y: 0 } },
    );
    const group = GroupId.parse('group-1');
    const last = lastBlock(store, group);
    expect(last?.params).toEqual({ filters: 8, stride: 1 });
    if (last) changeLastBlock(store, last, { ...last.params, filters: 12 });
    expect(lastBlock(store, group)?.params).toEqual({ filters: 12, stride: 1 });
    expect(documentOf(store).layers.find(({ type }) => type === 'Conv2D')?.params).toMatchObject({
      filters: 12,
    });
    store.getState().dispatch('Rename', [{ type: 'set-name', name: 'Other' }]);
    expect(lastBlock(store, group)).toBeUndefined();
    store.getState().undo();
    store.getState().undo();
    expect(documentOf(store)).toBe(NETWORK);
  });

  it('go behind a card, and into a line that stands for several links', () => {
    const [block] = BLOCKS;
    if (!block) throw new Error('no block');
    const store = createDocumentStore(chain({ type: 'Input', params: { shape: [16, 16, 8] } }));
    const put = () => {
      const [layer] = store.getState().selection.layers;
      addBlock(store, { kind: 'shipped', block }, { kind: 'after', layer });
    };
    store.getState().select({ layers: layers('input') });
    put();
    put();
    const { groups, links } = documentOf(store);
    expect(groups.map(({ name }) => name)).toEqual(['Residual block', 'Residual block 2']);
    expect(covered(documentOf(store))).toEqual([]);
    const tree = groupTree(groups);
    const between = links.filter(
      ({ from, to }) => tree.groupOf(from.layer) === 'group-1' && tree.groupOf(to.layer) === 'group-2',
    );
    expect(between).toHaveLength(2);
    addBlock(
      store,
      { kind: 'shipped', block },
      { kind: 'on-link', link: LinkId.parse(between[0]?.id), position: { x: 0, y: 0 } },
    );
    const now = documentOf(store);
    expect(
      now.links.filter(({ from, to }) => from.layer === between[0]?.from.layer && tree.groupOf(to.layer)),
    ).toEqual([]);
    expect(covered(now)).toEqual([]);
  });

  it('come from groups, and go into another network', () => {
    const store = createDocumentStore(NETWORK);
    store.getState().select({ layers: layers('relu') });
    groupSelection(store);
    const taken = takeBlock(store, GroupId.parse('group-1'));
    if (!taken.ok) throw new Error(taken.error);
    const other = createDocumentStore(NETWORK);
    addBlock(
      other,
      { kind: 'own', block: { id: 'block', document: taken.value } },
      { kind: 'on-link', link: LinkId.parse('link-2'), position: { x: 0, y: 0 } },
    );
    expect(sentences(other.getState().analysis.issues)).toEqual([]);
    expect(documentOf(other).groups.map(({ name, layers: own }) => [name, own])).toEqual([
      ['Block', ['activation-1']],
    ]);
  });
});

describe('groups', () => {
  const grouped = () => {
    const store = createDocumentStore(NETWORK);
    store.getState().select({ layers: layers('relu', 'average') });
    groupSelection(store);
    return store;
  };
  const group = GroupId.parse('group-1');

  it('are copied with what is in them, under the next name', () => {
    const store = grouped();
    store.getState().duplicate();
    expect(documentOf(store).groups.map(({ name, layers: own }) => [name, own.length])).toEqual([
      ['Block', 2],
      ['Block 2', 2],
    ]);
  });

  it('take layers in, give them back, and are taken apart', () => {
    const store = grouped();
    store.getState().select({ layers: layers('relu', 'average', 'dense') });
    moveSelectionInto(store, group);
    expect(documentOf(store).groups[0]?.layers).toEqual(['relu', 'average', 'dense']);
    store.getState().select({ layers: layers('average') });
    takeSelectionOut(store);
    expect(documentOf(store).groups[0]?.layers).toEqual(['relu', 'dense']);
    ungroup(store, [group]);
    expect(documentOf(store).groups).toEqual([]);
  });

  it('are repeated beside each other, and what comes behind makes room', () => {
    const store = createDocumentStore(NETWORK);
    store.getState().select({ layers: layers('relu') });
    groupSelection(store);
    expect(repeat(store, group, 4)).toBeUndefined();
    expect(covered(documentOf(store))).toEqual([]);
    expect(sentences(store.getState().analysis.issues)).toEqual([]);
    expect(documentOf(store).groups.map(({ name }) => name)).toEqual([
      'Block',
      'Block 2',
      'Block 3',
      'Block 4',
    ]);
    store.getState().undo();
    expect(documentOf(store).groups).toHaveLength(1);
  });

  it('say why they cannot be repeated', () => {
    const store = grouped();
    expect(repeat(store, group, 2)).toMatch(/^"Block" cannot follow itself/);
    expect(documentOf(store).groups).toHaveLength(1);
  });

  it('hold what is added while they are shown by themselves, and are left when they are gone', () => {
    const store = grouped();
    store.getState().enter(group);
    const added = store.getState().addLayer('Dropout', { kind: 'at', position: { x: 0, y: 300 } });
    expect(documentOf(store).groups[0]?.layers).toContain(added);
    store.getState().selectAll();
    expect(store.getState().selection.layers).toEqual(layers('relu', 'average', added));
    store.getState().removeSelected();
    expect(store.getState().inside).toBeUndefined();
  });

  it('take a link on their card to all layers that it is meant for', () => {
    const document = drawArchitectures().resnet18;
    if (!document) throw new Error('no network');
    const name = (id: string) => document.layers.find((layer) => layer.id === id)?.name;
    const block = document.groups.find((one) => one.name === 'Block 2.2')?.id;
    const source = { node: 'max-pooling2d-1', port: 'out' };
    const commands = planNodeLink(document, source, { node: `group:${block}`, port: 'in' });
    expect(
      commands?.map((command) =>
        command.type === 'add-link' ? [name(command.link.from.layer), name(command.link.to.layer)] : [],
      ),
    ).toEqual([
      ['Pool 1', 'Conv 2.2a'],
      ['Pool 1', 'Add 2.2'],
    ]);
  });
});

describe('a screen reader', () => {
  const drawn = drawArchitectures().vgg16;
  if (!drawn) throw new Error('no network');
  const store = createDocumentStore(drawn);
  store.getState().dispatch('Arrange', [{ type: 'move-layers', positions: arrangeDrawing(drawn) }]);

  it('hears what happened to groups', () => {
    const heard: (string | undefined)[] = [];
    store.subscribe((now, before) =>
      heard.push(
        describeGroups(
          { document: before.history.document, inside: before.inside },
          { document: now.history.document, inside: now.inside },
        ),
      ),
    );
    const [first] = documentOf(store).groups;
    if (!first) throw new Error('no group');
    collapseGroups(store, [first.id], false);
    store.getState().dispatch('Rename', [{ type: 'change-group', group: first.id, name: 'Eyes' }]);
    collapseGroups(store, [first.id], true);
    store.getState().enter(first.id);
    store.getState().enter(undefined);
    ungroup(store, [first.id]);
    collapseGroups(
      store,
      documentOf(store).groups.map(({ id }) => id),
      false,
    );
    expect(heard.filter((sentence) => sentence !== undefined)).toEqual([
      'Expanded Block 1.',
      'The group is now called Eyes.',
      'Collapsed Eyes, 5 layers.',
      'Inside Eyes, 5 layers.',
      'The whole network is shown.',
      'Ungrouped Eyes.',
      '4 groups changed.',
    ]);
  });
});
