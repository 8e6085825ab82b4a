import type { NodeChange } from '@xyflow/react';
import { describe, expect, it } from 'vitest';
import type { LayerId, NetworkDocument, NoteId } from '../../core/document/schema.ts';
import { analyzeNetwork } from '../../core/shape/analyze-network.ts';
import { draw, withGroup } from '../../core/testing/draw.ts';
import { createGroupElements } from '../groups/group-elements.ts';
import { createDresser, edgeSelection, nodeSelection } from '../sheet/dress.ts';
import { Sheet } from '../sheet/sheet.ts';
import { selectionIn } from '../sheet/use-marquee.ts';
import { NOTHING_SELECTED, type Selection } from '../state/selection.ts';
import { beginDrag } from './drag.ts';
import { createFlowElements } from './flow-elements.ts';
import { type CanvasNode, createNoteElements } from './note-elements.ts';

const flat = draw(
  [
    { type: 'Input', params: { shape: [8, 8, 4] } },
    { type: 'Conv2D', id: 'conv', params: { filters: 4, padding: 'same' } },
    { type: 'Activation', id: 'relu' },
    { type: 'Flatten', id: 'flatten' },
  ],
  ['input>conv', 'conv>relu', 'relu>flatten'],
);

function sheetOf(document: NetworkDocument): Sheet {
  const elements = createFlowElements();
  const analysis = analyzeNetwork(document);
  const folded = createGroupElements()(
    elements.nodes(document, analysis),
    elements.edges(document, analysis),
    {
      document,
      analysis,
      dragged: new Map(),
      inside: undefined,
    },
  );
  const notes = createNoteElements()(document);
  return new Sheet([...notes, ...folded.groups, ...folded.layers], folded.edges);
}

function choose(layers: readonly string[], notes: readonly string[] = []): Selection {
  return {
    ...NOTHING_SELECTED,
    layers: new Set(layers as readonly LayerId[]),
    notes: new Set(notes as readonly NoteId[]),
  };
}

function to(document: NetworkDocument, id: string, dx: number, dy: number): NodeChange<CanvasNode>[] {
  const { x, y } = sheetOf(document).node(id)?.position ?? { x: 0, y: 0 };
  return [{ type: 'position', id, position: { x: x + dx, y: y + dy } }];
}

function dragged(document: NetworkDocument, selection: Selection, id: string, dx: number, dy: number) {
  const changes = to(document, id, dx, dy);
  return beginDrag(changes, document, sheetOf(document), nodeSelection(document, selection))?.follow(
    changes,
    1,
  );
}

describe('a drag', () => {
  it('moves all that is selected, in the page or not, by the same way', () => {
    const drag = dragged(flat, choose(['conv', 'relu']), 'conv', 1000, 500);
    const moves = [...(drag?.moves().layers ?? [])];
    const places = new Map<string, { x: number; y: number }>(
      flat.layers.map(({ id, position }) => [id, position]),
    );
    expect(moves.map(([id]) => id)).toEqual(['conv', 'relu']);
    for (const [id, { x, y }] of moves) {
      expect([x - (places.get(id)?.x ?? 0), y - (places.get(id)?.y ?? 0)]).toEqual([1000, 500]);
    }
    expect(drag?.has('flatten')).toBe(false);
  });

  it('moves one that is not selected alone, and leaves locked ones where they are', () => {
    expect(dragged(flat, choose(['relu']), 'conv', 40, 0)?.size).toBe(1);
    const locked = {
      ...flat,
      layers: flat.layers.map((layer) => (layer.id === 'relu' ? { ...layer, locked: true } : layer)),
    };
    const drag = dragged(locked, choose(['conv', 'relu', 'flatten']), 'conv', 40, 0);
    expect([...(drag?.moves().layers.keys() ?? [])]).toEqual(['conv', 'flatten']);
  });

  it('comes to rest in line with a neighbour, and shows the line', () => {
    const drag = dragged(flat, choose([]), 'conv', 0, 3);
    expect(drag?.by.y).toBe(0);
    expect(drag?.guides.some(({ axis }) => axis === 'y')).toBe(true);
  });

  it('takes along the layers of a card, and what lies in a frame', () => {
    const grouped = withGroup(flat, 'block', ['conv', 'relu'], { collapsed: true });
    const card = dragged(grouped, choose([]), 'group:block', 24, 8);
    expect([...(card?.moves().layers.keys() ?? [])]).toEqual(['conv', 'relu']);
    const note = {
      id: 'area' as NoteId,
      kind: 'frame' as const,
      text: '',
      position: { x: -50, y: -50 },
      width: 300,
      height: 300,
    };
    const frame = dragged({ ...flat, notes: [note] }, choose([]), 'note:area', 16, 16);
    expect([...(frame?.moves().notes.keys() ?? [])]).toEqual(['area']);
    expect([...(frame?.moves().layers.keys() ?? [])]).toContain('input');
    expect(frame?.guides).toEqual([]);
  });

  it('is none where nothing moves', () => {
    const changes: NodeChange<CanvasNode>[] = [{ type: 'select', id: 'conv', selected: true }];
    expect(beginDrag(changes, flat, sheetOf(flat), () => false)).toBeUndefined();
  });
});

describe('what is selected', () => {
  it('is a card where all layers in it are, and lies on what it is dragged over', () => {
    const document = withGroup(flat, 'block', ['conv', 'relu'], { collapsed: true });
    const sheet = sheetOf(document);
    const dress = createDresser();
    const level = (id: string, layers: readonly string[]) => {
      const node = sheet.node(id);
      return node && dress.node(node, nodeSelection(document, choose(layers)), new Map()).zIndex;
    };
    expect(level('group:block', ['conv', 'relu'])).toBeGreaterThan(level('flatten', ['conv', 'relu']) ?? 0);
    expect(level('flatten', ['flatten'])).toBeGreaterThan(level('group:block', ['flatten']) ?? 0);
    expect(level('group:block', ['conv'])).toBe(0);
  });

  it('keeps its objects while nothing changes', () => {
    const sheet = sheetOf(flat);
    const dress = createDresser();
    const isSelected = nodeSelection(flat, choose(['conv']));
    const dressed = () => sheet.nodes.map((node) => dress.node(node, isSelected, new Map()));
    const [first, second] = [dressed(), dressed()];
    expect(first.filter(({ selected }) => selected).map(({ id }) => id)).toEqual(['conv']);
    expect(second.every((node, index) => node === first[index])).toBe(true);
    const [edge] = sheet.edges;
    const links = new Set(edge ? [edge.id as never] : []);
    expect(edge && dress.edge(edge, edgeSelection({ ...NOTHING_SELECTED, links })).selected).toBe(true);
  });

  it('is all that lies wholly in a rectangle, with the links that end there', () => {
    const sheet = sheetOf(flat);
    const conv = sheet.node('conv');
    if (!conv) throw new Error('There is no convolution.');
    const area = { x: conv.position.x - 5, y: conv.position.y - 5, width: 190, height: 100 };
    const inside = selectionIn(sheet, flat, area);
    expect([...inside.layers]).toEqual(['conv']);
    expect(inside.links.size).toBe(2);
    expect(selectionIn(sheet, flat, { ...area, width: 100 }).layers.size).toBe(0);
  });
});
