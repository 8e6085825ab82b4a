/** What an ONNX file takes and gives: as its metadata says, or as far as its graph alone tells. */
import type { InferenceSession } from 'onnxruntime-node';
import type { FieldDescription } from '../../core/data/dataset.ts';
import type { ExportMetadata } from '../../core/onnx/metadata.ts';
import { HostError } from '../contract.ts';

export interface PredictorInput {
  /** Name of the graph's input. */
  readonly name: string;
  /** The field whose raw values it takes; channels last. */
  readonly field: FieldDescription;
  /** Of one sample, as the graph wants it; null where any number of values will do. */
  readonly shape: readonly (number | null)[];
  readonly element: 'float32' | 'int32' | 'int64';
  /** The graph wants images with their channels first, while `field` has them last. */
  readonly channelsFirst: boolean;
}

export interface PredictorOutput {
  /** Name of the graph's output. */
  readonly name: string;
  /** Unknown for files of other programs. */
  readonly field?: FieldDescription;
  readonly loss?: string;
}

export interface PredictorPorts {
  readonly inputs: readonly PredictorInput[];
  readonly outputs: readonly PredictorOutput[];
  /** Samples that the graph takes at once; undefined if that is free. */
  readonly rows: number | undefined;
}

type Tensor = InferenceSession.TensorValueMetadata;

/** The usual numbers of channels of an image: grey, colour, colour with transparency. */
const CHANNELS = new Set([1, 3, 4]);

export function portsOf(
  file: string,
  session: InferenceSession,
  metadata: ExportMetadata | undefined,
): PredictorPorts {
  const tensors = session.inputMetadata.map((value) => tensorOf(file, value));
  const rows = new Set(tensors.map(({ shape }) => shape[0]).filter((count) => typeof count === 'number'));
  return {
    inputs: tensors.map((tensor) => inputOf(file, tensor, metadata)),
    outputs: session.outputMetadata.map((value) => outputOf(tensorOf(file, value), metadata)),
    rows: [...rows].find((count) => count > 0),
  };
}

function tensorOf(file: string, value: InferenceSession.ValueMetadata): Tensor {
  if (value.isTensor) return value;
  throw new HostError({
    code: 'onnx-not-runnable',
    message: `"${file}" takes or gives "${value.name}", which is not a tensor. Expected a neural network that takes numbers and gives numbers.`,
  });
}

function inputOf(file: string, { name, type, shape }: Tensor, metadata?: ExportMetadata): PredictorInput {
  if (type !== 'float32' && type !== 'int32' && type !== 'int64') {
    throw new HostError({
      code: 'onnx-not-runnable',
      message: `"${file}" takes values of the type ${type} for "${name}". Expected float32, int32 or int64; export the network with 32-bit floating-point numbers.`,
    });
  }
  const sample = shape.slice(1).map((dimension) => {
    return typeof dimension === 'number' && dimension > 0 ? dimension : null;
  });
  const described = metadata?.inputs.find((input) => input.name === name);
  if (described) {
    return { name, field: described.field, shape: described.shape, element: type, channelsFirst: false };
  }
  const known = sample.filter((dimension) => dimension !== null);
  if (known.length < sample.length || known.length !== 3) {
    const complete = known.length === sample.length ? known : [];
    const field: FieldDescription = { name, kind: 'numeric', shape: complete };
    return { name, field, shape: sample, element: type, channelsFirst: false };
  }
  const [first = 0, ...rest] = known;
  const channelsFirst = CHANNELS.has(first) && !CHANNELS.has(known.at(-1) ?? 0);
  const field: FieldDescription = {
    name,
    kind: 'image',
    shape: channelsFirst ? [...rest, first] : known,
  };
  return { name, field, shape: sample, element: type, channelsFirst };
}

function outputOf({ name }: Tensor, metadata?: ExportMetadata): PredictorOutput {
  const described = metadata?.outputs.find((output) => output.name === name);
  return described ? { name, field: described.field, loss: described.loss } : { name };
}
