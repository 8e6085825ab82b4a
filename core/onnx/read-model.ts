/** Reads an ONNX file's bytes as plain data: the reverse of `write-model.ts`, for files of any program. */
import { fail, ok, type Result } from '../result.ts';
import {
  ATTRIBUTE,
  ATTRIBUTE_TYPE,
  DIMENSION,
  ENTRY,
  GRAPH,
  MODEL,
  NODE,
  OPSET,
  SHAPE,
  TENSOR_TYPE,
  TYPE,
  VALUE_INFO,
} from './field-numbers.ts';
import type {
  OnnxAttributeValue,
  OnnxGraph,
  OnnxModel,
  OnnxNode,
  OnnxTensor,
  OnnxValueInfo,
} from './onnx-model.ts';
import { ProtobufError, readFields, readFloats, readInts, readString } from './protobuf/reader.ts';
import { elementOf, readTensor, UnsupportedOnnx } from './read-tensor.ts';

/** Why a file cannot be read, for the user. */
export interface OnnxFault {
  readonly message: string;
}

/** What a file says of itself before its graph. */
export type OnnxHeader = Omit<OnnxModel, 'graph'>;

/** Tensors are views of `bytes` where possible. */
export function readOnnxModel(bytes: Uint8Array): Result<OnnxModel, OnnxFault> {
  return guarded(bytes, () => {
    const { header, graph } = readFrame(bytes);
    return { ...header, graph: readGraph(graph) };
  });
}

/** Everything but the graph: fast, and possible for files whose graph `readOnnxModel` has no place for. */
export function readOnnxHeader(bytes: Uint8Array): Result<OnnxHeader, OnnxFault> {
  return guarded(bytes, () => readFrame(bytes).header);
}

const TRUNCATED = 'The ONNX file ends too early: its last part is missing. Copy or download it again.';
const NOT_ONNX =
  'This is not an ONNX file. Choose a network that was exported by Layerloom or another program; such files usually end in ".onnx".';

function guarded<T>(bytes: Uint8Array, read: () => T): Result<T, OnnxFault> {
  try {
    return ok(read());
  } catch (error) {
    if (error instanceof UnsupportedOnnx) return fail({ message: error.message });
    if (!(error instanceof ProtobufError)) throw error;
    return fail({ message: error.fault === 'truncated' && startsLikeOnnx(bytes) ? TRUNCATED : NOT_ONNX });
  }
}

/** Every known writer puts the version of the format first: field 1, a small whole number. */
function startsLikeOnnx(bytes: Uint8Array): boolean {
  const [tag, version] = bytes;
  return tag === MODEL.irVersion * 8 && version !== undefined && version > 0 && version < 64;
}

function readFrame(bytes: Uint8Array): { readonly header: OnnxHeader; readonly graph: Uint8Array } {
  let irVersion = 0;
  let opset = 0;
  let producer = '';
  let producerVersion = '';
  let doc = '';
  const metadata: [string, string][] = [];
  let graph: Uint8Array | undefined;
  for (const field of readFields(bytes)) {
    switch (field.number) {
      case MODEL.irVersion:
        irVersion = field.int;
        break;
      case MODEL.producer:
        producer = readString(field);
        break;
      case MODEL.producerVersion:
        producerVersion = readString(field);
        break;
      case MODEL.doc:
        doc = readString(field);
        break;
      case MODEL.opsetImport:
        opset = standardOpset(field.data) ?? opset;
        break;
      case MODEL.metadata:
        metadata.push(readEntry(field.data));
        break;
      case MODEL.graph:
        graph = field.data;
        break;
    }
  }
  if (irVersion < 1 || graph === undefined) throw new ProtobufError('malformed');
  return {
    header: { irVersion, opset, producer, producerVersion, doc, metadata: Object.fromEntries(metadata) },
    graph,
  };
}

/** The version of the standard operators; undefined for other sets of operators. */
function standardOpset(message: Uint8Array): number | undefined {
  let domain = '';
  let version = 1;
  for (const field of readFields(message)) {
    if (field.number === OPSET.domain) domain = readString(field);
    if (field.number === OPSET.version) version = field.int;
  }
  return domain === '' || domain === 'ai.onnx' ? version : undefined;
}

function readEntry(message: Uint8Array): [key: string, value: string] {
  let key = '';
  let value = '';
  for (const field of readFields(message)) {
    if (field.number === ENTRY.key) key = readString(field);
    if (field.number === ENTRY.value) value = readString(field);
  }
  return [key, value];
}

function readGraph(message: Uint8Array): OnnxGraph {
  let name = '';
  const nodes: OnnxNode[] = [];
  const initializers: OnnxTensor[] = [];
  const inputs: OnnxValueInfo[] = [];
  const outputs: OnnxValueInfo[] = [];
  const values: OnnxValueInfo[] = [];
  for (const field of readFields(message)) {
    switch (field.number) {
      case GRAPH.name:
        name = readString(field);
        break;
      case GRAPH.node:
        nodes.push(readNode(field.data));
        break;
      case GRAPH.initializer:
        initializers.push(readTensor(field.data));
        break;
      case GRAPH.input:
        inputs.push(readValueInfo(field.data));
        break;
      case GRAPH.output:
        outputs.push(readValueInfo(field.data));
        break;
      case GRAPH.valueInfo:
        values.push(readValueInfo(field.data));
        break;
    }
  }
  return { name, nodes, initializers, inputs, outputs, values };
}

function readNode(message: Uint8Array): OnnxNode {
  let name = '';
  let operator = '';
  let domain = '';
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes: [string, OnnxAttributeValue][] = [];
  for (const field of readFields(message)) {
    switch (field.number) {
      case NODE.input:
        inputs.push(readString(field));
        break;
      case NODE.output:
        outputs.push(readString(field));
        break;
      case NODE.name:
        name = readString(field);
        break;
      case NODE.operator:
        operator = readString(field);
        break;
      case NODE.domain:
        domain = readString(field);
        break;
      case NODE.attribute:
        attributes.push(readAttribute(field.data));
        break;
    }
  }
  return {
    name,
    operator,
    ...(domain === '' ? {} : { domain }),
    inputs,
    outputs,
    attributes: Object.fromEntries(attributes),
  };
}

function readAttribute(message: Uint8Array): [name: string, value: OnnxAttributeValue] {
  let name = '';
  let type = 0;
  let int = 0;
  let float = 0;
  let string = '';
  let tensor: OnnxTensor | undefined;
  let graph: OnnxGraph | undefined;
  const ints: number[] = [];
  const floats: number[] = [];
  const strings: string[] = [];
  for (const field of readFields(message)) {
    switch (field.number) {
      case ATTRIBUTE.name:
        name = readString(field);
        break;
      case ATTRIBUTE.type:
        type = field.int;
        break;
      case ATTRIBUTE.int:
        int = field.int;
        break;
      case ATTRIBUTE.float:
        float = readFloats(field)[0] ?? 0;
        break;
      case ATTRIBUTE.string:
        string = readString(field);
        break;
      case ATTRIBUTE.tensor:
        tensor = readTensor(field.data);
        break;
      case ATTRIBUTE.graph:
        graph = readGraph(field.data);
        break;
      case ATTRIBUTE.ints:
        ints.push(...readInts(field));
        break;
      case ATTRIBUTE.floats:
        floats.push(...readFloats(field));
        break;
      case ATTRIBUTE.strings:
        strings.push(readString(field));
        break;
    }
  }
  switch (type) {
    case ATTRIBUTE_TYPE.int:
      return [name, { type: 'int', value: int }];
    case ATTRIBUTE_TYPE.float:
      return [name, { type: 'float', value: float }];
    case ATTRIBUTE_TYPE.string:
      return [name, { type: 'string', value: string }];
    case ATTRIBUTE_TYPE.ints:
      return [name, { type: 'ints', value: ints }];
    case ATTRIBUTE_TYPE.floats:
      return [name, { type: 'floats', value: floats }];
    case ATTRIBUTE_TYPE.strings:
      return [name, { type: 'strings', value: strings }];
    case ATTRIBUTE_TYPE.tensor:
      if (tensor !== undefined) return [name, { type: 'tensor', value: tensor }];
      break;
    case ATTRIBUTE_TYPE.graph:
      if (graph !== undefined) return [name, { type: 'graph', value: graph }];
      break;
  }
  throw new UnsupportedOnnx(
    `The setting "${name}" of an operator is of a kind that cannot be read (ONNX attribute type ${type}).`,
  );
}

function readValueInfo(message: Uint8Array): OnnxValueInfo {
  let name = '';
  let type: Uint8Array | undefined;
  for (const field of readFields(message)) {
    if (field.number === VALUE_INFO.name) name = readString(field);
    if (field.number === VALUE_INFO.type) type = field.data;
  }
  let code = 0;
  let shape: (number | string)[] = [];
  for (const tensor of readFields(type ?? new Uint8Array(0))) {
    if (tensor.number === TYPE.denotation) continue;
    if (tensor.number !== TYPE.tensor) {
      throw new UnsupportedOnnx(`"${name}" is not a tensor. Only networks over tensors can be read.`);
    }
    for (const field of readFields(tensor.data)) {
      if (field.number === TENSOR_TYPE.element) code = field.int;
      if (field.number === TENSOR_TYPE.shape) shape = readShape(field.data);
    }
  }
  return { name, element: elementOf(code, name), shape };
}

function readShape(message: Uint8Array): (number | string)[] {
  const shape: (number | string)[] = [];
  for (const { number, data } of readFields(message)) {
    if (number !== SHAPE.dimension) continue;
    let dimension: number | string = '?';
    for (const field of readFields(data)) {
      if (field.number === DIMENSION.value) dimension = field.int;
      if (field.number === DIMENSION.name) dimension = readString(field);
    }
    shape.push(dimension);
  }
  return shape;
}
