import { beforeEach, expect, it } from 'vitest';
import type { LayerId } from '../../core/document/schema.ts';
import { planReconnect } from './document-edits.ts';
import { createDocumentStore, type DocumentStore } from './document-store.ts';

let store: DocumentStore;
const state = () => store.getState();
const document = () => state().history.document;
const links = () => document().links.map(({ from, to }) => `${from.layer} > ${to.layer}`);
const port = (layer: string, side: string) => ({ layer: layer as LayerId, port: side });
const REMARK = {
  kind: 'replaced',
  message: '“dense-1” now takes its input from “input-2” instead of “input-1”.',
};

beforeEach(() => {
  store = createDocumentStore();
  for (const type of ['Input', 'Dense', 'Softmax'])
    state().addLayer(type, { kind: 'after', layer: undefined });
  state().addLayer('Input', { kind: 'at', position: { x: 0, y: 300 } });
});

it('is allowed and said, and undo takes both back', () => {
  state().connect(port('input-2', 'out'), port('dense-1', 'in'));
  expect(links()).toEqual(['input-2 > dense-1', 'dense-1 > softmax-1']);
  expect(state().remark).toEqual(REMARK);
  state().undo();
  expect(state().remark).toBeUndefined();
});

it('happens too when the end of a link is moved onto a taken input', () => {
  state().addLayer('Dense', {
    kind: 'from-port',
    port: port('input-2', 'out'),
    side: 'output',
    position: { x: 0, y: 0 },
  });
  const link = document().links.find(({ from }) => from.layer === 'input-2');
  if (!link) throw new Error('There is no link.');
  state().dispatch('Move link', planReconnect(document(), link.id, link.from, port('dense-1', 'in')));
  expect(links().sort()).toEqual(['dense-1 > softmax-1', 'input-2 > dense-1']);
  expect(state().remark).toEqual(REMARK);
  state().undo();
  expect(links()).toHaveLength(3);
});

it('is not said of links that are moved, removed, or led through a new layer', () => {
  const [first] = document().links;
  if (!first) throw new Error('There is no link.');
  state().addLayer('Activation', { kind: 'on-link', link: first.id, position: { x: 0, y: 0 } });
  expect(state().remark).toBeUndefined();
  state().select({ links: new Set([first.id]) });
  state().removeSelected();
  expect(state().remark).toBeUndefined();
});
