import { expect, it } from 'vitest';
import { GroupId } from '../../core/document/schema.ts';
import { createDocumentStore } from '../state/document-store.ts';
import { drawNetwork } from './draw-network.ts';

function drawnFrom(types: readonly string[]) {
  const store = createDocumentStore();
  for (const type of types) store.getState().addLayer(type, { kind: 'after', layer: undefined });
  const { history, analysis } = store.getState();
  return drawNetwork(history.document, analysis);
}

it('draws boxes from left to right without touching', () => {
  const { boxes } = drawnFrom(['Input', 'Activation', 'Output']);
  expect(boxes.map(({ id }) => id)).toEqual(['input-1', 'activation-1', 'output-1']);
  const ends = boxes.map(({ x, width }) => x + width);
  expect(boxes.slice(1).every(({ x }, index) => x > (ends[index] ?? 0))).toBe(true);
});

it('draws images taller than single numbers', () => {
  const [image, unknown] = drawnFrom(['Input', 'Dense']).boxes;
  expect(image?.height).toBeGreaterThan(unknown?.height ?? 0);
});

it('draws a line for each link between the boxes', () => {
  const { boxes, lines } = drawnFrom(['Input', 'Activation']);
  expect(lines).toHaveLength(1);
  expect(lines[0]?.from.x).toBe((boxes[0]?.x ?? 0) + (boxes[0]?.width ?? 0));
  expect(lines[0]?.to.x).toBe(boxes[1]?.x);
});

it('draws a group of a large network as one box with stripes for its first layers', () => {
  const store = createDocumentStore();
  for (let count = 0; count < 60; count++) {
    store.getState().addLayer(count === 0 ? 'Input' : 'Dense', { kind: 'after', layer: undefined });
  }
  const { history, analysis } = store.getState();
  const ids = history.document.layers.map(({ id }) => id);
  const group = { id: GroupId.parse('group-1'), name: 'Block', layers: ids.slice(10, 50), collapsed: true };
  const { boxes, lines } = drawNetwork({ ...history.document, groups: [group] }, analysis);
  expect(boxes).toHaveLength(21);
  expect(lines).toHaveLength(20);
  expect(boxes.flatMap(({ stripes }) => (stripes ? [stripes.length] : []))).toEqual([11]);
});

it('draws nothing of an empty network', () => {
  expect(drawnFrom([])).toEqual({ boxes: [], lines: [], width: 0, height: 0 });
});
