import { beforeEach, expect, it } from 'vitest';
import { type AlignedEdge, align, distribute } from './align.ts';
import { createDocumentStore, type DocumentStore } from './document-store.ts';
import { moveCommands } from './frames.ts';

let store: DocumentStore;
const state = () => store.getState();

beforeEach(() => {
  store = createDocumentStore();
  for (const position of [
    { x: 0, y: 0 },
    { x: 100, y: 300 },
    { x: 700, y: 120 },
  ])
    state().addLayer('Dense', { kind: 'at', position });
  state().selectAll();
});

const document = () => state().history.document;
const places = () => document().layers.map(({ position }) => [position.x, position.y]);
const lineUp = (edge: AlignedEdge) => {
  const moves = align(document(), state().selection, edge);
  state().dispatch('Align', moveCommands(document(), moves));
  return places();
};

it('lines up on each edge of the selection and leaves the other axis alone', () => {
  expect(lineUp('left')).toEqual([
    [0, 0],
    [0, 300],
    [0, 120],
  ]);
  state().undo();
  expect(lineUp('centre').map(([x]) => x)).toEqual([352, 352, 352]);
  state().undo();
  expect(lineUp('right').map(([x]) => x)).toEqual([700, 700, 700]);
  state().undo();
  expect(lineUp('top').map(([, y]) => y)).toEqual([0, 0, 0]);
  state().undo();
  expect(lineUp('middle').map(([, y]) => y)).toEqual([152, 152, 152]);
  state().undo();
  expect(lineUp('bottom').map(([, y]) => y)).toEqual([300, 300, 300]);
});

it('spreads what lies between the outermost two', () => {
  const spread = (axis: 'horizontal' | 'vertical') => {
    const moves = distribute(document(), state().selection, axis);
    state().dispatch('Distribute', moveCommands(document(), moves));
  };
  spread('horizontal');
  expect(places().map(([x]) => x)).toEqual([0, 352, 700]);
  spread('vertical');
  expect(places().map(([, y]) => y)).toEqual([0, 300, 152]);
});

it('does nothing for nothing', () => {
  state().select({});
  expect(moveCommands(document(), align(document(), state().selection, 'left'))).toEqual([]);
});

it('takes the bends of links along whose ends move together', () => {
  const [a, b] = document().layers;
  if (!a || !b) throw new Error('There are no layers.');
  state().connect({ layer: a.id, port: 'out' }, { layer: b.id, port: 'in' });
  const [link] = document().links;
  if (!link) throw new Error('There is no link.');
  state().dispatch('Bend', [{ type: 'bend-link', link: link.id, bends: [{ x: 50, y: 60 }] }]);
  state().selectAll();
  state().moveSelected({ x: 8, y: 4 }, 'keys-1');
  expect(document().links[0]?.bends).toEqual([{ x: 58, y: 64 }]);
  state().select({ layers: new Set([a.id]) });
  state().moveSelected({ x: 8, y: 4 }, 'keys-2');
  expect(document().links[0]?.bends).toEqual([{ x: 58, y: 64 }]);
});
