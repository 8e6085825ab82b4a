import { expect, it } from 'vitest';
import type { LayerId } from '../../core/document/schema.ts';
import { arrangeLayers } from './arrange-layers.ts';
import { createDocumentStore } from './document-store.ts';

function drawn(build: (add: (type: string, from?: LayerId) => LayerId) => void) {
  const store = createDocumentStore();
  build((type, from) => {
    const { addLayer, connect } = store.getState();
    const id = addLayer(type, { kind: 'at', position: { x: 0, y: 0 } });
    if (from) connect({ layer: from, port: 'out' }, { layer: id, port: 'in' });
    return id;
  });
  return store.getState().history.document;
}

const chain = (length: number) =>
  drawn((add) => {
    let last = add('Input');
    for (let index = 1; index < length; index++) last = add('Dense', last);
  });

it('puts a short chain into one row from left to right', () => {
  expect(Object.values(arrangeLayers(chain(4)))).toEqual([0, 224, 448, 672].map((x) => ({ x, y: 0 })));
});

it('breaks a long chain into rows', () => {
  const places = Object.values(arrangeLayers(chain(16)));
  expect(new Set(places.map(({ y }) => y)).size).toBe(4);
  expect(Math.max(...places.map(({ x }) => x))).toBe(3 * 224);
});

it('puts branches of one depth above each other and their merge behind them', () => {
  const document = drawn((add) => {
    const input = add('Input');
    const left = add('Dense', input);
    add('Activation', input);
    add('Output', left);
  });
  const places = arrangeLayers(document);
  expect(places['dense-1']?.x).toBe(places['activation-1']?.x);
  expect(places['dense-1']?.y).not.toBe(places['activation-1']?.y);
  expect(places['output-1']?.x).toBe(448);
});

it('keeps parts that are not linked apart', () => {
  const document = drawn((add) => {
    const input = add('Input');
    add('Output', add('Dense', input));
    add('Activation', add('Dense'));
  });
  const places = arrangeLayers(document);
  expect(places['output-1']).toEqual({ x: 448, y: 0 });
  expect(places['dense-2']).toEqual({ x: 0, y: 176 });
  expect(places['activation-1']).toEqual({ x: 224, y: 176 });
});

it('never lets two layers cover each other, even in a cycle', () => {
  const store = createDocumentStore(chain(9));
  store
    .getState()
    .connect({ layer: 'dense-8' as LayerId, port: 'out' }, { layer: 'dense-2' as LayerId, port: 'in' });
  const places = Object.values(arrangeLayers(store.getState().history.document));
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(9);
});

it('leaves an empty sheet alone', () => {
  expect(arrangeLayers(drawn(() => undefined))).toEqual({});
});
