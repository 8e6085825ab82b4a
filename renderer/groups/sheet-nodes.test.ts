import { expect, it } from 'vitest';
import { GroupId, LayerId } from '../../core/document/schema.ts';
import { chain, withGroup } from '../../core/testing/draw.ts';
import { createDocumentStore } from '../state/document-store.ts';
import { layersOfNode, nodesOnSheet } from './sheet-nodes.ts';
import { isShown, showLayer } from './show-layer.ts';

const row = chain(...['a', 'b', 'c', 'd'].map((id) => ({ type: 'Flatten', id })));
const DOCUMENT = withGroup(withGroup(row, 'stage', ['c'], { collapsed: true }), 'block', ['b'], {
  parent: 'stage',
  collapsed: true,
});
const hidden = LayerId.parse('b');

it('goes into the group of a layer that is to be shown, and keeps what is selected', () => {
  const store = createDocumentStore(DOCUMENT);
  store.getState().select({ layers: new Set([hidden]) });
  expect(isShown(store.getState(), hidden)).toBe(false);
  expect(showLayer(store, hidden)).toBe(true);
  expect(store.getState().inside).toBe('block');
  expect(isShown(store.getState(), hidden)).toBe(true);
  expect(store.getState().selection.layers).toEqual(new Set([hidden]));
  expect(showLayer(store, hidden)).toBe(false);
});

it('comes out again for a layer outside', () => {
  const store = createDocumentStore(DOCUMENT);
  store.getState().enter(GroupId.parse('block'));
  expect(showLayer(store, LayerId.parse('a'))).toBe(true);
  expect(store.getState().inside).toBeUndefined();
});

it('walks along layers and cards, and takes a card for its layers', () => {
  const store = createDocumentStore(DOCUMENT);
  const ids = () => nodesOnSheet(store.getState()).map(({ id }) => id);
  expect(ids()).toEqual(['a', 'group:stage', 'd']);
  store.getState().enter(GroupId.parse('stage'));
  expect(ids()).toEqual(['group:block', 'c']);
  expect(layersOfNode(DOCUMENT, 'group:stage')).toEqual(new Set(['b', 'c']));
  expect(layersOfNode(DOCUMENT, 'group-frame:block')).toEqual(new Set(['b']));
  expect(layersOfNode(DOCUMENT, 'a')).toEqual(new Set(['a']));
});
