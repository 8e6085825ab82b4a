/**
 * The worker process: it alone loads TensorFlow.js and onnxruntime, so neither the window nor the host waits
 * for a step, and it can be killed at any moment without losing a run.
 */
import type { Batch } from '../../core/data/dataset.ts';
import { exportOnnx } from '../../core/onnx/export-model.ts';
import type { RunEvent } from '../../core/train/events.ts';
import type { Sample } from '../contract.ts';
import { listBuiltinDatasets } from '../datasets/open-dataset.ts';
import { proveExport } from '../export/prove-export.ts';
import { packageVersion } from '../package-root.ts';
import { stoppedBeforeStep } from '../runs/stopped-start.ts';
import type { ActiveRun } from './active-run.ts';
import { cancelReading, openFromShelf, tellReading } from './dataset-shelf.ts';
import { type Handlers, serveCommands } from './dispatcher.ts';
import { evaluate } from './evaluation.ts';
import { askNetwork } from './network-shelf.ts';
import { connectToHost } from './port.ts';
import { predictFile } from './predict-file.ts';
import type { Preparation } from './preparation.ts';
import { previewLayers } from './preview.ts';
import { resumeRun, startRun } from './start-run.ts';
import { listEngines, testEngine } from './test-engine.ts';
import type { TrainedNetwork } from './trained-network.ts';

const port = connectToHost();
const runs = new Map<string, ActiveRun>();
/** Runs that are being prepared. */
const starts = new Map<string, AbortController>();

const teller = (folder: string) => (event: RunEvent) => {
  if (event.type === 'finished' || event.type === 'failed') runs.delete(folder);
  port.post({ type: 'event', folder, event });
};

const handlers: Handlers = {
  train: (run) => begin(run.folder, (preparation) => startRun(run, teller(run.folder), preparation)),
  resume: (run) => begin(run.folder, (preparation) => resumeRun(run, teller(run.folder), preparation)),
  stop: async ({ folder }) => {
    starts.get(folder)?.abort(stoppedBeforeStep());
    runs.get(folder)?.stop();
    return {};
  },
  predict: ({ folder, samples }) => askNetwork(folder, (network) => network.predict(samples)),
  preview: previewLayers,
  export: ({ folder, file }) => askNetwork(folder, (network) => exportProven(network, file)),
  evaluate: ({ path, dataset, listMistakes }) => evaluate(path, dataset, listMistakes),
  'predict-file': ({ file, inputs }) => predictFile(file, inputs),
  'list-datasets': () => listBuiltinDatasets(),
  'describe-dataset': async (place) => (await openFromShelf(place)).description,
  'cancel-reading': async ({ source }) => {
    cancelReading(source);
    return {};
  },
  'read-samples': async ({ dataset, indices }) => {
    const batch = await (await openFromShelf(dataset)).read(indices);
    return indices.map((_, row) => sampleOf(batch, row));
  },
  'list-engines': listEngines,
  'test-engine': testEngine,
};

async function begin(folder: string, start: (preparation: Preparation) => Promise<ActiveRun>) {
  const stop = new AbortController();
  starts.set(folder, stop);
  try {
    const run = await start({
      signal: stop.signal,
      say: (step) => port.post({ type: 'starting', step }),
    });
    runs.set(folder, run);
    // It may have been stopped while its folder was made.
    if (stop.signal.aborted) run.stop();
    return {};
  } finally {
    starts.delete(folder);
  }
}

async function exportProven(network: TrainedNetwork, file: string) {
  const { model, weights, record, fields, preprocessing, recordedAccuracy } = network;
  const { dataset, validation } = await network.openData();
  const exported = exportOnnx(model, floatWeights(weights), {
    preprocessing,
    fields,
    networkName: record.network,
    version: packageVersion(),
  });
  return proveExport({
    file,
    model: exported,
    outputs: model.outputs,
    dataset,
    samples: validation,
    trained: (batch) => network.answer(batch),
    recordedAccuracy,
  });
}

function floatWeights(weights: TrainedNetwork['weights']) {
  return Object.fromEntries(
    Object.entries(weights).map(([id, { shape, data }]) => [id, { shape, data: Float32Array.from(data) }]),
  );
}

function sampleOf(batch: Batch, row: number): Sample {
  return Object.fromEntries(
    Object.entries(batch).map(([field, { data, shape }]) => {
      const size = data.length / (shape[0] ?? 1);
      return [field, Array.from(data.subarray(row * size, (row + 1) * size))];
    }),
  );
}

tellReading((reading) => port.post({ type: 'reading', ...reading }));
serveCommands(port, handlers);

// A terminal sends the interrupt to all its processes; only the host decides what it means here.
process.on('SIGINT', () => undefined);

port.onDisconnect(async () => {
  for (const run of runs.values()) run.stop();
  await Promise.all([...runs.values()].map(({ done }) => done));
  process.exit(0);
});
