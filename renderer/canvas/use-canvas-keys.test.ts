import { expect, it } from 'vitest';
import type { LayerId } from '../../core/document/schema.ts';
import { createDocumentStore } from '../state/document-store.ts';
import { neighbour } from './use-canvas-keys.ts';

const store = createDocumentStore();
const at = (x: number, y: number) => store.getState().addLayer('Dense', { kind: 'at', position: { x, y } });
const left = at(0, 0);
const right = at(300, 40);
const far = at(900, 0);
const below = at(20, 200);
const go = (from: LayerId, x: number, y: number) =>
  neighbour(store.getState().history.document.layers, from, { x, y });

it('goes to the nearest layer in a direction', () => {
  expect(go(left, 1, 0)).toBe(right);
  expect(go(right, 1, 0)).toBe(far);
  expect(go(far, -1, 0)).toBe(right);
  expect(go(left, 0, 1)).toBe(below);
  expect(go(below, 0, -1)).toBe(left);
});

it('stays where nothing lies in that direction', () => {
  expect(go(left, -1, 0)).toBeUndefined();
});
