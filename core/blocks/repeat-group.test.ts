import { expect, it } from 'vitest';
import { applyAll } from '../document/commands.ts';
import { GroupId, LayerId, type NetworkDocument } from '../document/schema.ts';
import { analyzeNetwork } from '../shape/analyze-network.ts';
import { draw, sentences, withGroup } from '../testing/draw.ts';
import { repeatGroup } from './repeat-group.ts';

const STEP = { x: 300, y: 0 };
const block = GroupId.parse('block');

/** A convolution whose result is added to what came in. The shortcut is drawn first: its order has to stay. */
function residual(filters: number, ...more: string[]): NetworkDocument {
  const document = draw(
    [
      { type: 'Input', params: { shape: [8, 8, 4] } },
      { type: 'Conv2D', id: 'conv', params: { filters, kernelSize: [3, 3], padding: 'same' } },
      { type: 'Concatenate', id: 'join' },
      { type: 'Flatten', id: 'flatten' },
      { type: 'Dense', params: { units: 10 } },
      { type: 'Output', params: { loss: 'meanSquaredError' } },
    ],
    ['input>join', 'input>conv', 'conv>join', 'join>flatten', 'flatten>dense', 'dense>output', ...more],
  );
  return withGroup(document, 'block', ['conv', 'join']);
}

function repeated(document: NetworkDocument, times: number): NetworkDocument | string {
  const planned = repeatGroup(document, block, times, STEP);
  return planned.ok ? applyAll(document, planned.value.commands) : planned.error;
}

it('links each copy to the one before it, in the order of the original', () => {
  const document = repeated(residual(4), 3);
  if (typeof document === 'string') throw new Error(document);
  expect(document.groups.map(({ name, layers }) => [name, layers])).toEqual([
    ['block', ['conv', 'join']],
    ['block 2', ['conv2d-1', 'concatenate-1']],
    ['block 3', ['conv2d-2', 'concatenate-2']],
  ]);
  expect(document.layers.map(({ name }) => name)).toEqual([
    'input',
    'conv',
    'join',
    'flatten',
    'dense',
    'output',
    'conv 2',
    'join 2',
    'conv 3',
    'join 3',
  ]);
  const into = (layer: string) =>
    document.links.filter(({ to }) => to.layer === layer).map(({ from }) => from.layer);
  expect(into('concatenate-1')).toEqual(['join', 'conv2d-1']);
  expect(into('concatenate-2')).toEqual(['concatenate-1', 'conv2d-2']);
  expect(into('flatten')).toEqual(['concatenate-2']);
  const analysis = analyzeNetwork(document);
  expect(sentences(analysis.issues)).toEqual([]);
  expect(analysis.layers.get(LayerId.parse('flatten'))?.outputs?.[0]?.shape).toEqual([null, 8 * 8 * 16]);
  expect(document.layers.at(-1)?.position).toEqual({ x: 2 * 230 + 2 * 300, y: 0 });
});

it('takes the groups inside along, and stays in the group around', () => {
  const inner = withGroup(residual(4), 'inner', ['conv'], { parent: 'block' });
  const planned = applyAll(inner, [
    {
      type: 'add-group',
      group: { id: GroupId.parse('stage'), name: 'stage', layers: [], collapsed: true },
      groups: [block],
    },
  ]);
  const document = repeated(planned, 2);
  if (typeof document === 'string') throw new Error(document);
  expect(document.groups.map(({ id, name, parent }) => [id, name, parent])).toEqual([
    ['block', 'block', 'stage'],
    ['inner', 'inner', 'block'],
    ['stage', 'stage', undefined],
    ['group-1', 'block 2', 'stage'],
    ['group-2', 'inner', 'group-1'],
  ]);
});

it.each([
  [
    'two ways in',
    residual(4, 'flatten>conv'),
    '"block" takes from "input" and "flatten". Only a group that takes from one layer can be repeated; move what it takes from into the group, or leave a part out of it.',
  ],
  [
    'two ways out',
    residual(4, 'conv>flatten'),
    '"block" gives on what "join" and "conv" make. Only a group with one output can be repeated; join them inside the group first.',
  ],
  [
    'no way in',
    { ...residual(4), links: [] },
    'Nothing leads into "block" yet. Link a layer to it, so that its copies know where to begin.',
  ],
])('says what stands in the way: %s', (_title, document, sentence) => {
  expect(repeated(document, 2)).toBe(sentence);
});

it('says that a block does not suit itself', () => {
  const document = withGroup(
    draw(
      [
        { type: 'Input', params: { shape: [8, 8, 4] } },
        { type: 'Flatten', id: 'flatten' },
        { type: 'Reshape', id: 'reshape', params: { targetShape: [4, 4, 16] } },
        { type: 'MaxPooling2D', id: 'pool' },
      ],
      ['input>flatten', 'flatten>reshape', 'reshape>pool'],
    ),
    'block',
    ['flatten', 'reshape', 'pool'],
  );
  expect(repeated(document, 2)).toMatch(
    /^"block" cannot follow itself: what it gives does not suit what it takes\. .*"reshape 2"/,
  );
});

it.each([0, 1, 101, 2.5])('refuses to stand %d times in a row', (times) => {
  expect(repeated(residual(4), times)).toBe(
    `A group can stand 2 to 100 times in a row, and ${times} was asked for.`,
  );
});
