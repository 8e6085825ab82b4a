import { expect, it } from 'vitest';
import { applyAll } from '../document/commands.ts';
import { groupTree } from '../document/groups.ts';
import { GroupId, LayerId, type NetworkDocument } from '../document/schema.ts';
import { analyzeNetwork } from '../shape/analyze-network.ts';
import { chain, sentences, withGroup } from '../testing/draw.ts';
import { type Block, drawBlock } from './block.ts';
import { insertBlock } from './insert-block.ts';
import { BLOCKS } from './registry.ts';
import { blockOf } from './save-block.ts';

const OFFSET = { x: 100, y: 50 };
const NETWORK = chain(
  { type: 'Input', params: { shape: [16, 16, 8] } },
  { type: 'Activation', id: 'relu' },
  { type: 'GlobalAveragePooling2D', id: 'average' },
  { type: 'Dense', params: { units: 3 } },
  { type: 'Output', params: { loss: 'meanSquaredError' } },
);

function onLink(document: NetworkDocument, block: NetworkDocument, at = 1): NetworkDocument {
  const link = document.links[at];
  if (!link) throw new Error('no link');
  return applyAll(
    document,
    insertBlock(document, block, { source: link.from, links: [link], offset: OFFSET }).commands,
  );
}

function drawn(block: Block): NetworkDocument {
  const analysis = analyzeNetwork(NETWORK);
  return drawBlock(block, analysis.layers.get(LayerId.parse('relu'))?.outputs?.[0]);
}

it.each(BLOCKS)('$title goes into a link, twice, without a problem', (block) => {
  const once = onLink(NETWORK, drawn(block));
  expect(sentences(analyzeNetwork(once).issues)).toEqual([]);
  expect(once.groups.map(({ name, collapsed }) => [name, collapsed])).toEqual([[block.title, true]]);
  expect(once.layers.some(({ type }, index) => index > 0 && type === 'Input')).toBe(false);
  const twice = onLink(once, drawn(block), 0);
  expect(sentences(analyzeNetwork(twice).issues)).toEqual([]);
  expect(twice.groups.map(({ name }) => name)).toEqual([block.title, `${block.title} 2`]);
});

it('leaves its inputs open where nothing feeds it', () => {
  const [residual] = BLOCKS;
  if (!residual) throw new Error('no block');
  const block = drawn(residual);
  const { commands, group } = insertBlock(NETWORK, block, { offset: OFFSET });
  const document = applyAll(NETWORK, commands);
  const layers = groupTree(document.groups).layersOf(group);
  expect(document.links.filter(({ to }) => layers.has(to.layer))).toHaveLength(block.links.length - 2);
});

it('takes a saved group back as it was, with the groups in it', () => {
  const [residual] = BLOCKS;
  if (!residual) throw new Error('no block');
  const network = onLink(NETWORK, drawn(residual));
  const [block] = network.groups;
  const layers = block ? [...groupTree(network.groups).layersOf(block.id)] : [];
  const nested = withGroup(network, 'inner', layers.slice(0, 2), {
    parent: block?.id ?? '',
    collapsed: true,
  });
  const saved = blockOf(nested, analyzeNetwork(nested), GroupId.parse(block?.id));
  if (!saved.ok) throw new Error(saved.error);
  expect(saved.value.layers[0]).toMatchObject({ type: 'Input', params: { shape: [16, 16, 8] } });
  expect(saved.value.groups.map(({ name, parent }) => [name, parent])).toEqual([
    ['Residual block', undefined],
    ['inner', 'group-1'],
  ]);
  expect(analyzeNetwork(saved.value).issues.filter(({ layer }) => layer !== undefined)).toEqual([]);

  const back = onLink(NETWORK, saved.value);
  const analysis = analyzeNetwork(back);
  expect(sentences(analysis.issues)).toEqual([]);
  expect(analysis.parameters).toBe(analyzeNetwork(network).parameters);
  expect(back.groups.map(({ name, parent }) => [name, parent])).toEqual([
    ['Residual block', undefined],
    ['inner', 'group-1'],
  ]);
  expect(back.links.filter(({ to }) => to.layer === 'average').map(({ id }) => id)).toEqual([
    network.links.find(({ to }) => to.layer === 'average')?.id,
  ]);
});

it('makes one group of a network that is no block yet', () => {
  const document = onLink(NETWORK, chain('Input', 'Activation', { type: 'Dropout', id: 'drop' }, 'Output'));
  expect(document.groups.map(({ name, layers }) => [name, layers])).toEqual([
    ['Test', ['activation-1', 'dropout-1']],
  ]);
});

it('says that an end of the network is no part of a block', () => {
  const document = withGroup(NETWORK, 'block', ['dense', 'output']);
  const saved = blockOf(document, analyzeNetwork(document), GroupId.parse('block'));
  expect(saved.ok ? '' : saved.error).toBe(
    '"block" holds the Output "output", and a block stands between the ends of a network. Take it out of the group, then save the group.',
  );
});
