/**
 * Layers held against PyTorch where it is installed: the same loss and the same gradients of every input and weight.
 * One process computes all cases. The cases of each family stand in core/testing/pytorch.
 */
import { execFile, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { training } from '../testing/layer-case.ts';
import { ACTIVATION_CASES } from '../testing/pytorch/activation.ts';
import { ATTENTION_CASES } from '../testing/pytorch/attention.ts';
import { BASIC_CASES } from '../testing/pytorch/basics.ts';
import { CONVOLUTION_CASES } from '../testing/pytorch/convolution.ts';
import { MERGE_CASES } from '../testing/pytorch/merge.ts';
import { NORMALIZATION_CASES } from '../testing/pytorch/normalization.ts';
import { POOLING_CASES } from '../testing/pytorch/pooling.ts';
import { RESIZING_CASES } from '../testing/pytorch/resizing.ts';
import { SEQUENCE_CASES } from '../testing/pytorch/sequence.ts';
import type { TorchCase } from '../testing/pytorch/torch-case.ts';
import type { ExampleInput, NonEmpty } from './layer.ts';
import { parseParams } from './parse-params.ts';
import { findLayer, LAYERS } from './registry.ts';

const CASES: readonly TorchCase[] = [
  ...ACTIVATION_CASES,
  ...ATTENTION_CASES,
  ...BASIC_CASES,
  ...CONVOLUTION_CASES,
  ...MERGE_CASES,
  ...NORMALIZATION_CASES,
  ...POOLING_CASES,
  ...RESIZING_CASES,
  ...SEQUENCE_CASES,
];

const RANDOM = 'it draws random numbers while it trains';
const ENDS = 'it only passes numbers in or out';

/** Layers that PyTorch has nothing to say about, and why. */
const WITHOUT: Readonly<Record<string, string>> = {
  ActivityRegularization: 'what it adds to the loss is tested in core/model',
  AlphaDropout: RANDOM,
  CategoryEncoding: 'it has no gradient',
  Constant: 'its input is only there for the batch',
  Dropout: RANDOM,
  GaussianDropout: RANDOM,
  GaussianNoise: RANDOM,
  Input: ENDS,
  Output: ENDS,
  RandomContrast: RANDOM,
  RandomCrop: RANDOM,
  RandomFlip: RANDOM,
  RandomRotation: RANDOM,
  RandomTranslation: RANDOM,
  RandomZoom: RANDOM,
  SpatialDropout1D: RANDOM,
  SpatialDropout2D: RANDOM,
  SpatialDropout3D: RANDOM,
};

it('has a case for every layer, or a reason', () => {
  const covered = new Set([...CASES.map(({ layer }) => layer), ...Object.keys(WITHOUT)]);
  expect(LAYERS.map(({ type }) => type).filter((type) => !covered.has(type))).toEqual([]);
});

const PYTHON = '/usr/bin/python3';
const SCRIPT = fileURLToPath(new URL('../../scripts/torch-gradients.py', import.meta.url));
const BATCH = 2;
/** PyTorch computes in float64 here, the engine in float32: relative to the largest value. */
const TOLERANCE = 1e-4;

const isInstalled = await promisify(execFile)(PYTHON, ['-c', 'import torch']).then(
  () => true,
  () => false,
);
const title = isInstalled
  ? 'the same as PyTorch'
  : 'python3-torch is not installed, so gradients are not held against it';

type Gradients =
  | { readonly error: string }
  | {
      readonly loss: number;
      readonly inputs: readonly (readonly number[])[];
      readonly weights: Readonly<Record<string, readonly number[]>>;
    };

describe.runIf(isInstalled)(title, () => {
  let expected: readonly Gradients[] = [];
  beforeAll(async () => {
    expected = await torchGradients(await Promise.all(CASES.map(question)));
  });

  it.each(CASES.map((torchCase, index) => [torchCase.layer, torchCase.title, index] as const))(
    '%s: %s',
    async (_layer, _title, index) => {
      const answer = expected[index];
      const torchCase = CASES[index];
      if (!answer || !torchCase) throw new Error('PyTorch gave no answer.');
      if ('error' in answer) throw new Error(answer.error);
      const { inputs, weights, trainable, loss, gradients } = await prepared(torchCase);
      expectNear('loss', [await loss(inputs, weights)], [answer.loss]);
      const received = await gradients(inputs, weights);
      for (const [place, input] of torchCase.inputs.entries()) {
        if ('below' in input) continue;
        expectNear(`gradient of input ${place}`, received.inputs[place], answer.inputs[place]);
      }
      for (const name of trainable) {
        expectNear(`gradient of ${name}`, received.weights[name], answer.weights[name]);
      }
    },
  );
});

function prepared({ layer, params, inputs, title }: TorchCase) {
  const definition = findLayer(layer);
  if (!definition) throw new Error(`There is no layer ${layer}.`);
  const given = inputs.map((input): ExampleInput => {
    const [shape, below] = 'below' in input ? [input.shape, input.below] : [input, undefined];
    return { dtype: 'float32', shape: [null, ...shape], ...(below !== undefined && { below }) };
  });
  const parsed = parseParams(definition, params);
  if (!parsed.ok) throw new Error(parsed.error.map(({ message }) => message).join(' '));
  const outputs = definition.infer(parsed.value, given as unknown as NonEmpty<ExampleInput>);
  if (!outputs.ok) throw new Error(outputs.error.map(({ message }) => message).join(' '));
  return training(definition, { title, params, inputs: given, outputs: outputs.value }, BATCH);
}

async function question(torchCase: TorchCase): Promise<unknown> {
  const { inputs, weights, trainable, factors } = await prepared(torchCase);
  const plain = ({ shape, data }: { shape: readonly number[]; data: ArrayLike<number> }) => ({
    shape,
    data: Array.from(data),
  });
  return {
    code: torchCase.torch,
    inputs: inputs.map(plain),
    weights: Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, plain(weight)])),
    trainable,
    factors: factors.map(plain),
  };
}

async function torchGradients(questions: readonly unknown[]): Promise<readonly Gradients[]> {
  const process = spawn(PYTHON, [SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] });
  process.stdin.end(JSON.stringify(questions));
  let text = '';
  for await (const part of process.stdout.setEncoding('utf8')) text += part;
  return JSON.parse(text);
}

function expectNear(
  what: string,
  received: readonly number[] | undefined,
  expected: readonly number[] | undefined,
): void {
  expect(received?.length, what).toBe(expected?.length);
  const scale = Math.max(1, ...(expected ?? []).map(Math.abs));
  const largest = (received ?? []).reduce(
    (most, value, index) => Math.max(most, Math.abs(value - (expected?.[index] ?? Number.NaN))),
    0,
  );
  expect(largest, `largest difference of ${what}`).toBeLessThan(TOLERANCE * scale);
}
