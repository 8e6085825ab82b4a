/** What a mask changes in a network: padding is skipped, and nothing that stands in it is ever seen. */
import { describe, expect, it } from 'vitest';
import { LayerId, type NetworkDocument } from '../document/schema.ts';
import type { TensorData } from '../engine/engine.ts';
import { analyzeNetwork } from '../shape/analyze-network.ts';
import { chain, type Drawn, draw } from '../testing/draw.ts';
import { near, testEngine } from '../testing/gradient-check.ts';
import { correctName, inputName, LOSS, outputName, targetName } from '../train/program-names.ts';
import { evaluateProgram, predictProgram } from '../train/programs.ts';
import { buildModel } from './build-model.ts';
import { initialWeights } from './initialize.ts';
import type { Model } from './model.ts';

type Layers = readonly Drawn[];

const words = (steps: number) => ({ type: 'Input', params: { shape: [steps], scaling: 'none' } });
const embedding = (params = {}) => ({ type: 'Embedding', params: { inputDim: 6, outputDim: 3, ...params } });
const output = (loss = 'meanSquaredError') => ({ type: 'Output', params: { loss } });

const modelOf = (...layers: Layers) => modelFrom(chain(...layers));

function modelFrom(network: NetworkDocument): Model {
  const built = buildModel(network);
  if (!built.ok) throw new Error(built.error.map(({ message }) => message).join('\n'));
  return built.value;
}

const rows = (list: readonly (readonly number[])[], dtype: 'float32' | 'int32' = 'float32'): TensorData => ({
  dtype,
  shape: [list.length, list[0]?.length ?? 0],
  data: dtype === 'float32' ? Float32Array.from(list.flat()) : Int32Array.from(list.flat()),
});

async function answers(model: Model, sentences: readonly (readonly number[])[]): Promise<readonly number[]> {
  const session = await testEngine.open(initialWeights(model, 5));
  const [input] = model.inputs;
  const [end] = model.outputs;
  if (!input || !end) throw new Error('The network has one input and one output.');
  const feeds = { [inputName(input.layer)]: rows(sentences) };
  const predict = await session.prepare(predictProgram(model), feeds);
  const result = await predict.run(feeds);
  return Array.from(result[outputName(end.layer)]?.data ?? [], Number);
}

describe('padding behind an Embedding that masks zeros', () => {
  const readers = {
    LSTM: [{ type: 'LSTM', params: { units: 4 } }],
    'GRU, backwards': [{ type: 'GRU', params: { units: 4, goBackwards: true } }],
    'two SimpleRNNs': [
      { type: 'SimpleRNN', id: 'first', params: { units: 3, returnSequences: true } },
      { type: 'SimpleRNN', id: 'second', params: { units: 2 } },
    ],
    Bidirectional: [{ type: 'Bidirectional', params: { units: 2 } }],
    'attention and the mean': [
      { type: 'MultiHeadAttention', params: { numHeads: 2, keyDim: 2 } },
      { type: 'Dropout', params: { rate: 0.1 } },
      'GlobalAveragePooling1D',
    ],
    TransformerEncoder: [
      { type: 'TransformerEncoder', params: { numHeads: 1, intermediateDim: 4 } },
      'GlobalAveragePooling1D',
    ],
  } as const;

  it.each(Object.entries(readers))('leaves the answer of %s as it is without any', async (_name, reader) => {
    const network = (steps: number) =>
      modelOf(words(steps), embedding({ maskZero: true }), ...reader, output());
    const short = await answers(network(3), [[4, 1, 5]]);
    const padded = await answers(network(6), [
      [4, 1, 5, 0, 0, 0],
      [0, 4, 0, 0, 1, 5],
    ]);
    near('sentences filled up behind and between', padded, [...short, ...short], 1e-5);
  });

  it('counts like all other words without a mask', async () => {
    const network = (steps: number) =>
      modelOf(words(steps), embedding(), { type: 'LSTM', params: { units: 2 } }, output());
    const [short] = await answers(network(3), [[4, 1, 5]]);
    const [padded] = await answers(network(5), [[4, 1, 5, 0, 0]]);
    expect(Math.abs(Number(padded) - Number(short))).toBeGreaterThan(1e-4);
  });

  it('is not counted by a loss of every step, nor by the accuracy', async () => {
    const model = modelOf(
      words(4),
      embedding({ inputDim: 4, outputDim: 3, maskZero: true }),
      'Softmax',
      output('categoricalCrossentropy'),
    );
    const session = await testEngine.open(initialWeights(model, 5));
    const [input, end] = [model.inputs[0], model.outputs[0]];
    if (!input || !end) throw new Error('The network has one input and one output.');
    const figures = async (targets: readonly (readonly number[])[]) => {
      const feeds = {
        [inputName(input.layer)]: rows([
          [3, 1, 0, 0],
          [2, 0, 0, 0],
        ]),
        [targetName(end.layer)]: rows(targets, 'int32'),
      };
      const result = await (await session.prepare(evaluateProgram(model), feeds)).run(feeds);
      return [LOSS, correctName(end.layer)].map((name) => Number(result[name]?.data[0]));
    };
    const answer = await answers(model, [
      [3, 1, 0, 0],
      [2, 0, 0, 0],
    ]);
    const at = (place: number) => answer.slice(3 * place, 3 * place + 3);
    const truths = [1, 2, 0];
    const shares = [at(0), at(1), at(4)];
    const surprise = shares.map((row, index) => -Math.log(row[truths[index] ?? 0] ?? 0));
    const right = shares.map((row, index) => Number(row.indexOf(Math.max(...row)) === truths[index]));
    const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
    // The three words that count; right answers are told as a sum over both sentences.
    const expected = [mean(surprise), 2 * mean(right)];
    near(
      'loss and right answers',
      await figures([
        [1, 2, 0, 0],
        [0, 0, 0, 0],
      ]),
      expected,
      1e-5,
    );
    near(
      'whatever stands in the padding',
      await figures([
        [1, 2, 2, 1],
        [0, 1, 2, 1],
      ]),
      expected,
      1e-5,
    );
  });
});

describe('a mask', () => {
  const issues = (...layers: Layers) => analyzeNetwork(chain(...layers)).issues.map(({ message }) => message);

  it('is known before anything is computed, and to where it goes', () => {
    const network = chain(
      words(4),
      embedding({ maskZero: true }),
      'Dropout',
      { type: 'LSTM', params: { units: 2, returnSequences: true } },
      'GlobalAveragePooling1D',
      output(),
    );
    const { layers } = analyzeNetwork(network);
    const masked = [...layers.values()].map(({ outputs }) => outputs?.[0]?.masked ?? false);
    expect(masked).toEqual([false, true, true, true, false, false]);
  });

  it('ends at a layer that knows nothing of it, which is said', () => {
    expect(issues(words(4), embedding({ maskZero: true }), 'Flatten', output())).toContain(
      '"flatten" knows nothing of masks, so the mask of "embedding" ends here: from here on padded steps count like all others. To leave them out, put a recurrent layer, an attention or GlobalAveragePooling1D before it.',
    );
    expect(issues(words(4), embedding(), 'Flatten', output()).join()).not.toContain('mask');
  });

  it('of one input of Concatenate goes on where sequences follow each other, and not where they stand side by side', () => {
    const masked = (axis: number) => {
      const network = draw(
        [
          { type: 'Input', params: { shape: [3], scaling: 'none' } },
          { ...embedding({ maskZero: true }), id: 'one' },
          { ...embedding(), id: 'other' },
          { type: 'Concatenate', params: { axis } },
        ],
        ['input>one', 'input>other', 'one>concatenate', 'other>concatenate'],
      );
      return analyzeNetwork(network).layers.get(LayerId.parse('concatenate'))?.outputs?.[0]?.masked ?? false;
    };
    expect(masked(1)).toBe(true);
    expect(masked(-1)).toBe(false);
  });

  it('of joined sequences is read by what comes behind', async () => {
    const joined = (steps: number, axis: number) =>
      modelFrom(
        draw(
          [
            words(steps),
            { ...embedding({ maskZero: true }), id: 'one' },
            { ...embedding({ maskZero: true }), id: 'other' },
            { type: 'Concatenate', params: { axis } },
            { type: 'LSTM', params: { units: 2 } },
            output(),
          ],
          [
            'input>one',
            'input>other',
            'one>concatenate',
            'other>concatenate',
            'concatenate>lstm',
            'lstm>output',
          ],
        ),
      );
    for (const axis of [1, 2]) {
      const short = await answers(joined(2, axis), [[4, 5]]);
      near(`along axis ${axis}`, await answers(joined(4, axis), [[4, 0, 5, 0]]), short, 1e-5);
    }
  });
});
