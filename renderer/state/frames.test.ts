import { beforeEach, describe, expect, it } from 'vitest';
import type { LayerId, NoteId } from '../../core/document/schema.ts';
import { createDocumentStore, type DocumentStore } from './document-store.ts';
import { parseFragment } from './fragment.ts';
import { contentsOf } from './frames.ts';
import { addComment, addFrame, changeNote } from './note-edits.ts';

let store: DocumentStore;
let [input, dense] = ['' as LayerId, '' as LayerId];

const state = () => store.getState();
const document = () => state().history.document;
const frame = () => {
  const found = document().notes.find(({ kind }) => kind === 'frame');
  if (!found) throw new Error('There is no frame.');
  return found;
};
const places = () => document().layers.map(({ position }) => [position.x, position.y]);

beforeEach(() => {
  store = createDocumentStore();
  input = state().addLayer('Input', { kind: 'at', position: { x: 0, y: 0 } });
  dense = state().addLayer('Dense', { kind: 'at', position: { x: 400, y: 0 } });
});

describe('a frame', () => {
  it('surrounds what is selected, with room for its title', () => {
    state().select({ layers: new Set([input]) });
    addFrame(store, { x: 0, y: 0 });
    expect(frame().position).toEqual({ x: -24, y: -60 });
    expect([frame().width, frame().height]).toEqual([176 + 48, 84 + 84]);
    expect(contentsOf(document(), frame()).layers.map(({ id }) => id)).toEqual([input]);
  });

  it('lies in the middle of the view where nothing is selected', () => {
    state().select({});
    addFrame(store, { x: 1000, y: 1000 });
    expect(frame().position).toEqual({ x: 760, y: 860 });
    expect(contentsOf(document(), frame())).toEqual({ layers: [], notes: [] });
  });

  it('takes layers and smaller notes along, in one step of undo', () => {
    state().select({ layers: new Set([input]) });
    const id = addFrame(store, { x: 0, y: 0 });
    addComment(store, { x: 60, y: 10 });
    changeNote(store, { ...(document().notes[1] ?? frame()), width: 96, height: 48 }, 'size');
    const before = document();
    state().select({ notes: new Set([id]) });
    state().moveSelected({ x: 8, y: 4 }, 'keys-1');
    expect(places()).toEqual([
      [8, 4],
      [400, 0],
    ]);
    expect(document().notes.map(({ position }) => position.x)).toEqual(
      before.notes.map(({ position }) => position.x + 8),
    );
    state().undo();
    expect(document()).toBe(before);
  });

  it('does not move a layer twice that is selected with it', () => {
    state().select({ layers: new Set([input, dense]) });
    const id = addFrame(store, { x: 0, y: 0 });
    state().select({ notes: new Set([id]), layers: new Set([input]) });
    state().moveSelected({ x: 8, y: 0 }, 'keys-1');
    expect(places()).toEqual([
      [8, 0],
      [408, 0],
    ]);
  });

  it('leaves a locked layer where it is', () => {
    state().dispatch('Lock', [{ type: 'flag-layers', layers: [input], flag: 'locked', on: true }]);
    state().select({ layers: new Set([input, dense]) });
    state().moveSelected({ x: 8, y: 0 }, 'keys-1');
    expect(places()[0]).toEqual([0, 0]);
    expect(state().remark).toBeUndefined();
  });
});

describe('notes and the clipboard', () => {
  it('travel with layers, as text too', () => {
    addComment(store, { x: 0, y: 300 });
    state().selectAll();
    const fragment = state().copy();
    const other = createDocumentStore();
    other.getState().paste(parseFragment(JSON.stringify(fragment)));
    expect(other.getState().history.document.notes).toHaveLength(1);
    expect(other.getState().history.document.layers).toHaveLength(2);
    expect([...other.getState().selection.notes]).toEqual(['note-1' as NoteId]);
  });

  it('come from texts that were copied before there were notes', () => {
    const old = '{"format":"layerloom/fragment-1","layers":[],"links":[]}';
    expect(parseFragment(old)?.notes).toEqual([]);
    expect(parseFragment('{"format":"layerloom/fragment-1"}')).toBeUndefined();
    expect(parseFragment('hello')).toBeUndefined();
  });
});

describe('locked layers', () => {
  beforeEach(() => {
    state().dispatch('Lock', [{ type: 'flag-layers', layers: [input], flag: 'locked', on: true }]);
  });

  it('are kept when the rest is deleted, and the reason is said once', () => {
    state().select({ layers: new Set([input, dense]) });
    state().removeSelected();
    expect(document().layers.map(({ id }) => id)).toEqual([input]);
    expect(state().remark).toEqual({
      kind: 'refused',
      message: '“input-1” is locked and stays as it is. Unlock it to change or delete it.',
    });
    state().undo();
    expect(document().layers).toHaveLength(2);
  });

  it('can be copied, and the copy is free', () => {
    state().select({ layers: new Set([input]) });
    state().duplicate();
    expect(document().layers.map(({ locked = false }) => locked)).toEqual([true, false, false]);
  });
});
