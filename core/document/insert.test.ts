import { describe, expect, it } from 'vitest';
import { chain, draw, withGroup } from '../testing/draw.ts';
import { applyAll } from './commands.ts';
import { freshIds, newLayerId, newLayerName, newLinkId } from './ids.ts';
import { addLayerCommands, changeTypeCommands, insertOnLinkCommands } from './insert.ts';
import { CARD, freePosition } from './place.ts';
import { emptyDocument, type Layer, LayerId, type NetworkDocument } from './schema.ts';

function overlapping(document: NetworkDocument): number {
  const { layers } = document;
  const covers = (a: Layer, b: Layer) =>
    Math.abs(a.position.x - b.position.x) < CARD.width && Math.abs(a.position.y - b.position.y) < CARD.height;
  return layers.flatMap((a, index) => layers.slice(index + 1).filter((b) => covers(a, b))).length;
}

describe('ids and names', () => {
  const document = draw(
    [
      { type: 'Conv2D', id: 'conv2d-7', name: 'Edges' },
      { type: 'Dense', id: 'dense-1', name: 'Dense' },
      { type: 'Dense', id: 'dense-999999999', name: 'Dense 4' },
      { type: 'Dense', id: 'dense-1000000000', name: 'Other' },
    ],
    [],
  );

  it('go on from the highest number', () => {
    expect(newLayerId(document, 'Conv2D')).toBe('conv2d-8');
    expect(newLayerId(document, 'Dense')).toBe('dense-1000000001');
    expect(newLayerId(document, 'MaxPooling2D')).toBe('max-pooling2d-1');
    expect(newLinkId(document)).toBe('link-1');
    expect(newLayerName(document, 'Dense')).toBe('Dense 5');
    expect(newLayerName(document, 'Edges')).toBe('Edges 2');
    expect(newLayerName(document, 'Flatten')).toBe('Flatten');
  });

  it('differ at every call', () => {
    const ids = freshIds(document);
    expect([ids.layer('Add'), ids.layer('Add'), ids.link(), ids.link()]).toEqual([
      'add-1',
      'add-2',
      'link-1',
      'link-2',
    ]);
    expect([ids.name('Add'), ids.name('Add'), ids.name('Add 2')]).toEqual(['Add', 'Add 2', 'Add 3']);
  });

  it('are valid for types that no id could hold', () => {
    expect(newLayerId(document, '???')).toBe('layer-1');
    expect(newLayerId(document, `Über ${'x'.repeat(200)}`).length).toBeLessThanOrEqual(80);
  });

  it('stay different for 2,000 more layers', () => {
    let large = emptyDocument('Large');
    large = {
      ...large,
      layers: Array.from({ length: 2000 }, (_, index) => ({
        id: LayerId.parse(`dense-${index + 1}`),
        type: 'Dense',
        name: `Dense ${index + 1}`,
        params: {},
        position: { x: index, y: 0 },
      })),
    };
    const ids = freshIds(large);
    for (let index = 0; index < 2000; index++) {
      ids.layer('Dense');
      ids.name('Dense');
    }
    expect(ids.layer('Dense')).toBe('dense-4001');
  });
});

describe('addLayerCommands', () => {
  it('names the layer and finds it a place of its own', () => {
    const document = chain('Input', 'Dense');
    const { layer, commands } = addLayerCommands(
      document,
      { type: 'Dense', title: 'Dense' },
      { x: 230, y: 0 },
    );
    const after = applyAll(document, commands);
    expect(after.layers.at(-1)).toMatchObject({ id: layer, type: 'Dense', name: 'Dense', params: {} });
    expect(overlapping(after)).toBe(0);
  });

  it('never covers a card, however many are there', () => {
    let document = emptyDocument('Pile');
    for (let count = 0; count < 40; count++) {
      document = applyAll(document, addLayerCommands(document, { type: 'Add' }, { x: 0, y: 0 }).commands);
    }
    expect(overlapping(document)).toBe(0);
  });
});

describe('insertOnLinkCommands', () => {
  it('splits the link, keeps the order of the inputs and moves nothing', () => {
    const document = draw(['Input', 'Dense', 'Add', 'Output'], ['input>add', 'dense>add', 'add>output']);
    const [link] = document.links;
    if (!link) throw new Error('no link');
    const { layer, commands } = insertOnLinkCommands(document, link, { type: 'Flatten' });
    const after = applyAll(document, commands);
    expect(after.layers.slice(0, 4)).toEqual(document.layers);
    expect(after.links.map(({ from, to }) => `${from.layer}>${to.layer}`)).toEqual([
      `${layer}>add`,
      'dense>add',
      'add>output',
      `input>${layer}`,
    ]);
    expect(overlapping(after)).toBe(0);
  });

  it('takes the middle of two layers that stand far apart', () => {
    const near = chain('Input', 'Dense');
    const [link] = near.links;
    const document = applyAll(near, [{ type: 'move-layers', positions: { dense: { x: 600, y: 100 } } }]);
    if (!link) throw new Error('no link');
    const { commands } = insertOnLinkCommands(document, link, { type: 'Flatten' });
    expect(applyAll(document, commands).layers.at(-1)?.position).toEqual({ x: 300, y: 50 });
    expect(freePosition(document, { x: 300, y: 50 })).toEqual({ x: 300, y: 50 });
  });
});

describe('freePosition', () => {
  const flat = applyAll(chain('Input', 'Dense', 'Flatten'), [
    { type: 'move-layers', positions: { dense: { x: 400, y: 200 }, flatten: { x: 800, y: 200 } } },
  ]);
  const closed = withGroup(flat, 'block', ['dense', 'flatten'], { collapsed: true });

  it('takes the place of a layer that is hidden in a card, but not that of the card', () => {
    expect(freePosition(flat, { x: 800, y: 200 })).not.toEqual({ x: 800, y: 200 });
    expect(freePosition(closed, { x: 800, y: 200 })).toEqual({ x: 800, y: 200 });
    expect(freePosition(closed, { x: 390, y: 200 })).not.toEqual({ x: 390, y: 200 });
  });

  it('keeps clear of the layers of a group for what comes into it, and of nothing around it', () => {
    const block = closed.groups[0]?.id;
    expect(freePosition(closed, { x: 800, y: 200 }, block)).not.toEqual({ x: 800, y: 200 });
    expect(freePosition(closed, { x: 0, y: 0 })).not.toEqual({ x: 0, y: 0 });
    expect(freePosition(closed, { x: 0, y: 0 }, block)).toEqual({ x: 0, y: 0 });
  });
});

describe('changeTypeCommands', () => {
  it('keeps id, name, place and links, and drops parameters', () => {
    const document = chain('Input', { type: 'Dnse', params: { units: 3 } }, 'Output');
    const layer = document.layers[1];
    if (!layer) throw new Error('no layer');
    const after = applyAll(document, changeTypeCommands(document, layer, 'Dense'));
    expect(after.layers.find(({ id }) => id === layer.id)).toEqual({ ...layer, type: 'Dense', params: {} });
    expect([...after.links].sort((a, b) => a.id.localeCompare(b.id))).toEqual(document.links);
  });
});
