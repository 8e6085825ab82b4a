import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readOnnxModel } from '../../core/onnx/read-model.ts';
import { answerByHand, exportedLargerOfTwo, pairs } from '../testing/larger-of-two.ts';
import { type ExportRequest, proveExport } from './prove-export.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

function request(changes: Partial<ExportRequest> = {}): ExportRequest {
  const { model, exported } = exportedLargerOfTwo();
  return {
    file: join(folder, 'larger.onnx'),
    model: exported,
    outputs: model.outputs,
    dataset: pairs(100),
    samples: Int32Array.from({ length: 50 }, (_, place) => 99 - place),
    trained: answerByHand,
    batchSize: 16,
    ...changes,
  };
}

test('the file is compared with the trained network on every sample', async () => {
  const progress: string[] = [];
  const proof = await proveExport(request({ onProgress: (done, all) => progress.push(`${done}/${all}`) }));
  const content = await readFile(proof.file);
  expect(proof).toEqual({
    file: join(folder, 'larger.onnx'),
    bytes: content.length,
    opset: 17,
    samples: 50,
    maxAbsDiff: 0,
    accuracyTrained: 0.98,
    accuracyOnnx: 0.98,
  });
  expect(progress).toEqual(['16/50', '32/50', '48/50', '50/50']);
  expect(await readdir(folder)).toEqual(['larger.onnx']);
  expect(readOnnxModel(content)).toEqual({ ok: true, value: request().model });
});

test('the accuracy that training recorded is reached, give or take an answer on the edge', async () => {
  const proof = await proveExport(request({ recordedAccuracy: 0.98 }));
  expect(proof).toMatchObject({ accuracyOnnx: 0.98, accuracyRecorded: 0.98 });
  expect((await proveExport(request({ recordedAccuracy: 0.96 }))).accuracyRecorded).toBe(0.96);
});

test('a file that does not reach the recorded accuracy is not written', async () => {
  const file = join(folder, 'larger.onnx');
  await expect(proveExport(request({ recordedAccuracy: 0.9 }))).rejects.toThrow(
    `The exported file did not pass its proof, so "${file}" was not written: training recorded an accuracy of 90.00% on the 50 validation samples, but now the network and its file answer 98.00% of them correctly. The data "test" must have changed since the run. Put it back as it was, or train again.`,
  );
  expect(await readdir(folder)).toEqual([]);
});

test('differences of rounding are measured', async () => {
  const proof = await proveExport(
    request({
      trained: async (batch) => {
        const { out } = await answerByHand(batch);
        const data = Float32Array.from(out?.data ?? [], (value) => value + 0.0001);
        return { out: { dtype: 'float32', shape: [16, 2], data } };
      },
    }),
  );
  expect(proof.maxAbsDiff).toBeGreaterThan(0.00009);
  expect(proof.maxAbsDiff).toBeLessThan(0.00011);
});

test('a file that answers otherwise is not written, and an earlier one survives', async () => {
  await writeFile(join(folder, 'larger.onnx'), 'earlier');
  const trained = async () => ({
    out: { dtype: 'float32' as const, shape: [16, 2], data: new Float32Array(32).fill(1) },
  });
  const file = join(folder, 'larger.onnx');
  await expect(proveExport(request({ trained, samples: new Int32Array(16) }))).rejects.toThrow(
    `The exported file did not pass its proof, so "${file}" was not written: asked about 16 samples, its answers differ from the trained network's by up to 26.0. This is a fault of Layerloom; please report it with the network.`,
  );
  expect(await readdir(folder)).toEqual(['larger.onnx']);
  expect(await readFile(file, 'utf8')).toBe('earlier');
});

test('a network whose answers are not numbers is told apart from its file', async () => {
  const trained = async () => ({
    out: { dtype: 'float32' as const, shape: [1, 2], data: Float32Array.of(Number.NaN, 0) },
  });
  await expect(proveExport(request({ trained, samples: new Int32Array(1) }))).rejects.toThrow(
    'some of its answers are not numbers while those of the trained network are, or the other way round.',
  );
});

test('says that the folder is missing', async () => {
  const file = join(folder, 'none', 'larger.onnx');
  await expect(proveExport(request({ file }))).rejects.toThrow(
    `The folder "${join(folder, 'none')}" does not exist, so nothing was exported. Make it first, or choose another folder.`,
  );
});

test('says that the name is that of a folder', async () => {
  await expect(proveExport(request({ file: folder }))).rejects.toThrow(
    `"${folder}" is a folder, so the ONNX file cannot have that name. Add a file name such as "network.onnx".`,
  );
});

test('says that the folder is none', async () => {
  await writeFile(join(folder, 'note'), 'text');
  await expect(proveExport(request({ file: join(folder, 'note', 'x.onnx') }))).rejects.toThrow(
    `${join(folder, 'note')} cannot be used as a folder: there is a file of that name in the way. Choose another folder.`,
  );
  expect(await readdir(folder)).toEqual(['note']);
});
