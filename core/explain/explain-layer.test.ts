import { describe, expect, it } from 'vitest';
import type { NonEmpty } from '../layers/layer.ts';
import { defaultParams } from '../layers/parameter.ts';
import { parseParams } from '../layers/parse-params.ts';
import { findLayer, LAYERS } from '../layers/registry.ts';
import { weightSize } from '../model/weight.ts';
import { analyzeNetwork } from '../shape/analyze-network.ts';
import { float32, sampleShape, type TensorType } from '../shape/tensor-type.ts';
import { chain } from '../testing/draw.ts';
import { explainLayer } from './explain-layer.ts';
import { parameterSum } from './parameter-sum.ts';

function explain(type: string, params: object, ...inputs: TensorType[]) {
  const definition = findLayer(type);
  if (!definition) throw new Error(`There is no layer "${type}".`);
  const whole = { ...defaultParams(definition.parameters), ...params };
  const given = inputs as unknown as NonEmpty<TensorType>;
  const sums = definition.explain?.(whole, given) ?? [];
  return [...sums.map(({ of, text }) => `${of}: ${text}`), parameterSum(definition.weights(whole, given))];
}

/** What a written sum comes to, by doing it. */
function compute(text: string): number {
  const code = text
    .replaceAll(',', '')
    .replaceAll('×', '*')
    .replaceAll('−', '-')
    .replaceAll('⌊', 'Math.floor(')
    .replaceAll('⌋', ')');
  if (!/^[\d\s+\-*/().]*$/.test(code.replaceAll('Math.floor', ''))) throw new Error(`No sum: ${text}`);
  return new Function(`return ${code}`)() as number;
}

const EXPLAINED = LAYERS.filter(({ explain: has }) => has);

describe('the arithmetic behind a shape', () => {
  it.each(EXPLAINED.map((definition) => [definition.type, definition] as const))(
    'of %s is right in every example',
    (_, definition) => {
      for (const example of definition.examples) {
        const params = { ...defaultParams(definition.parameters), ...example.params };
        const inputs = example.inputs as unknown as NonEmpty<TensorType>;
        const made = sampleShape(example.outputs[0]?.shape ?? []);
        const results: number[] = [];
        for (const { of, text } of definition.explain?.(params, inputs) ?? []) {
          if (of === 'Units') continue;
          const [first = '', ...others] = text.split(' = ');
          for (const other of others) expect(compute(first), text).toBe(compute(other));
          results.push(compute(first));
        }
        const fits =
          made.some((size) => results.includes(size)) || results.includes(made.reduce((a, b) => a * b, 1));
        const whole = definition.type.startsWith('Global');
        expect(fits || whole || definition.type === 'Dense', `${example.title}: ${results}`).toBe(true);
      }
    },
  );

  it('is there for every layer that slides a window', () => {
    const sliding = LAYERS.filter(
      ({ type, parameters }) =>
        'kernelSize' in parameters || ('poolSize' in parameters && type !== 'MaxUnpooling2D'),
    );
    expect(sliding.filter((layer) => !layer.explain).map(({ type }) => type)).toEqual([]);
    expect(sliding.length).toBeGreaterThan(15);
  });

  it('tells padding, strides and dilation', () => {
    const image = float32(null, 28, 28, 1);
    const conv = { filters: 6, kernelSize: [5, 5] };
    expect(explain('Conv2D', { ...conv, padding: 'same' }, image)).toEqual([
      'Height and width: (28 − 5 + 2 × 2) / 1 + 1 = 28',
      '6 × (5 × 5 × 1 + 1) = 156',
    ]);
    expect(explain('Conv2D', { ...conv, strides: [2, 1] }, image).slice(0, 2)).toEqual([
      'Height: ⌊(28 − 5) / 2⌋ + 1 = 12',
      'Width: (28 − 5) / 1 + 1 = 24',
    ]);
    expect(
      explain('Conv2D', { filters: 4, kernelSize: [3, 3], dilationRate: [2, 2] }, image).slice(0, 2),
    ).toEqual(['Reach, height and width: (3 − 1) × 2 + 1 = 5', 'Height and width: (28 − 5) / 1 + 1 = 24']);
    expect(explain('MaxPooling2D', { poolSize: [2, 2], padding: 'same' }, float32(null, 7, 7, 3))).toEqual([
      'Height and width: (7 − 2 + 0 + 1) / 2 + 1 = 4',
      undefined,
    ]);
    expect(explain('Conv1D', { filters: 2, kernelSize: 3, padding: 'causal' }, float32(null, 10, 4))[0]).toBe(
      'Steps: (10 − 3 + 2) / 1 + 1 = 10',
    );
    expect(
      explain('Conv2DTranspose', { filters: 3, kernelSize: [3, 3], strides: [2, 2] }, float32(null, 7, 7, 8)),
    ).toEqual(['Height and width: (7 − 1) × 2 + 3 = 15', '3 × (3 × 3 × 8 + 1) = 219']);
  });

  it('tells rows, borders and joins', () => {
    expect(explain('Dense', { units: 10 }, float32(null, 784))).toEqual([
      'Units: 784 numbers in, 10 out',
      '10 × (784 + 1) = 7,850',
    ]);
    expect(explain('Flatten', {}, float32(null, 7, 7, 16))[0]).toBe('Values: 7 × 7 × 16 = 784');
    expect(explain('Concatenate', {}, float32(null, 4, 16), float32(null, 4, 32))[0]).toBe(
      'Channels: 16 + 32 = 48',
    );
    expect(explain('Reshape', { targetShape: [-1, 6] }, float32(null, 4, 3, 2)).slice(0, 2)).toEqual([
      'What is left: 24 / 6 = 4',
      'Values: 4 × 3 × 2 = 24 = 4 × 6',
    ]);
    expect(explain('ZeroPadding2D', { padding: [0, 1, 2, 3] }, float32(null, 4, 3, 1)).slice(0, 2)).toEqual([
      'Height: 4 + 0 + 1 = 5',
      'Width: 3 + 2 + 3 = 8',
    ]);
  });
});

describe('the parameters', () => {
  it('are counted for each output where all have equally many', () => {
    expect(explain('LSTM', { units: 3 }, float32(null, 5, 2)).at(-1)).toBe('12 × (2 + 3 + 1) = 72');
    expect(explain('BatchNormalization', {}, float32(null, 16)).at(-1)).toBe('4 × 16 = 64');
    expect(explain('Embedding', { inputDim: 1000, outputDim: 8 }, float32(null, 5)).at(-1)).toBe(
      '1,000 × 8 = 8,000',
    );
    expect(
      explain('Conv2D', { filters: 6, kernelSize: [5, 5], useBias: false }, float32(null, 9, 9, 2)).at(-1),
    ).toBe('5 × 5 × 2 × 6 = 300');
  });

  it('come to the number of weights in every example of every layer', () => {
    for (const definition of LAYERS) {
      for (const { params, inputs } of definition.examples) {
        const parsed = parseParams(definition, params);
        if (!parsed.ok) throw new Error(`The parameters of an example of ${definition.type} are wrong.`);
        const whole = parsed.value;
        const weights = definition.weights(whole, inputs as unknown as NonEmpty<TensorType>);
        const text = parameterSum(weights);
        if (text === undefined) continue;
        const [first = '', result] = text.split(' = ');
        const total = weights.reduce((sum, weight) => sum + weightSize(weight), 0);
        expect(compute(first.replace(/ \(\D*\)$/, '')), `${definition.type}: ${text}`).toBe(total);
        if (result !== undefined) expect(compute(result)).toBe(total);
      }
    }
  });
});

describe('explainLayer', () => {
  it('has formula, sums, parameters and work of a layer in its network', () => {
    const network = chain(
      { type: 'Input', params: { shape: [28, 28, 1] } },
      { type: 'Conv2D', params: { filters: 6, kernelSize: [5, 5] } },
      { type: 'Dense' },
    );
    const { layers } = analyzeNetwork(network);
    const [, conv, dense] = [...layers.values()];
    if (!conv || !dense) throw new Error('The layers are gone.');
    expect(explainLayer(conv)).toEqual({
      formula: findLayer('Conv2D')?.formula,
      shape: [{ of: 'Height and width', text: '(28 − 5) / 1 + 1 = 24' }],
      parameters: '6 × (5 × 5 × 1 + 1) = 156',
      multiplyAdds: 24 * 24 * 6 * 25,
    });
    expect(explainLayer(dense)).toMatchObject({ shape: [], parameters: undefined });
  });
});

it('tells where a mask begins, goes on, ends and is lost', () => {
  const masks = (...behind: readonly string[]) => {
    const { layers } = analyzeNetwork(
      chain(
        { type: 'Input', params: { shape: [4], scaling: 'none' } },
        { type: 'Embedding', params: { maskZero: true } },
        ...behind,
      ),
    );
    return [...layers.values()].map(
      (layer) => explainLayer(layer).shape.find(({ of }) => of === 'Mask')?.text,
    );
  };
  expect(masks('Dropout', 'LSTM', 'Dense')).toEqual([
    undefined,
    'begins here: padded steps do not count',
    'goes on: padded steps do not count',
    'ends here: padded steps are left out',
    undefined,
  ]);
  expect(masks('Conv1D').at(-1)).toBe('lost here: all steps count');
});
