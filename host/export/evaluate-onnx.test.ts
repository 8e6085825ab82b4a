import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Dataset } from '../../core/data/dataset.ts';
import { memoryDataset } from '../../core/data/memory-dataset.ts';
import type { OnnxModel } from '../../core/onnx/onnx-model.ts';
import { writeOnnxModel } from '../../core/onnx/write-model.ts';
import { exportedLargerOfTwo, pairs } from '../testing/larger-of-two.ts';
import { type Evaluation, evaluateOnnx } from './evaluate-onnx.ts';
import { openPredictor } from './onnx-predictor.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function evaluated(
  model: OnnxModel,
  dataset: Dataset,
  samples?: Int32Array,
  listMistakes = false,
): Promise<Evaluation> {
  const file = join(folder, 'network.onnx');
  await writeFile(file, writeOnnxModel(model));
  const predictor = await openPredictor(file);
  try {
    return await evaluateOnnx({ predictor, dataset, ...(samples ? { samples } : {}), listMistakes });
  } finally {
    await predictor.release();
  }
}

const foreign = (model: OnnxModel): OnnxModel => ({ ...model, metadata: {} });

test('classes are counted with their names', async () => {
  const { samples, outputs } = await evaluated(exportedLargerOfTwo().exported, pairs(300));
  expect(samples).toBe(300);
  const [output] = outputs;
  expect(output).toMatchObject({ output: 'larger', field: 'larger' });
  expect(output?.classification?.accuracy).toBeCloseTo(299 / 300, 9);
  expect(output?.classification?.classes.map(({ label }) => label)).toEqual(['first', 'second']);
  expect(output?.classification?.confusion.flat().reduce((sum, count) => sum + count)).toBe(300);
  expect(output?.regression).toBeUndefined();
});

test('only the named samples count', async () => {
  const { outputs } = await evaluated(exportedLargerOfTwo().exported, pairs(300), Int32Array.of(0, 299));
  expect(outputs[0]?.classification?.accuracy).toBe(0.5);
});

test('mistakes are listed with their places in the dataset, if asked for', async () => {
  const { exported } = exportedLargerOfTwo();
  const { outputs } = await evaluated(exported, pairs(300), Int32Array.of(5, 299, 7), true);
  const [output] = outputs;
  expect(output?.mistakes).toHaveLength(1);
  expect(output?.mistakes?.[0]?.sample).toBe(299);
  const { expected = 0, answered = 0 } = output?.mistakes?.[0] ?? {};
  expect(output?.classification?.confusion[expected]?.[answered]).toBe(1);
  expect((await evaluated(exported, pairs(300))).outputs[0]?.mistakes).toBeUndefined();
});

test('a file of another program is fed with what is not the target', async () => {
  const { exported } = exportedLargerOfTwo();
  const renamed = {
    ...foreign(exported),
    graph: {
      ...exported.graph,
      inputs: [{ name: 'x', element: 'float32' as const, shape: ['batch', 2] }],
      nodes: exported.graph.nodes.map((node) => ({
        ...node,
        inputs: node.inputs.map((input) => (input === 'pair' ? 'x' : input)),
      })),
    },
  };
  const { outputs } = await evaluated(renamed, pairs(10));
  expect(outputs[0]?.classification).toMatchObject({ accuracy: 0.9 });
});

test('numbers are measured by their distance', async () => {
  const dataset = memoryDataset(
    {
      source: 'test',
      title: 'Halves',
      summary: '',
      samples: 2,
      fields: [
        { name: 'pair', kind: 'numeric', shape: [2] },
        { name: 'halves', kind: 'numeric', shape: [2] },
      ],
      target: 'halves',
      problems: [],
    },
    { pair: Float32Array.of(50, 52, 54, 56), halves: Float32Array.of(0, 1, 2, 7) },
  );
  const { outputs } = await evaluated(foreign(exportedLargerOfTwo().exported), dataset);
  expect(outputs).toEqual([
    {
      output: 'larger',
      field: 'halves',
      regression: { meanAbsoluteError: 1, rootMeanSquaredError: 2 },
    },
  ]);
});

test('says that data and network do not belong together', async () => {
  const { exported } = exportedLargerOfTwo();
  const other = memoryDataset(
    {
      source: 'test',
      title: 'Other',
      summary: '',
      samples: 1,
      fields: [{ name: 'pair', kind: 'numeric', shape: [2] }],
      target: 'pair',
      problems: [],
    },
    { pair: Float32Array.of(1, 2) },
  );
  await expect(evaluated(exported, other)).rejects.toThrow(
    `"${join(folder, 'network.onnx')}" predicts "larger", but the data has only "pair". Use data that this network was made for.`,
  );
});
