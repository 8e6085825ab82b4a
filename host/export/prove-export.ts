/**
 * Writes a trained network as an ONNX file and proves it: the file is reopened in onnxruntime and asked about
 * every validation sample, and its answers are compared with the trained network's own, their accuracy with the one
 * that training recorded. Only a file that gives the same answers gets its name.
 */
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { batches } from '../../core/data/batches.ts';
import type { Batch, Dataset } from '../../core/data/dataset.ts';
import type { TensorData } from '../../core/engine/engine.ts';
import { classPairs } from '../../core/metrics/answers.ts';
import type { ModelOutput } from '../../core/model/model.ts';
import type { OnnxModel } from '../../core/onnx/onnx-model.ts';
import { writeOnnxModel } from '../../core/onnx/write-model.ts';
import { hasAccuracy } from '../../core/train/accuracy.ts';
import { writeProven } from '../atomic-file.ts';
import { type ExportProof, HostError } from '../contract.ts';
import { systemCode } from '../storage-fault.ts';
import { openPredictor, type Predictor } from './onnx-predictor.ts';

export interface ExportRequest {
  /** Where the file shall be. A file of that name is replaced when the proof is done. */
  readonly file: string;
  /** From `exportOnnx`. */
  readonly model: OnnxModel;
  /** The trained model's outputs, in the order of the exported ones. */
  readonly outputs: readonly ModelOutput[];
  readonly dataset: Dataset;
  /** The validation samples. */
  readonly samples: Int32Array;
  /** The trained network's own answers to raw values, by Output layer id. */
  readonly trained: (batch: Batch) => Promise<Readonly<Record<string, TensorData>>>;
  /** What training measured on the same samples, if it did. */
  readonly recordedAccuracy?: number | undefined;
  readonly batchSize?: number;
  readonly onProgress?: (samplesDone: number, samples: number) => void;
}

/** Protobuf's limit for one message. */
const LARGEST_FILE = 2 ** 31 - 1;

/**
 * Differences beyond rounding, relative to the largest answer but at least 1. Float32 sums in another order
 * stay a hundred times below.
 */
const TOLERANCE = 1e-3;

/** Share of the answers that rounding may decide. */
const ON_THE_EDGE = 0.002;

/** Throws `HostError` if the file cannot be written, or if it does not give the trained network's answers. */
export async function proveExport(request: ExportRequest): Promise<ExportProof> {
  const { file, model } = request;
  await requirePlace(file);
  const content = writeOnnxModel(model);
  if (content.length > LARGEST_FILE) {
    throw new HostError({
      code: 'export-too-large',
      message: `The network is too large for one ONNX file: it needs ${gigabytes(content.length)} GB, and 2 GB is the most. Use fewer units or filters.`,
    });
  }
  return writeProven(file, [content], async (temporary) => {
    const predictor = await openPredictor(temporary);
    try {
      const comparison = await compare(request, predictor);
      requireSameAnswers(file, comparison);
      const recorded = requireRecordedAccuracy(request, comparison);
      const { samples, difference, counted, rightTrained, rightOnnx } = comparison;
      return {
        file,
        bytes: content.length,
        opset: predictor.opset,
        samples,
        maxAbsDiff: difference,
        ...(counted > 0
          ? { accuracyTrained: rightTrained / counted, accuracyOnnx: rightOnnx / counted }
          : {}),
        ...(recorded !== undefined && { accuracyRecorded: recorded }),
      };
    } finally {
      await predictor.release();
    }
  });
}

interface Comparison {
  samples: number;
  /** Largest difference of two answers; infinite where one of them is not a number. */
  difference: number;
  largestAnswer: number;
  /** Answers that choose between classes. */
  counted: number;
  rightTrained: number;
  rightOnnx: number;
}

async function compare(request: ExportRequest, predictor: Predictor): Promise<Comparison> {
  const { model, outputs, dataset, samples, trained, batchSize = 256, onProgress } = request;
  const result: Comparison = {
    samples: 0,
    difference: 0,
    largestAnswer: 0,
    counted: 0,
    rightTrained: 0,
    rightOnnx: 0,
  };
  const fields = dataset.description.fields.map((field) => field.name);
  for await (const batch of batches(dataset, samples, batchSize, fields)) {
    const [own, reopened] = [await trained(batch), await predictor.run(batch)];
    for (const [place, { layer, field, name, loss }] of outputs.entries()) {
      const before = own[layer];
      const after = reopened[model.graph.outputs[place]?.name ?? ''];
      if (!before || !after) throw new Error(`There is no answer for the output "${name}" to compare.`);
      addDifferences(result, before, after);
      const target = batch[field];
      if (target && hasAccuracy(loss, target)) {
        const trainedPairs = classPairs(target, before, loss);
        result.counted += trainedPairs.expected.length;
        result.rightTrained += countEqual(trainedPairs.expected, trainedPairs.answered);
        result.rightOnnx += countEqual(trainedPairs.expected, classPairs(target, after, loss).answered);
      }
    }
    result.samples += Object.values(batch)[0]?.shape[0] ?? 0;
    onProgress?.(result.samples, samples.length);
  }
  return result;
}

function addDifferences(result: Comparison, before: TensorData, after: TensorData): void {
  if (before.data.length !== after.data.length) {
    throw new Error(`Answers of ${after.data.length} values cannot be compared with ${before.data.length}.`);
  }
  for (let place = 0; place < before.data.length; place++) {
    const expected = before.data[place] ?? 0;
    const received = after.data[place] ?? 0;
    if (Object.is(expected, received)) continue;
    const difference = Math.abs(expected - received);
    result.difference = Math.max(result.difference, Number.isNaN(difference) ? Infinity : difference);
    if (Number.isFinite(expected)) result.largestAnswer = Math.max(result.largestAnswer, Math.abs(expected));
  }
}

function countEqual(expected: Int32Array, answered: Int32Array): number {
  return expected.reduce((count, truth, place) => count + (truth === answered[place] ? 1 : 0), 0);
}

function requireSameAnswers(file: string, { difference, largestAnswer, samples }: Comparison): void {
  if (difference <= TOLERANCE * Math.max(1, largestAnswer)) return;
  const finding = Number.isFinite(difference)
    ? `its answers differ from the trained network's by up to ${difference.toPrecision(3)}`
    : 'some of its answers are not numbers while those of the trained network are, or the other way round';
  throw new HostError({
    code: 'export-differs',
    message: `The exported file did not pass its proof, so "${file}" was not written: asked about ${samples} samples, ${finding}. This is a fault of Layerloom; please report it with the network.`,
  });
}

/**
 * What training recorded, where it can be compared: one answer for each sample. Other engines round otherwise, which
 * may decide a few answers that stand on the edge.
 */
function requireRecordedAccuracy(
  { file, dataset, recordedAccuracy }: ExportRequest,
  { samples, counted, rightOnnx }: Comparison,
): number | undefined {
  if (recordedAccuracy === undefined || counted !== samples || samples === 0) return undefined;
  const reached = rightOnnx / counted;
  if (Math.abs(reached - recordedAccuracy) <= Math.max(1.5 / samples, ON_THE_EDGE)) return recordedAccuracy;
  throw new HostError({
    code: 'export-accuracy-differs',
    message: `The exported file did not pass its proof, so "${file}" was not written: training recorded an accuracy of ${percent(recordedAccuracy)} on the ${samples.toLocaleString('en')} validation samples, but now the network and its file answer ${percent(reached)} of them correctly. The data "${dataset.description.source}" must have changed since the run. Put it back as it was, or train again.`,
  });
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}

async function requirePlace(file: string): Promise<void> {
  const folder = dirname(file);
  const [place, existing] = await Promise.all([kindOf(folder), kindOf(file)]);
  if (place === undefined) {
    throw new HostError({
      code: 'folder-missing',
      message: `The folder "${folder}" does not exist, so nothing was exported. Make it first, or choose another folder.`,
    });
  }
  if (existing === 'folder') {
    throw new HostError({
      code: 'export-is-folder',
      message: `"${file}" is a folder, so the ONNX file cannot have that name. Add a file name such as "network.onnx".`,
    });
  }
}

/** Undefined where there is nothing of that name. Other faults come up when the file is written. */
async function kindOf(path: string): Promise<'folder' | 'file' | undefined> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    return systemCode(error) === 'ENOENT' ? undefined : 'file';
  }
}

function gigabytes(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(1);
}
