/**
 * Holds exported files to the standard's own checker, where Debian's python3-onnx is installed. The checker is a
 * tool for developers; other tests run exported files in onnxruntime on every machine.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Example, LayerDefinition, WeightData } from '../layers/layer.ts';
import { parseParams } from '../layers/parse-params.ts';
import { LAYERS } from '../layers/registry.ts';
import { buildModel } from '../model/build-model.ts';
import { weightSize } from '../model/weight.ts';
import { float32, sampleShape } from '../shape/tensor-type.ts';
import { chain } from '../testing/draw.ts';
import { emitLayer } from '../testing/run-emitted-layer.ts';
import { exportOnnx } from './export-model.ts';
import type { OnnxModel } from './onnx-model.ts';
import { writeOnnxModel } from './write-model.ts';

const PYTHON = '/usr/bin/python3';
const CHECKER = fileURLToPath(new URL('../../scripts/check-onnx.py', import.meta.url));
const run = promisify(execFile);
const isInstalled = await run(PYTHON, ['-c', 'import onnx']).then(
  () => true,
  () => false,
);

const title = isInstalled
  ? 'python3-onnx'
  : 'python3-onnx is not installed, so files are not checked with it';

describe.runIf(isInstalled)(title, () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'layerloom-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  /** The checker's words about models, by name; nothing if all keep the standard. */
  async function check(models: Readonly<Record<string, OnnxModel>>): Promise<string> {
    const files: string[] = [];
    for (const [name, model] of Object.entries(models)) {
      const file = join(folder, `${name}.onnx`);
      await writeFile(file, writeOnnxModel(model));
      files.push(file);
    }
    const { stdout } = await run(PYTHON, [CHECKER, ...files]).catch((error: unknown) => ({
      stdout: String(Reflect.get(Object(error), 'stdout')),
    }));
    return stdout;
  }

  test('finds nothing wrong with any layer', async () => {
    const models = LAYERS.filter(({ type }) => type !== 'Input').flatMap((definition) =>
      definition.examples.map((example, place): [string, OnnxModel] => [
        `${definition.type}-${place}`,
        emitted(definition, example),
      ]),
    );
    expect(models.length).toBeGreaterThan(3);
    expect(await check(Object.fromEntries(models))).toBe('');
  });

  test('finds nothing wrong with an exported network', async () => {
    expect(await check({ network: exported() })).toBe('');
  });

  test('finds what is wrong with a file that breaks the standard', async () => {
    const network = exported();
    const broken = { ...network, graph: { ...network.graph, initializers: [] } };
    expect(await check({ broken })).toMatch(/broken\.onnx: Nodes in a graph must be topologically/);
  });
});

function emitted(
  definition: LayerDefinition,
  { params, inputs }: Example<Readonly<Record<string, unknown>>>,
): OnnxModel {
  const parsed = parseParams(definition, params);
  if (!parsed.ok) throw new Error(parsed.error.map(({ message }) => message).join(' '));
  // A layer without inputs is given a batch all the same.
  const [first = float32(null, 1), ...others] = inputs;
  const weights = definition.weights(parsed.value, [first, ...others]);
  return emitLayer({
    definition,
    params: parsed.value,
    inputs: [first, ...others].map((input) => ({
      shape: [1, ...sampleShape(input.shape)],
      data: new Float32Array(),
    })),
    weights: Object.fromEntries(
      weights.map((weight): [string, WeightData] => [
        weight.name,
        { shape: weight.shape, data: new Float32Array(weightSize(weight)) },
      ]),
    ),
  });
}

function exported(): OnnxModel {
  const built = buildModel(
    chain(
      { type: 'Input', params: { field: 'features', shape: [4] } },
      { type: 'Dense', name: 'Schicht Größe/1', params: { units: 3 } },
      { type: 'Activation', params: { activation: 'relu' } },
      { type: 'Output', params: { field: 'price', loss: 'meanSquaredError' } },
    ),
  );
  if (!built.ok) throw new Error(built.error.map(({ message }) => message).join('\n'));
  return exportOnnx(
    built.value,
    {
      'dense/kernel': { shape: [4, 3], data: new Float32Array(12) },
      'dense/bias': { shape: [3], data: new Float32Array(3) },
    },
    {
      preprocessing: { features: { offset: [1, 2, 3, 4], factor: [0.5] } },
      fields: [],
      networkName: 'Prices',
      version: '1.0.0',
    },
  );
}
