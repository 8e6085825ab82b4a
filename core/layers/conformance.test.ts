/**
 * Every example of every layer, held against reality: parameters survive JSON, the shape rule says what
 * TensorFlow.js gives, the ONNX nodes answer the same at every level of optimization, gradients agree with
 * differences, and a training step moves what is trainable.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { weightSize } from '../model/weight.ts';
import { layerCase, training } from '../testing/layer-case.ts';
import { runEmittedLayer } from '../testing/run-emitted-layer.ts';
import type { LayerDefinition, NonEmpty } from './layer.ts';
import { parseParams } from './parse-params.ts';
import { LAYERS } from './registry.ts';

describe('the catalogue', () => {
  it('lists every layer that has a file', () => {
    const folder = import.meta.dirname;
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
    );
    const defined = files.flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/defineLayer\(\{\s*type: '(\w+)'/g)].map(
        ([, type]) => type,
      ),
    );
    expect(defined.sort()).toEqual(LAYERS.map(({ type }) => type).sort());
  });

  it('has no two layers of one type', () => {
    expect(new Set(LAYERS.map(({ type }) => type)).size).toBe(LAYERS.length);
  });
});

/** Layers whose nodes differ from the forward pass on purpose: Input has no inputs to be run by itself. */
const computing = LAYERS.filter(({ type }) => type !== 'Input');

describe.each(LAYERS.map((layer) => [layer.type, layer] as const))('%s', (_type, layer) => {
  it('explains itself', () => {
    expect(layer.summary).toMatch(/\.$/);
    expect(layer.doc.length).toBeGreaterThan(80);
    expect(layer.examples.length).toBeGreaterThan(0);
    for (const parameter of Object.values(layer.parameters)) {
      expect(parameter.help).toMatch(/[.]$/);
      expect(parameter.schema.safeParse(parameter.default).success, parameter.label).toBe(true);
    }
  });

  it('answers an unknown parameter with a problem', () => {
    const parsed = parseParams(layer, { noSuchParameter: 1 });
    expect(parsed).toMatchObject({ ok: false, error: [{ code: 'unknown-parameter' }] });
  });

  it.each(layer.examples.map((example) => [example.title, example] as const))('%s', (_title, example) => {
    const raw = JSON.parse(JSON.stringify(example.params));
    const params = parseParams(layer, raw);
    if (!params.ok) throw new Error(params.error.map(({ message }) => message).join(' '));
    const inputs = example.inputs as NonEmpty<(typeof example.inputs)[number]>;
    expect(layer.infer(params.value, inputs)).toEqual({ ok: true, value: example.outputs });
    if (example.parameters !== undefined) {
      const weights = layer.weights(params.value, inputs);
      expect(weights.reduce((sum, weight) => sum + weightSize(weight), 0)).toBe(example.parameters);
    }
  });
});

describe.each(computing.map((layer) => [layer.type, layer] as const))('%s computes', (_type, layer) => {
  describe.each(layer.examples.map((example) => [example.title, example] as const))(
    '%s',
    (_title, example) => {
      it.each([1, 3])('the same in TensorFlow.js and ONNX, batch of %i', async (batch) => {
        const { params, inputs, weights, masks, forward } = await layerCase(layer, example, batch);
        const outputs = await forward(inputs, weights);
        expect(outputs.map(({ shape }) => shape)).toEqual(
          example.outputs.map(({ shape }) => [batch, ...shape.slice(1)]),
        );
        for (const optimization of ['disabled', 'all'] as const) {
          const given = inputs.length > 0 ? inputs : [{ shape: [batch, 1], data: new Float32Array(batch) }];
          const emitted = await runEmittedLayer(
            { definition: layer, params, inputs: given, weights, masks },
            optimization,
          );
          emitted.forEach((output, index) => {
            expect(output.shape).toEqual(outputs[index]?.shape);
            expect(largestDifference(output.data, outputs[index]?.data)).toBeLessThan(1e-5);
          });
        }
      });
    },
  );
});

describe.each(trainableLayers().map((layer) => [layer.type, layer] as const))('%s learns', (_type, layer) => {
  it.each(layer.examples.map((example) => [example.title, example] as const))(
    '%s',
    async (_title, example) => {
      const { inputs, weights, trainable, gradients, loss } = await training(layer, example, 3);
      const received = await gradients(inputs, weights);
      for (const id of trainable) {
        expect(Math.max(...(received.weights[id] ?? []).map(Math.abs)), `gradient of ${id}`).toBeGreaterThan(
          0,
        );
      }
      for (const [index, input] of inputs.entries()) {
        // Between whole numbers there is no slope.
        if (example.inputs[index]?.below !== undefined) continue;
        const got = received.inputs[index] ?? [];
        for (const place of probes(input.data.length)) {
          const shifted = (by: number) =>
            loss(
              inputs.map((other, at) => (at === index ? nudged(other, place, by) : other)),
              weights,
            );
          await expectSlope(got, place, shifted, `input ${index}[${place}]`);
        }
      }
      for (const id of trainable) {
        const weight = weights[id];
        if (!weight) throw new Error(`The layer has no weight ${id}.`);
        for (const place of probes(weight.data.length)) {
          const shifted = (by: number) => loss(inputs, { ...weights, [id]: nudged(weight, place, by) });
          await expectSlope(received.weights[id] ?? [], place, shifted, `${id}[${place}]`);
        }
      }
    },
  );
});

/** A threshold has no slope to learn from, an Input nothing to compute, and what is fixed nothing to learn. */
function trainableLayers(): readonly LayerDefinition[] {
  return computing.map((layer) => ({
    ...layer,
    examples: layer.examples.filter(
      ({ params, inputs }) =>
        !('activation' in params && params.activation === 'step') &&
        (inputs.length > 0 || ('trainable' in params && params.trainable === true)),
    ),
  }));
}

/** Up to eight places spread over a tensor. */
function probes(length: number): number[] {
  const stride = Math.max(1, Math.floor(length / 8));
  return Array.from({ length: Math.ceil(length / stride) }, (_, index) => index * stride);
}

const STEP = 5e-3;

async function expectSlope(
  gradient: readonly number[],
  place: number,
  shifted: (by: number) => Promise<number>,
  what: string,
): Promise<void> {
  const slope = ((await shifted(STEP)) - (await shifted(-STEP))) / (2 * STEP);
  const scale = Math.max(1, ...gradient.map(Math.abs));
  expect(
    Math.abs((gradient[place] ?? Number.NaN) - slope),
    `${what}: ${gradient[place]}, expected ${slope}`,
  ).toBeLessThan(5e-3 * scale);
}

function nudged<T extends { readonly data: Float32Array }>(tensor: T, place: number, by: number): T {
  const data = Float32Array.from(tensor.data);
  data[place] = (data[place] ?? 0) + by;
  return { ...tensor, data };
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number> | undefined): number {
  let largest = a.length === b?.length ? 0 : Number.POSITIVE_INFINITY;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs((a[i] ?? 0) - (b?.[i] ?? 0)));
  return largest;
}
