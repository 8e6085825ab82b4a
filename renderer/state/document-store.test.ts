import { beforeEach, describe, expect, it } from 'vitest';
import { emptyDocument, type LayerId } from '../../core/document/schema.ts';
import { DIGITS } from '../testing/memory-host.ts';
import { createDocumentStore, type DocumentStore } from './document-store.ts';

let store: DocumentStore;

const state = () => store.getState();
const document = () => state().history.document;
const names = () => document().layers.map(({ name }) => name);
const links = () => document().links.map(({ from, to }) => `${from.layer} > ${to.layer}`);
const placesX = () => Object.fromEntries(document().layers.map(({ id, position }) => [id, position.x]));
const add = (type: string, layer?: LayerId) => state().addLayer(type, { kind: 'after', layer });

beforeEach(() => {
  store = createDocumentStore();
});

describe('adding layers', () => {
  it('places each one right of the last, connects it, and selects it', () => {
    add('Input');
    const dense = add('Dense');
    expect(names()).toEqual(['input-1', 'dense-1']);
    expect(links()).toEqual(['input-1 > dense-1']);
    expect(document().layers.map(({ position }) => position)).toEqual([
      { x: 0, y: 0 },
      { x: 224, y: 0 },
    ]);
    expect([...state().selection.layers]).toEqual([dense]);
  });

  it('comes between the selected layer and all that it feeds, and says so', () => {
    const input = add('Input');
    add('Dense');
    state().addLayer('Activation', {
      kind: 'from-port',
      port: { layer: input, port: 'out' },
      side: 'output',
      position: { x: 224, y: 112 },
    });
    add('Dropout', input);
    expect(links().sort()).toEqual([
      'dropout-1 > activation-1',
      'dropout-1 > dense-1',
      'input-1 > dropout-1',
    ]);
    expect(placesX()).toEqual({ 'input-1': 0, 'dropout-1': 224, 'dense-1': 448, 'activation-1': 448 });
    expect(state().remark?.message).toBe(
      '“dropout-1” now stands between “input-1” and the 2 layers behind it.',
    );
    state().undo();
    expect(links()).toEqual(['input-1 > dense-1', 'input-1 > activation-1']);
    expect(state().remark).toBeUndefined();
  });

  it('offers the branch beside what is there, in one step as well', () => {
    const input = add('Input');
    add('Dense');
    add('Activation', input);
    expect(state().remark?.message).toBe('“activation-1” now stands between “input-1” and “dense-1”.');
    state().remark?.branch?.();
    expect(links()).toEqual(['input-1 > dense-1', 'input-1 > activation-1']);
    expect(document().layers.at(-1)?.position).toEqual({ x: 224, y: 112 });
    expect(state().remark).toEqual({
      kind: 'inserted',
      message: '“activation-1” branches off “input-1” beside “dense-1”.',
    });
    state().undo();
    expect(links()).toEqual(['input-1 > dense-1']);
  });

  it('branches off by itself where nothing can come behind what is added', () => {
    add('Input');
    const dense = add('Dense');
    add('Softmax');
    add('Output', dense);
    expect(links()).toEqual(['input-1 > dense-1', 'dense-1 > softmax-1', 'dense-1 > output-1']);
    expect(state().remark?.message).toBe('“output-1” branches off “dense-1” beside “softmax-1”.');
  });

  it('pushes only the row that it comes into', () => {
    const input = add('Input');
    for (const type of ['Dense', 'Activation', 'Dropout']) add(type);
    const [, dense, activation, dropout] = document().layers.map(({ id }) => id);
    state().dispatch('Move', [
      {
        type: 'move-layers',
        positions: { [activation ?? '']: { x: 0, y: 200 }, [dropout ?? '']: { x: 224, y: 200 } },
      },
    ]);
    add('Flatten', input);
    expect(placesX()).toMatchObject({ 'flatten-1': 224, [dense ?? '']: 448, [dropout ?? '']: 224 });
  });

  it('takes the fields and shape of the dataset', () => {
    state().dispatch('Choose dataset', [{ type: 'set-dataset', dataset: { source: DIGITS.source } }]);
    state().setDataset({ status: 'ready', reference: { source: DIGITS.source }, description: DIGITS });
    add('Input');
    add('Output');
    expect(document().layers.map(({ params }) => params)).toEqual([
      { field: 'image', shape: [28, 28, 1] },
      { field: 'label' },
    ]);
  });

  it('puts a layer that is dropped on a link between its ends', () => {
    add('Input');
    add('Dense');
    const [link] = document().links;
    if (!link) throw new Error('No link was drawn.');
    state().addLayer('Activation', { kind: 'on-link', link: link.id, position: { x: 100, y: 100 } });
    expect(links().sort()).toEqual(['activation-1 > dense-1', 'input-1 > activation-1']);
    expect(placesX()).toEqual({ 'input-1': 0, 'activation-1': 224, 'dense-1': 448 });
  });

  it('connects a layer to the port that a link was dragged from, on either side', () => {
    const dense = add('Dense');
    state().addLayer('Activation', {
      kind: 'from-port',
      port: { layer: dense, port: 'out' },
      side: 'output',
      position: { x: 300, y: 0 },
    });
    state().addLayer('Input', {
      kind: 'from-port',
      port: { layer: dense, port: 'in' },
      side: 'input',
      position: { x: -300, y: 0 },
    });
    expect(links()).toEqual(['dense-1 > activation-1', 'input-1 > dense-1']);
  });
});

describe('undo', () => {
  it('takes back one step at a time and says what it was', () => {
    add('Input');
    add('Dense');
    state().undo();
    expect(names()).toEqual(['input-1']);
    state().undo();
    expect(names()).toEqual([]);
    state().redo();
    state().redo();
    expect(links()).toEqual(['input-1 > dense-1']);
    expect(state().history.past.map(({ label }) => label)).toEqual(['Add Input', 'Add Dense']);
  });

  it('takes everything typed into a field as one step', () => {
    const dense = add('Dense');
    for (const units of [1, 12, 128]) {
      state().dispatch('Change Units', [{ type: 'set-params', layer: dense, params: { units } }], 'field-1');
    }
    state().dispatch(
      'Change Units',
      [{ type: 'set-params', layer: dense, params: { units: 64 } }],
      'field-2',
    );
    expect(document().layers[0]?.params).toEqual({ units: 64 });
    state().undo();
    expect(document().layers[0]?.params).toEqual({ units: 128 });
    state().undo();
    expect(document().layers[0]?.params).toEqual({});
  });

  it('starts a new step when something was undone in the middle of a gesture', () => {
    const dense = add('Dense');
    const set = (units: number) =>
      state().dispatch('Change Units', [{ type: 'set-params', layer: dense, params: { units } }], 'field-1');
    set(1);
    state().undo();
    set(2);
    state().undo();
    expect(document().layers[0]?.params).toEqual({});
  });

  it('forgets selected layers that are gone', () => {
    add('Dense');
    expect(state().selection.layers.size).toBe(1);
    state().undo();
    expect(state().selection.layers.size).toBe(0);
  });
});

describe('links', () => {
  it('replaces the link of an input that takes only one', () => {
    add('Input');
    const dense = add('Dense');
    const other = state().addLayer('Input', { kind: 'at', position: { x: 0, y: 200 } });
    state().connect({ layer: other, port: 'out' }, { layer: dense, port: 'in' });
    expect(links()).toEqual(['input-2 > dense-1']);
    state().undo();
    expect(links()).toEqual(['input-1 > dense-1']);
  });

  it('connects two selected layers from left to right', () => {
    const right = state().addLayer('Dense', { kind: 'at', position: { x: 500, y: 0 } });
    const left = state().addLayer('Input', { kind: 'at', position: { x: 0, y: 0 } });
    state().select({ layers: new Set([right, left]) });
    expect(state().connectSelected()).toBe(true);
    expect(links()).toEqual(['input-1 > dense-1']);
  });

  it('does not connect what has no ports to connect', () => {
    const left = state().addLayer('Output', { kind: 'at', position: { x: 0, y: 0 } });
    const right = state().addLayer('Input', { kind: 'at', position: { x: 500, y: 0 } });
    state().select({ layers: new Set([left, right]) });
    expect(state().connectSelected()).toBe(false);
    expect(links()).toEqual([]);
  });
});

describe('copy and paste', () => {
  beforeEach(() => {
    add('Input');
    add('Dense');
    state().selectAll();
  });

  it('brings copies with new ids, their links, and a selection of their own', () => {
    state().copy();
    state().paste();
    expect(names()).toEqual(['input-1', 'dense-1', 'input-2', 'dense-2']);
    expect(links()).toEqual(['input-1 > dense-1', 'input-2 > dense-2']);
    expect([...state().selection.layers]).toEqual(['input-2', 'dense-2']);
  });

  it('does not put two pastes on top of each other', () => {
    state().copy();
    state().paste();
    state().paste();
    const xs = document()
      .layers.filter(({ type }) => type === 'Input')
      .map(({ position }) => position.x);
    expect(xs).toEqual([0, 32, 64]);
  });

  it('cuts and pastes as two steps', () => {
    state().cut();
    expect(names()).toEqual([]);
    state().paste();
    expect(names()).toEqual(['input-1', 'dense-1']);
    state().undo();
    state().undo();
    expect(links()).toEqual(['input-1 > dense-1']);
  });

  it('duplicates without touching the clipboard', () => {
    state().duplicate();
    expect(names()).toHaveLength(4);
    expect(state().clipboard).toBeUndefined();
  });

  it('removes selected layers and links in one step', () => {
    state().removeSelected();
    expect(document().layers).toEqual([]);
    expect(document().links).toEqual([]);
    state().undo();
    expect(links()).toEqual(['input-1 > dense-1']);
  });
});

describe('analysis', () => {
  it('follows every edit and fixes are one step', () => {
    add('Input');
    add('Dense');
    const issue = state().analysis.issues.find(({ code }) => code === 'dense-needs-features');
    expect(issue?.message).toContain('Add a Flatten');
    const [fix] = issue?.fixes ?? [];
    if (!fix) throw new Error('The problem has no fix.');
    const before = document();
    state().applyFix(fix);
    expect(state().analysis.issues.map(({ code }) => code)).not.toContain('dense-needs-features');
    state().undo();
    expect(document()).toBe(before);
  });

  it('marks the document as edited', () => {
    state().open(emptyDocument('A'), 'project-1');
    expect(state().save).toEqual({ status: 'saved' });
    add('Dense');
    expect(state().save).toEqual({ status: 'unsaved' });
  });
});

it('moves selected layers, one step for one gesture', () => {
  add('Input');
  state().moveSelected({ x: 8, y: 0 }, 'keys-1');
  state().moveSelected({ x: 8, y: 0 }, 'keys-1');
  expect(document().layers[0]?.position).toEqual({ x: 16, y: 0 });
  state().undo();
  expect(document().layers[0]?.position).toEqual({ x: 0, y: 0 });
});
