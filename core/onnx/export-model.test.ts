import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import type { DatasetDescription, FieldDescription } from '../data/dataset.ts';
import type { NetworkDocument } from '../document/schema.ts';
import type { WeightData } from '../layers/layer.ts';
import { buildModel } from '../model/build-model.ts';
import type { Model } from '../model/model.ts';
import { draw } from '../testing/draw.ts';
import { exportOnnx } from './export-model.ts';
import { readMetadata } from './metadata.ts';
import { readOnnxModel } from './read-model.ts';
import { writeOnnxModel } from './write-model.ts';

const FIELDS: FieldDescription[] = [
  { name: 'features', kind: 'numeric', shape: [2], columns: ['width', 'height'] },
  { name: 'kind', kind: 'category', shape: [], classes: ['no', 'yes'] },
];

const DATASET: DatasetDescription = {
  source: 'test',
  title: 'Test',
  summary: '',
  samples: 4,
  fields: FIELDS,
  target: 'kind',
  problems: [],
};

function modelOf(document: NetworkDocument): Model {
  const built = buildModel(document, DATASET);
  if (!built.ok) throw new Error(built.error.map(({ message }) => message).join('\n'));
  return built.value;
}

const weight = (shape: readonly number[], ...data: number[]): WeightData => ({
  shape,
  data: Float32Array.from(data),
});

const options = { preprocessing: {}, fields: FIELDS, networkName: 'Yes or no', version: '1.2.3' };

async function run(
  model: ReturnType<typeof exportOnnx>,
  feeds: Readonly<Record<string, readonly [shape: number[], values: number[]]>>,
): Promise<Record<string, number[]>> {
  const session = await InferenceSession.create(writeOnnxModel(model));
  const results = await session.run(
    Object.fromEntries(
      Object.entries(feeds).map(([name, [shape, values]]) => [
        name,
        new Tensor('float32', Float32Array.from(values), shape),
      ]),
    ),
  );
  await session.release();
  return Object.fromEntries(
    Object.entries(results).map(([name, result]) => [name, Array.from(result.data as Float32Array)]),
  );
}

const perceptron = draw(
  [
    { type: 'Input', id: 'in', name: 'measurements', params: { field: 'features', shape: [2] } },
    { type: 'Dense', id: 'fc', name: 'Hidden / first', params: { units: 1 } },
    { type: 'Output', id: 'out', name: 'answer', params: { field: 'kind', loss: 'binaryCrossentropy' } },
  ],
  ['in>fc', 'fc>out'],
);
const weights = { 'fc/kernel': weight([2, 1], 2, -1), 'fc/bias': weight([1], 0.5) };

test('a disabled layer leaves no trace in the file', async () => {
  const drawn = draw(
    [
      ...perceptron.layers.slice(0, 2),
      { type: 'Dense', id: 'more', params: { units: 9 } },
      ...perceptron.layers.slice(2),
    ],
    ['in>fc', 'fc>more', 'more>out'],
  );
  const layers = drawn.layers.map((layer) => (layer.id === 'more' ? { ...layer, disabled: true } : layer));
  const exported = exportOnnx(modelOf({ ...drawn, layers }), weights, options);
  expect(exported.graph).toEqual(exportOnnx(modelOf(perceptron), weights, options).graph);
  expect(
    await run(exported, {
      measurements: [
        [1, 2],
        [3, 4],
      ],
    }),
  ).toEqual({ answer: [2.5] });
});

test('the file answers for any number of samples', async () => {
  const exported = exportOnnx(modelOf(perceptron), weights, options);
  expect(
    await run(exported, {
      measurements: [
        [1, 2],
        [3, 4],
      ],
    }),
  ).toEqual({ answer: [2.5] });
  expect(
    await run(exported, {
      measurements: [
        [2, 2],
        [3, 4, 0, 0],
      ],
    }),
  ).toEqual({ answer: [2.5, 0.5] });
});

test('inputs, outputs and nodes have the names of the drawing', () => {
  const { graph } = exportOnnx(modelOf(perceptron), weights, options);
  expect(graph.inputs).toEqual([{ name: 'measurements', element: 'float32', shape: ['batch', 2] }]);
  expect(graph.outputs).toEqual([{ name: 'answer', element: 'float32', shape: ['batch', 1] }]);
  expect(graph.nodes.map(({ name }) => name)).toEqual(['Hidden-first/Gemm']);
  expect(graph.initializers.map(({ name }) => name)).toEqual(['Hidden-first/kernel', 'Hidden-first/bias']);
});

test('raw values go in: preprocessing stands first in the graph', async () => {
  const exported = exportOnnx(modelOf(perceptron), weights, {
    ...options,
    preprocessing: { features: { offset: [10, 20], factor: [0.5, 2] } },
  });
  expect(exported.graph.nodes.slice(0, 2).map(({ name }) => name)).toEqual([
    'preprocess/Sub',
    'preprocess/Mul',
  ]);
  // (14 - 10) / 2 = 2 and (21 - 20) * 2 = 2.
  expect(
    await run(exported, {
      measurements: [
        [1, 2],
        [14, 21],
      ],
    }),
  ).toEqual({ answer: [2.5] });
});

test('preprocessing that changes nothing leaves no nodes', () => {
  const halves = exportOnnx(modelOf(perceptron), weights, {
    ...options,
    preprocessing: { features: { offset: [0], factor: [0.25] } },
  });
  expect(halves.graph.nodes.map(({ operator }) => operator)).toEqual(['Mul', 'Gemm']);
});

test('preprocessing of a field that enters in another shape is repeated over the sample', async () => {
  const flat: NetworkDocument = draw(
    [
      { type: 'Input', id: 'in', params: { field: 'features', shape: [4] } },
      { type: 'Output', id: 'out', params: { field: 'kind', loss: 'meanSquaredError' } },
    ],
    ['in>out'],
  );
  const built = buildModel(flat);
  if (!built.ok) throw new Error(built.error[0]?.message);
  const exported = exportOnnx(
    built.value,
    {},
    {
      ...options,
      preprocessing: { features: { offset: [1, 2], factor: [10] } },
    },
  );
  expect(
    await run(exported, {
      in: [
        [1, 4],
        [1, 1, 2, 2],
      ],
    }),
  ).toEqual({ out: [0, -10, 10, 0] });
});

test('the metadata says what goes in and what comes out', () => {
  const exported = exportOnnx(modelOf(perceptron), weights, options);
  const read = readOnnxModel(writeOnnxModel(exported));
  expect(read).toEqual({ ok: true, value: exported });
  expect(readMetadata(exported.metadata)).toEqual({
    version: '1.2.3',
    inputs: [
      {
        name: 'measurements',
        field: FIELDS[0],
        shape: [2],
        preprocessing: { offset: [0], factor: [1] },
      },
    ],
    outputs: [{ name: 'answer', field: FIELDS[1], shape: [1], loss: 'binaryCrossentropy' }],
  });
  expect(readMetadata({ 'layerloom.version': '1', 'layerloom.inputs': '[' })).toBeUndefined();
  expect(readMetadata({})).toBeUndefined();
});

test('two answers of one layer, and layers that lead nowhere', async () => {
  const twins = draw(
    [
      { type: 'Input', id: 'in', params: { field: 'features', shape: [2] } },
      { type: 'Dense', id: 'fc', params: { units: 1 } },
      { type: 'Dense', id: 'stray', params: { units: 100 } },
      { type: 'Output', id: 'a', name: 'a', params: { field: 'kind', loss: 'binaryCrossentropy' } },
      { type: 'Output', id: 'b', name: 'a', params: { field: 'kind', loss: 'meanSquaredError' } },
    ],
    ['in>fc', 'in>stray', 'fc>a', 'fc>b'],
  );
  const exported = exportOnnx(modelOf(twins), weights, options);
  expect(exported.graph.nodes.some(({ name }) => name.startsWith('stray'))).toBe(false);
  expect(
    await run(exported, {
      in: [
        [1, 2],
        [1, 1],
      ],
    }),
  ).toEqual({ a: [1.5], 'a-2': [1.5] });
});

test('the shapes of values inside are noted', () => {
  const deep = draw(
    [
      { type: 'Input', id: 'in', params: { field: 'features', shape: [2] } },
      { type: 'Dense', id: 'fc', params: { units: 3 } },
      { type: 'Activation', id: 'act', params: { activation: 'relu' } },
      { type: 'Output', id: 'out', params: { field: 'kind', loss: 'meanSquaredError' } },
    ],
    ['in>fc', 'fc>act', 'act>out'],
  );
  const built = buildModel(deep);
  if (!built.ok) throw new Error(built.error[0]?.message);
  const exported = exportOnnx(
    built.value,
    { 'fc/kernel': weight([2, 3], 1, 2, 3, 4, 5, 6), 'fc/bias': weight([3], 0, 0, 0) },
    options,
  );
  expect(exported.graph.values).toEqual([{ name: 'fc/Gemm', element: 'float32', shape: ['batch', 3] }]);
});
