import { expect, it } from 'vitest';
import { groupTree } from '../../core/document/groups.ts';
import type { LayerId, LinkId, NetworkDocument } from '../../core/document/schema.ts';
import { drawArchitectures } from '../../core/testing/architectures/architectures.ts';
import { sentences } from '../../core/testing/draw.ts';
import { createDocumentStore } from '../state/document-store.ts';
import { arrangeDrawing } from './arrange-drawing.ts';
import { type Box, Drawn } from './drawn.ts';

function open() {
  const drawn = drawArchitectures().resnet18;
  if (!drawn) throw new Error('no network');
  const store = createDocumentStore(drawn);
  store.getState().dispatch('Arrange', [{ type: 'move-layers', positions: arrangeDrawing(drawn) }]);
  return store;
}

function idOf(document: NetworkDocument, name: string): LayerId {
  const layer = document.layers.find((candidate) => candidate.name === name);
  if (!layer) throw new Error(`no layer ${name}`);
  return layer.id;
}

function boxes(document: NetworkDocument): ReadonlyMap<string, Box> {
  return new Map(new Drawn(document).items(undefined).map(({ id, box }) => [id, box]));
}

function exitOf(document: NetworkDocument, added: LayerId): LayerId | undefined {
  return document.links.find(({ to }) => to.layer === added)?.from.layer;
}

it('puts a layer that is added behind a card between it and the next, which makes room', () => {
  const store = open();
  const document = store.getState().history.document;
  const [group] = groupTree(document.groups).groupsIn(undefined);
  if (!group) throw new Error('no group');
  store.getState().select({ layers: groupTree(document.groups).layersOf(group.id) });
  const [layer] = store.getState().selection.layers;
  const added = store.getState().addLayer('Dropout', { kind: 'after', layer });
  const { history, analysis, remark } = store.getState();
  const before = boxes(document);
  const after = boxes(history.document);
  expect(after.get(added)).toMatchObject({
    x: (before.get(group.id)?.x ?? 0) + 224,
    y: before.get(group.id)?.y,
  });
  expect(sentences(analysis.issues)).toEqual([]);
  const next = groupTree(document.groups).groupsIn(undefined)[1];
  const fed = history.document.links.filter(({ from }) => from.layer === added);
  expect(fed).toHaveLength(
    document.links.filter(({ from }) => from.layer === exitOf(history.document, added)).length,
  );
  expect(fed.every(({ to }) => next && groupTree(document.groups).layersOf(next.id).has(to.layer))).toBe(
    true,
  );
  expect(remark?.message).toMatch(/^“dropout-1” now stands between /);
  expect(after.get(next?.id ?? '')?.x).toBe((before.get(next?.id ?? '')?.x ?? 0) + 224);
});

it('puts a layer into a line between cards, in place of all links that it stands for', () => {
  const store = open();
  const before = store.getState().history.document;
  const stem = idOf(before, 'ReLU 2.1');
  const between = before.links.filter(({ from }) => from.layer === stem);
  expect(between).toHaveLength(2);
  const stage = before.groups.find(({ name }) => name === 'conv2_x');
  if (!stage) throw new Error('no stage');
  store.getState().enter(stage.id);
  const added = store
    .getState()
    .addLayer('Dropout', { kind: 'on-link', link: between[0]?.id as LinkId, position: { x: 0, y: 0 } });
  const { history, analysis } = store.getState();
  expect(sentences(analysis.issues)).toEqual([]);
  expect(history.document.links.filter(({ from }) => from.layer === stem).map(({ to }) => to.layer)).toEqual([
    added,
  ]);
  expect(history.document.links.filter(({ from }) => from.layer === added)).toHaveLength(2);
  expect(groupTree(history.document.groups).groupOf(added)).toBe(stage.id);
});

it('adds behind the last thing on the sheet whose output is free', () => {
  const store = open();
  const output = idOf(store.getState().history.document, 'Output');
  store.getState().dispatch('Delete', [{ type: 'remove-layers', layers: [output] }]);
  const added = store.getState().addLayer('Dropout', { kind: 'after', layer: undefined });
  const { document } = store.getState().history;
  expect(document.links.find(({ to }) => to.layer === added)?.from.layer).toBe(idOf(document, 'Softmax'));
});
