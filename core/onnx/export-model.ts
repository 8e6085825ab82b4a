/** A trained network as an ONNX model: what it was drawn as, layer by layer, with its weights inside. */
import type { FieldDescription } from '../data/dataset.ts';
import { IDENTITY, type Preprocessing } from '../data/preprocessing.ts';
import type { LayerId } from '../document/schema.ts';
import type { LayerDefinition, Masks, NonEmpty, WeightData } from '../layers/layer.ts';
import type { Model } from '../model/model.ts';
import type { LayerAnalysis } from '../shape/analysis.ts';
import { buildGraph } from '../shape/graph.ts';
import { sampleShape } from '../shape/tensor-type.ts';
import { emittedMasks } from './emit-masks.ts';
import { emitPreprocessing } from './emit-preprocessing.ts';
import type { OnnxValue } from './emitter.ts';
import { GraphEmission } from './graph-emission.ts';
import { type ExportedInput, type ExportedOutput, writeMetadata } from './metadata.ts';
import type { OnnxModel } from './onnx-model.ts';

/** Read by every ONNX runtime since 2022. */
const IR_VERSION = 8;
const OPSET = 17;

export interface ExportOptions {
  /** By field. A field without one is taken as it is. */
  readonly preprocessing: Readonly<Record<string, Preprocessing>>;
  /** The dataset's fields, for the names of classes and columns. */
  readonly fields: readonly FieldDescription[];
  readonly networkName: string;
  /** Layerloom's own. */
  readonly version: string;
}

/**
 * The network as it answers after training, with `weights` by weight id. The file takes raw values as the
 * dataset holds them, batch first and channels last. Throws for a network that has errors.
 */
export function exportOnnx(
  model: Model,
  weights: Readonly<Record<string, WeightData>>,
  options: ExportOptions,
): OnnxModel {
  const emission = new GraphEmission();
  const { fed, inputs } = emitInputs(emission, model, options);
  const answers = emitLayers(emission, model, fed, weights);
  const outputs = model.outputs.map(({ layer, name, field, loss, type }): ExportedOutput => {
    const answer = answers.get(layer);
    if (answer === undefined) throw new Error(`Nothing arrives at the output "${name}".`);
    return {
      name: emission.output(name, answer),
      field: describedField(options, field, 'numeric', sampleShape(type.shape)),
      shape: sampleShape(type.shape),
      loss,
    };
  });
  return {
    irVersion: IR_VERSION,
    opset: OPSET,
    producer: 'Layerloom',
    producerVersion: options.version,
    doc: `${options.networkName}, drawn and trained in Layerloom. Takes raw values as the dataset holds them.`,
    metadata: writeMetadata({ version: options.version, inputs, outputs }),
    graph: emission.finish(options.networkName),
  };
}

function emitInputs(
  emission: GraphEmission,
  model: Model,
  options: ExportOptions,
): { readonly fed: ReadonlyMap<LayerId, OnnxValue>; readonly inputs: readonly ExportedInput[] } {
  const fed = new Map<LayerId, OnnxValue>();
  const raw = model.inputs.map((input) => ({
    input,
    value: emission.input(input.name, input.type.shape),
    preprocessing: options.preprocessing[input.field] ?? IDENTITY,
  }));
  const emitter = emission.layer('preprocess');
  for (const { input, value, preprocessing } of raw) {
    const preprocessed = emitPreprocessing(emitter, value, preprocessing);
    emission.describe(preprocessed);
    fed.set(input.layer, preprocessed);
  }
  const inputs = raw.map(({ input, value, preprocessing }): ExportedInput => {
    const shape = sampleShape(value.shape);
    const kind = shape.length === 3 ? 'image' : 'numeric';
    return {
      name: value.name,
      field: describedField(options, input.field, kind, shape),
      shape,
      preprocessing,
    };
  });
  return { fed, inputs };
}

/** The field as the dataset describes it, or as the network sees it where the dataset is not at hand. */
function describedField(
  { fields }: ExportOptions,
  name: string,
  kind: FieldDescription['kind'],
  shape: readonly number[],
): FieldDescription {
  return fields.find((field) => field.name === name) ?? { name, kind, shape: [...shape] };
}

/** Emits every layer that an output depends on, and returns what arrives at the outputs. */
function emitLayers(
  emission: GraphEmission,
  model: Model,
  fed: ReadonlyMap<LayerId, OnnxValue>,
  weights: Readonly<Record<string, WeightData>>,
): ReadonlyMap<LayerId, OnnxValue> {
  const drawn = new Map(model.document.layers.map((layer) => [layer.id, layer]));
  const links = new Map(model.document.links.map((link) => [link.id, link]));
  const { leadsToOutput } = buildGraph(model.document);
  const produced = new Map<LayerId, readonly OnnxValue[]>();
  const masksOf = new Map<LayerId, Masks<OnnxValue>>();
  for (const id of model.analysis.order.filter((layer) => leadsToOutput.has(layer))) {
    const { definition, params, incoming } = complete(model.analysis.layers.get(id));
    const sources = incoming.map((linkId) => {
      const { layer, port } = known(links.get(linkId)).from;
      const source = complete(model.analysis.layers.get(layer));
      const place = source.definition.ports(source.params).outputs.findIndex((out) => out.id === port);
      return { layer, place };
    });
    const arriving = sources.map(({ layer, place }) => known(produced.get(layer)?.[place]));
    const masks = sources.map(({ layer, place }) => masksOf.get(layer)?.[place]);
    // An Input hands on what was fed; a constant takes its batch from the first of them.
    const [first = fed.get(id) ?? [...fed.values()][0], ...others] = arriving;
    const inputs: NonEmpty<OnnxValue> = [known(first), ...others];
    const ids = new Map(
      model.weights.filter((weight) => weight.layer === id).map((weight) => [weight.name, weight.id]),
    );
    const emitter = emission.layer(known(drawn.get(id)).name);
    const weight = (name: string) => known(weights[known(ids.get(name))]);
    const outputs = definition.emitOnnx(emitter, params, inputs, weight, masks);
    masksOf.set(id, definition.masking?.carry(emittedMasks(emitter), params, inputs, masks) ?? []);
    for (const output of outputs) emission.describe(output);
    produced.set(id, outputs);
  }
  return new Map(model.outputs.map(({ layer }) => [layer, known(produced.get(layer)?.[0])]));
}

interface CompleteLayer extends LayerAnalysis {
  readonly definition: LayerDefinition;
  readonly params: Readonly<Record<string, unknown>>;
}

function complete(analysis: LayerAnalysis | undefined): CompleteLayer {
  const { definition, params, ...rest } = known(analysis);
  return { ...rest, definition: known(definition), params: known(params) };
}

/** A model has been checked before it was trained, so what it needs is there. */
function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The network has errors, so it cannot be exported.');
  return value;
}
