/**
 * The command behind `npm run check:templates`: every template is exported with its first weights, held to the
 * standard's own checker, and its file gives the answers of the network.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { openDataset } from '../../../host/datasets/open-dataset.ts';
import { createOrtRuntime } from '../../../host/engine/ort-runtime.ts';
import { listTemplates } from '../../../host/templates.ts';
import { createRandom } from '../../data/prng.ts';
import type { NetworkDocument } from '../../document/schema.ts';
import { createCompiledEngine } from '../../engine/compiled-engine.ts';
import type { TensorData } from '../../engine/engine.ts';
import { buildModel } from '../../model/build-model.ts';
import { initialWeights } from '../../model/initialize.ts';
import type { Model } from '../../model/model.ts';
import { exportOnnx } from '../../onnx/export-model.ts';
import { writeOnnxModel } from '../../onnx/write-model.ts';
import { sampleShape } from '../../shape/tensor-type.ts';
import { inputName, outputName } from '../../train/program-names.ts';
import { predictProgram } from '../../train/programs.ts';

/** Of the largest answer: the runtime adds in another order than the engine's graph. */
const TOLERANCE = 1e-4;

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const engine = createCompiledEngine(tf, createOrtRuntime({ threads: 2 }));
const checker = new URL('../../scripts/check-onnx.py', import.meta.url).pathname;
const hasChecker = spawnSync('/usr/bin/python3', ['-c', 'import onnx']).status === 0;
if (!hasChecker) console.log("python3-onnx is not installed: files are not held to the standard's checker");

const folder = await mkdtemp(join(tmpdir(), 'layerloom-templates-'));
let failed = 0;
const templates = (await listTemplates()).filter(({ id }) => values.only === undefined || id === values.only);
try {
  for (const { id, document } of templates) {
    const started = performance.now();
    const fault = await check(id, document).catch((error: unknown) => String(error));
    if (fault !== undefined) failed += 1;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${id}: ${fault ?? 'passed'} (${seconds} s)`);
  }
} finally {
  await rm(folder, { recursive: true });
}
console.log(`${templates.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** What is wrong; undefined if nothing is. */
async function check(id: string, document: NetworkDocument): Promise<string | undefined> {
  const builtIn = document.dataset?.source.startsWith('builtin:') === true;
  const dataset = builtIn && document.dataset ? await openDataset(document.dataset, {}) : undefined;
  const built = buildModel(document, dataset?.description);
  if (!built.ok) return built.error.map(({ message }) => message).join(' ');
  const model = built.value;
  const weights = initialWeights(model, 1);
  const file = join(folder, `${id}.onnx`);
  const exported = exportOnnx(
    model,
    Object.fromEntries(
      Object.entries(weights).map(([name, { shape, data }]) => [name, { shape, data: data as Float32Array }]),
    ),
    { preprocessing: {}, fields: [], networkName: document.name, version: '0' },
  );
  await writeFile(file, writeOnnxModel(exported));
  if (hasChecker) {
    const { status, stdout } = spawnSync('/usr/bin/python3', [checker, file], { encoding: 'utf8' });
    if (status !== 0) return stdout;
  }
  const inputs = randomInputs(model);
  const ours = await answers(model, weights, inputs);
  const session = await InferenceSession.create(file, { logSeverityLevel: 3 });
  try {
    const theirs = await session.run(
      Object.fromEntries(
        model.inputs.map(({ layer, name }) => {
          const { data, shape } = inputs[inputName(layer)] as TensorData;
          return [name, new Tensor('float32', data as Float32Array, [...shape])];
        }),
      ),
    );
    const { outputs } = exported.graph;
    for (const [index, { layer, name }] of model.outputs.entries()) {
      const fault = difference(ours[outputName(layer)], theirs[outputs[index]?.name ?? '']);
      if (fault !== undefined) return `"${name}" ${fault}`;
    }
    return undefined;
  } finally {
    await session.release();
    await rm(file);
  }
}

function randomInputs(model: Model): Record<string, TensorData> {
  const random = createRandom(1, 'inputs');
  return Object.fromEntries(
    model.inputs.map(({ layer, type }) => {
      const shape = [1, ...sampleShape(type.shape)];
      const size = shape.reduce((product, dimension) => product * dimension, 1);
      const data = Float32Array.from({ length: size }, () => random.uniform());
      return [inputName(layer), { dtype: 'float32', shape, data }];
    }),
  );
}

async function answers(
  model: Model,
  weights: Readonly<Record<string, TensorData>>,
  inputs: Readonly<Record<string, TensorData>>,
): Promise<Readonly<Record<string, TensorData>>> {
  const session = await engine.open(weights);
  try {
    const predict = await session.prepare(predictProgram(model), inputs);
    return await predict.run(inputs);
  } finally {
    await session.release();
  }
}

function difference(ours: TensorData | undefined, theirs: Tensor | undefined): string | undefined {
  if (!ours || !theirs || ours.shape.join() !== theirs.dims.join()) {
    return `is ${ours?.shape.join(' x ')}, but ${theirs?.dims.join(' x ')} in the file`;
  }
  const other = theirs.data as Float32Array;
  let largest = 1e-6;
  let worst = 0;
  for (let i = 0; i < other.length; i++) {
    const [one, two] = [Number(ours.data[i]), Number(other[i])];
    largest = Math.max(largest, Math.abs(one));
    if (!(Math.abs(one - two) <= worst)) worst = Math.abs(one - two);
  }
  return worst <= TOLERANCE * largest ? undefined : `differs by ${worst} at values up to ${largest}`;
}
