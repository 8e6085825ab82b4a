import { describe, expect, it } from 'vitest';
import { memoryDataset } from '../data/memory-dataset.ts';
import { createRandom } from '../data/prng.ts';
import { DEFAULT_TRAINING, type NetworkDocument } from '../document/schema.ts';
import { buildModel } from '../model/build-model.ts';
import { initialWeights } from '../model/initialize.ts';
import type { Model } from '../model/model.ts';
import { chain } from '../testing/draw.ts';
import { testEngine } from '../testing/gradient-check.ts';
import { adaptWeights } from './adapt-weights.ts';
import type { Checkpoint } from './checkpoint.ts';
import { trainRun } from './run-training.ts';

const SAMPLES = 300;

/** Two columns: one around 50, one around -3. Their last third is far away and not for training. */
function twoColumns() {
  const random = createRandom(5, 'two columns');
  const x = Float32Array.from({ length: SAMPLES * 2 }, (_, index) => {
    const value = index % 2 === 0 ? 50 + 10 * random.normal() : -3 + 0.5 * random.normal();
    return index < 400 ? value : 1000;
  });
  return memoryDataset(
    {
      source: 'test',
      title: 'Two columns',
      summary: '',
      samples: SAMPLES,
      fields: [
        { name: 'x', kind: 'numeric', shape: [2] },
        { name: 'y', kind: 'numeric', shape: [2] },
      ],
      target: 'y',
      problems: [],
    },
    { x, y: Float32Array.from(x) },
  );
}

const dataset = twoColumns();
const train = Int32Array.from({ length: 200 }, (_, index) => index);
const samples = { dataset, preprocessing: {}, train, validation: new Int32Array() };

function modelOf(document: NetworkDocument): Model {
  const built = buildModel(document, dataset.description);
  if (!built.ok) throw new Error(built.error.map(({ message }) => message).join(' '));
  return built.value;
}

const INPUT = { type: 'Input', params: { field: 'x', shape: [2], scaling: 'none' } };
const OUTPUT = { type: 'Output', params: { field: 'y', loss: 'meanSquaredError' } };

async function columns(): Promise<{ mean: number[]; variance: number[] }> {
  const { x } = await dataset.read(train);
  const values = Array.from(x?.data ?? []);
  const of = (column: number) => values.filter((_, index) => index % 2 === column);
  const mean = [0, 1].map((column) => of(column).reduce((sum, value) => sum + value, 0) / train.length);
  const variance = [0, 1].map(
    (column) => of(column).reduce((sum, value) => sum + (value - (mean[column] ?? 0)) ** 2, 0) / train.length,
  );
  return { mean, variance };
}

describe('weights that are measured', () => {
  it('are those of the training samples, column by column', async () => {
    const model = modelOf(chain(INPUT, 'Normalization', { type: 'Dense', params: { units: 2 } }, OUTPUT));
    const before = initialWeights(model, 1);
    const after = await adaptWeights(testEngine, model, samples, before);
    const { mean, variance } = await columns();
    const received = (name: string) => Array.from(after[`normalization/${name}`]?.data ?? []);
    expect(received('mean')[0]).toBeCloseTo(mean[0] ?? 0, 4);
    expect(received('mean')[1]).toBeCloseTo(mean[1] ?? 0, 4);
    expect(received('variance')[0]).toBeCloseTo(variance[0] ?? 0, 3);
    expect(received('variance')[1]).toBeCloseTo(variance[1] ?? 0, 4);
    expect(after['dense/kernel']).toBe(before['dense/kernel']);
  });

  it('are of what reaches the layer, one after the other', async () => {
    const model = modelOf(
      chain(
        INPUT,
        { type: 'Normalization', id: 'first' },
        { type: 'Rescaling', params: { scale: 3, offset: 7 } },
        { type: 'Normalization', id: 'all', params: { axis: null } },
        OUTPUT,
      ),
    );
    const after = await adaptWeights(testEngine, model, samples, initialWeights(model, 1));
    expect(after['all/mean']?.data[0]).toBeCloseTo(7, 4);
    expect(after['all/variance']?.data[0]).toBeCloseTo(9, 3);
    expect(after['all/mean']?.shape).toEqual([]);
  });

  it('leave alone what was typed in', async () => {
    const typed = { mean: [1], variance: [4] };
    const model = modelOf(chain(INPUT, { type: 'Normalization', params: typed }, OUTPUT));
    const weights = initialWeights(model, 1);
    expect(await adaptWeights(testEngine, model, samples, weights)).toBe(weights);
  });

  it('are measured before the first step, and training keeps them', async () => {
    const model = modelOf(chain(INPUT, 'Normalization', { type: 'Dense', params: { units: 2 } }, OUTPUT));
    const saved: Checkpoint[] = [];
    const events = trainRun({
      model,
      data: samples,
      engine: testEngine,
      settings: { ...DEFAULT_TRAINING, epochs: 1, batchSize: 50, validationSplit: 0 },
      weights: initialWeights(model, 1),
      save: async (checkpoint) => {
        saved.push(checkpoint);
      },
      signal: { aborted: false },
      clock: { now: () => 0 },
    });
    for await (const event of events) if (event.type === 'failed') throw new Error(event.message);
    const { mean } = await columns();
    const state = saved.at(-1)?.state ?? {};
    expect(state['normalization/mean']?.data[0]).toBeCloseTo(mean[0] ?? 0, 4);
    expect(state['normalization/mean']?.data[1]).toBeCloseTo(mean[1] ?? 0, 4);
  });
});
