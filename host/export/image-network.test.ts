/** A network with every kind of layer that images meet, exported and held against the training engine. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Dataset } from '../../core/data/dataset.ts';
import { memoryDataset } from '../../core/data/memory-dataset.ts';
import { createRandom } from '../../core/data/prng.ts';
import { emptyDocument, LayerId, LinkId, type NetworkDocument } from '../../core/document/schema.ts';
import { createCompiledEngine } from '../../core/engine/compiled-engine.ts';
import { buildModel } from '../../core/model/build-model.ts';
import { initialWeights } from '../../core/model/initialize.ts';
import type { Model } from '../../core/model/model.ts';

import { exportOnnx } from '../../core/onnx/export-model.ts';
import { inputFeeds } from '../../core/train/feeds.ts';
import { outputName } from '../../core/train/program-names.ts';
import { ProgramRunner } from '../../core/train/program-runner.ts';
import { predictProgram } from '../../core/train/programs.ts';
import { createOrtRuntime } from '../engine/ort-runtime.ts';
import { tf } from '../worker/tensorflow.ts';
import { proveExport } from './prove-export.ts';

const LAYERS: Record<string, { type: string; params?: Record<string, unknown>; from?: string[] }> = {
  photo: { type: 'Input', params: { field: 'photo', shape: [9, 7, 3] } },
  row: { type: 'Input', params: { field: 'row', shape: [2] } },
  pad: { type: 'ZeroPadding2D', from: ['photo'] },
  conv: { type: 'Conv2D', params: { filters: 4, strides: [2, 2] }, from: ['pad'] },
  normalize: { type: 'BatchNormalization', from: ['conv'] },
  relu: { type: 'Activation', from: ['normalize'] },
  depthwise: { type: 'DepthwiseConv2D', params: { padding: 'same' }, from: ['relu'] },
  add: { type: 'Add', from: ['relu', 'depthwise'] },
  gate: { type: 'Multiply', from: ['add', 'relu'] },
  join: { type: 'Concatenate', from: ['gate', 'relu'] },
  largest: { type: 'MaxPooling2D', from: ['join'] },
  flat: { type: 'Flatten', from: ['largest'] },
  mean: { type: 'AveragePooling2D', params: { padding: 'same' }, from: ['join'] },
  means: { type: 'GlobalAveragePooling2D', from: ['mean'] },
  all: { type: 'Concatenate', from: ['flat', 'means', 'row'] },
  drop: { type: 'Dropout', from: ['all'] },
  layered: { type: 'LayerNormalization', from: ['drop'] },
  scores: { type: 'Dense', params: { units: 3 }, from: ['layered'] },
  softmax: { type: 'Softmax', from: ['scores'] },
  kind: { type: 'Output', params: { field: 'kind' }, from: ['softmax'] },
  price: { type: 'Dense', params: { units: 1 }, from: ['layered'] },
  cost: { type: 'Output', params: { field: 'cost', loss: 'meanSquaredError' }, from: ['price'] },
};

const DOCUMENT: NetworkDocument = {
  ...emptyDocument('Photos'),
  layers: Object.entries(LAYERS).map(([id, { type, params = {} }], place) => ({
    id: LayerId.parse(id),
    type,
    name: id,
    params,
    position: { x: 0, y: place * 80 },
  })),
  links: Object.entries(LAYERS).flatMap(([id, { from = [] }]) =>
    from.map((source) => ({
      id: LinkId.parse(`${source}-${id}`),
      from: { layer: LayerId.parse(source), port: 'out' },
      to: { layer: LayerId.parse(id), port: 'in' },
    })),
  ),
};

function randomData(samples: number): Dataset {
  const prng = createRandom(1, 'samples');
  const numbers = (count: number, scale: number) =>
    Float32Array.from({ length: samples * count }, () => Math.floor(prng.uniform() * scale));
  return memoryDataset(
    {
      source: 'test',
      title: 'Photos',
      summary: '',
      samples,
      fields: [
        { name: 'photo', kind: 'image', shape: [9, 7, 3], range: [0, 255] },
        { name: 'row', kind: 'numeric', shape: [2] },
        { name: 'kind', kind: 'category', shape: [], classes: ['cat', 'dog', 'bird'] },
        { name: 'cost', kind: 'numeric', shape: [1] },
      ],
      target: 'kind',
      problems: [],
    },
    {
      photo: numbers(63 * 3, 256),
      row: numbers(2, 100),
      kind: Int32Array.from(numbers(1, 3)),
      cost: numbers(1, 10),
    },
  );
}

/** Weights as after training: none is left at its first value. */
function trainedWeights(model: Model) {
  const prng = createRandom(2, 'trained');
  return Object.fromEntries(
    Object.entries(initialWeights(model, 3)).map(([id, { shape, data }]) => [
      id,
      {
        dtype: 'float32' as const,
        shape,
        data: Float32Array.from(data, (value) => value + prng.uniform() * 0.3),
      },
    ]),
  );
}

test('the file of a network of images gives the answers of the training engine', async () => {
  const dataset = randomData(70);
  const built = buildModel(DOCUMENT, dataset.description);
  if (!built.ok) throw new Error(built.error.map(({ message }) => message).join('\n'));
  const model = built.value;
  const weights = trainedWeights(model);
  const preprocessing = {
    photo: { offset: [0], factor: [1 / 255] },
    row: { offset: [50, 40], factor: [0.1, 0.2] },
  };
  const session = await createCompiledEngine(tf, createOrtRuntime({ threads: 1 })).open(weights);
  const runner = new ProgramRunner(session, predictProgram(model));
  const folder = await mkdtemp(join(tmpdir(), 'layerloom-'));
  try {
    const proof = await proveExport({
      file: join(folder, 'photos.onnx'),
      model: exportOnnx(model, weights, {
        preprocessing,
        fields: dataset.description.fields,
        networkName: 'Photos',
        version: '1.0.0',
      }),
      outputs: model.outputs,
      dataset,
      samples: Int32Array.from({ length: 70 }, (_, place) => place),
      batchSize: 32,
      trained: async (batch) => {
        const feeds = inputFeeds(model, batch, preprocessing);
        const answers = await (await runner.prepare(feeds)).run(feeds);
        return Object.fromEntries(
          model.outputs.flatMap(({ layer }) => {
            const answer = answers[outputName(layer)];
            return answer ? [[layer, answer]] : [];
          }),
        );
      },
    });
    expect(proof.samples).toBe(70);
    expect(proof.maxAbsDiff).toBeLessThan(1e-5);
    expect(proof.accuracyOnnx).toBe(proof.accuracyTrained);
    expect(proof.accuracyOnnx).toBeGreaterThan(0);
  } finally {
    await session.release();
    await rm(folder, { recursive: true });
  }
});

test('values are transposed only where images meet what is not an image', () => {
  const built = buildModel(DOCUMENT, randomData(1).description);
  if (!built.ok) throw new Error(built.error.map(({ message }) => message).join('\n'));
  const { graph } = exportOnnx(built.value, trainedWeights(built.value), {
    preprocessing: {},
    fields: [],
    networkName: 'Photos',
    version: '1.0.0',
  });
  const transposes = graph.nodes.filter(({ operator }) => operator === 'Transpose');
  expect(transposes.map(({ name }) => name)).toEqual(['conv/ToChannelsFirst', 'flat/ToChannelsLast']);
});
