/** Computes what layers make of one sample, with first or trained weights, and draws it small. */
import type { DatasetDescription } from '../../core/data/dataset.ts';
import { fitPreprocessing, type Scaling } from '../../core/data/fit-preprocessing.ts';
import type { Preprocessing } from '../../core/data/preprocessing.ts';
import type { LayerId, NetworkDocument } from '../../core/document/schema.ts';
import type { TensorData } from '../../core/engine/engine.ts';
import { findLayer } from '../../core/layers/registry.ts';
import { initialWeights } from '../../core/model/initialize.ts';
import { drawOutput, type OutputWords } from '../../core/preview/draw-output.ts';
import type { LayerPreview, NetworkPreview } from '../../core/preview/preview.ts';
import { type PreviewPart, previewPart } from '../../core/preview/preview-part.ts';
import { previewName, previewProgram } from '../../core/preview/preview-program.ts';
import { outputField } from '../../core/shape/bind-fields.ts';
import { inputFeeds, specsOf } from '../../core/train/feeds.ts';
import { HostError } from '../contract.ts';
import { RunFolder } from '../runs/run-folder.ts';
import { openFromShelf } from './dataset-shelf.ts';
import type { Payload } from './messages.ts';
import { workerEngine } from './worker-engine.ts';

type Request = Payload<'preview'>;
type OpenDataset = Awaited<ReturnType<typeof openFromShelf>>;
type Weights = Readonly<Record<string, TensorData>>;

/** The scaling of a preview without a run is measured on so many samples. */
const MEASURED_SAMPLES = 1000;

export async function previewLayers(request: Request): Promise<NetworkPreview> {
  const { document, layers, sample, baseFolder, run } = request;
  if (!document.dataset) {
    throw new HostError({
      code: 'no-dataset',
      message: `The network "${document.name}" names no data to look at. Choose a dataset, such as builtin:digits.`,
    });
  }
  const dataset = await openFromShelf({ reference: document.dataset, baseFolder });
  const { samples, title } = dataset.description;
  if (samples === 0) {
    throw new HostError({
      code: 'dataset-empty',
      message: `"${title}" has no samples, so there is nothing to look at. Choose data with at least one sample.`,
    });
  }
  const row = Math.min(sample, samples - 1);
  const trained = run && (await trainedState(run));
  const found: Record<LayerId, LayerPreview> = {};
  for (let asked: readonly LayerId[] = layers; asked.length > 0; ) {
    const part = previewPart(document, dataset.description, asked);
    Object.assign(found, part.refused);
    if (part.shown.size > 0) Object.assign(found, await compute(request, dataset, part, row, trained));
    asked = part.later;
  }
  const truth = await truthOf(dataset, row);
  return {
    samples,
    ...(truth !== undefined && { truth }),
    weights: run && trained ? { kind: 'trained', run: run.id } : { kind: 'initial' },
    layers: found,
  };
}

interface Trained {
  readonly weights: Weights;
  readonly preprocessing: Readonly<Record<string, Preprocessing>>;
}

let shelf: { readonly key: string; readonly trained: Trained } | undefined;

/** Undefined where the run has nothing to give. The one asked last is kept: each edit asks again. */
async function trainedState({ folder, state }: NonNullable<Request['run']>): Promise<Trained | undefined> {
  const key = `${folder} ${state}`;
  if (shelf?.key === key) return shelf.trained;
  const { record, checkpoints } = await RunFolder.open(folder);
  const checkpoint = await checkpoints.best();
  if (!checkpoint) return undefined;
  const trained = { weights: checkpoint.state, preprocessing: record.preprocessing };
  shelf = { key, trained };
  return trained;
}

async function compute(
  { document }: Request,
  dataset: OpenDataset,
  part: PreviewPart,
  row: number,
  trained: Trained | undefined,
): Promise<Record<LayerId, LayerPreview>> {
  const preprocessing = trained?.preprocessing ?? (await firstScaling(dataset, part));
  const weights = trained ? pick(part, trained.weights) : initialWeights(part, document.training.seed);
  const feeds = inputFeeds(part, await dataset.read([row]), preprocessing);
  const session = await (await workerEngine()).open(weights);
  try {
    const executable = await session.prepare(previewProgram(part), specsOf(feeds));
    const answers = await executable.run(feeds);
    const drawn: Record<LayerId, LayerPreview> = {};
    for (const [id, { source, output }] of part.shown) {
      const answer = answers[previewName(source, output)];
      if (answer) drawn[id] = drawOutput(answer, wordsFor(document, id, dataset.description));
    }
    return drawn;
  } finally {
    await session.release();
  }
}

function pick({ weights }: PreviewPart, state: Weights): Weights {
  return Object.fromEntries(
    weights.map(({ id }) => {
      const values = state[id];
      if (!values) throw new Error(`The checkpoint lacks the weight "${id}".`);
      return [id, values];
    }),
  );
}

const scalings = new WeakMap<OpenDataset, Map<string, Promise<Preprocessing>>>();

/** As a run would scale its inputs, but measured on fewer samples. */
async function firstScaling(dataset: OpenDataset, part: PreviewPart): Promise<Record<string, Preprocessing>> {
  const known = scalings.get(dataset) ?? new Map<string, Promise<Preprocessing>>();
  scalings.set(dataset, known);
  const { samples } = dataset.description;
  const count = Math.min(samples, MEASURED_SAMPLES);
  const rows = Int32Array.from({ length: count }, (_, place) => Math.floor((place * samples) / count));
  const found: Record<string, Preprocessing> = {};
  for (const { layer, field } of part.inputs) {
    const scaling = (part.analysis.layers.get(layer)?.params?.scaling ?? 'auto') as Scaling;
    const key = `${field} ${scaling}`;
    const fitted = known.get(key) ?? fitPreprocessing(dataset, field, rows, scaling);
    known.set(key, fitted);
    found[field] ??= await fitted;
  }
  return found;
}

/** What the numbers of a layer stand for. */
function wordsFor(document: NetworkDocument, id: LayerId, dataset: DatasetDescription): OutputWords {
  const layer = document.layers.find((candidate) => candidate.id === id);
  const category = layer && findLayer(layer.type)?.category;
  const answers =
    layer?.type === 'Output' || layer?.type === 'Softmax' || layer?.params.activation === 'softmax';
  return {
    colours: category === 'io' || category === 'preprocessing',
    classes: answers && layer ? outputField(targetOf(document, layer.id), dataset)?.classes : undefined,
  };
}

/** The field of the Output itself, or of the only Output that there is. */
function targetOf(document: NetworkDocument, id: LayerId): string {
  const outputs = document.layers.filter(({ type }) => type === 'Output');
  const output = outputs.find((layer) => layer.id === id) ?? (outputs.length === 1 ? outputs[0] : undefined);
  return String(output?.params.field ?? '');
}

async function truthOf(dataset: OpenDataset, row: number): Promise<string | undefined> {
  const { fields, target } = dataset.description;
  const field = fields.find(({ name }) => name === target);
  if (!field?.classes) return undefined;
  const batch = await dataset.read([row]);
  return field.classes[Number(batch[field.name]?.data[0])];
}
