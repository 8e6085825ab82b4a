import { describe, expect, it } from 'vitest';
import type { DatasetDescription, FieldDescription } from '../data/dataset.ts';
import { addLayerCommands, insertOnLinkCommands, type NewLayer } from '../document/insert.ts';
import { LinkId, type NetworkDocument } from '../document/schema.ts';
import { chain } from '../testing/draw.ts';
import { answerCommands } from './default-answers.ts';

const data = (target: FieldDescription): DatasetDescription => ({
  source: 'test',
  title: 'Test data',
  summary: '',
  samples: 10,
  fields: [{ name: 'x', kind: 'numeric', shape: [4] }, target],
  target: target.name,
  problems: [],
});
const CLASSES = data({ name: 'y', kind: 'category', shape: [], classes: ['a', 'b', 'c'] });
const COIN = data({ name: 'y', kind: 'category', shape: [], classes: ['head', 'tail'] });
const AMOUNTS = data({ name: 'y', kind: 'numeric', shape: [2] });
const ROW = { type: 'Input', params: { shape: [4] } };

/** What follows when a layer is added behind the network's last one. */
function behind(document: NetworkDocument, layer: NewLayer, dataset: DatasetDescription) {
  const { layer: id, commands } = addLayerCommands(document, layer, { x: 0, y: 900 });
  const from = { layer: document.layers.at(-1)?.id ?? id, port: 'out' };
  const link = { id: LinkId.parse('new'), from, to: { layer: id, port: 'in' } };
  return answerCommands(document, [...commands, { type: 'add-link', link }], id, dataset);
}

describe('a new Output', () => {
  it('gives the Dense before it one unit for each class', () => {
    expect(behind(chain(ROW, 'Dense', 'Softmax'), { type: 'Output' }, CLASSES)).toEqual([
      { type: 'set-params', layer: 'dense', params: { units: 3 } },
    ]);
  });

  it('leaves units that a person has set, and layers that are not at the end', () => {
    const set = { type: 'Dense', params: { units: 32 } };
    expect(behind(chain(ROW, set), { type: 'Output' }, CLASSES)).toEqual([]);
    expect(behind(chain(ROW, 'Dense', 'Flatten'), { type: 'Output' }, CLASSES)).toEqual([]);
  });

  it('compares amounts by their squared distance', () => {
    expect(behind(chain(ROW, 'Dense'), { type: 'Output' }, AMOUNTS)).toEqual([
      { type: 'set-params', layer: 'output-1', params: { loss: 'meanSquaredError' } },
      { type: 'set-params', layer: 'dense', params: { units: 2 } },
    ]);
  });

  it('compares yes or no where a single number answers', () => {
    const one = { type: 'Dense', params: { units: 1 } };
    expect(behind(chain(ROW, one), { type: 'Output' }, COIN)).toEqual([
      { type: 'set-params', layer: 'output-1', params: { loss: 'binaryCrossentropy' } },
    ]);
  });
});

describe('a new Dense', () => {
  it('before an Output has one unit for each class, also through functions', () => {
    for (const network of [chain(ROW, 'Output'), chain(ROW, 'Softmax', 'Output')]) {
      const [link] = network.links;
      if (!link) throw new Error('There is no link.');
      const { layer, commands } = insertOnLinkCommands(network, link, { type: 'Dense' });
      expect(answerCommands(network, commands, layer, CLASSES)).toEqual([
        { type: 'set-params', layer, params: { units: 3 } },
      ]);
    }
  });

  it('elsewhere keeps its own', () => {
    const network = chain(ROW, 'Dense', 'Output');
    const [link] = network.links;
    if (!link) throw new Error('There is no link.');
    const { layer, commands } = insertOnLinkCommands(network, link, { type: 'Dense', title: 'Hidden' });
    expect(answerCommands(network, commands, layer, CLASSES)).toEqual([]);
    expect(behind(chain(ROW, 'Dense'), { type: 'Dense' }, CLASSES)).toEqual([]);
  });
});
