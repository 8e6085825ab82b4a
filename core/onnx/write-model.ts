/** Serializes an ONNX model: plain data to the bytes of a ModelProto. */
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
  TENSOR,
  TENSOR_TYPE,
  TYPE,
  VALUE_INFO,
} from './field-numbers.ts';
import {
  ELEMENT,
  type OnnxAttributeValue,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValueInfo,
} from './onnx-model.ts';
import { ProtobufWriter } from './protobuf/writer.ts';

/**
 * The bytes of an `.onnx` file. Tensors are copied once. Operators outside the standard ones are taken to be
 * of version 1 of their domain.
 */
export function writeOnnxModel(model: OnnxModel): Uint8Array<ArrayBuffer> {
  const writer = new ProtobufWriter();
  writer.int(MODEL.irVersion, model.irVersion);
  writer.string(MODEL.producer, model.producer);
  writer.string(MODEL.producerVersion, model.producerVersion);
  writer.string(MODEL.doc, model.doc);
  writeOpset(writer, '', model.opset);
  for (const domain of foreignDomains(model.graph)) writeOpset(writer, domain, 1);
  for (const [key, value] of Object.entries(model.metadata)) {
    writer.message(MODEL.metadata, (entry) => {
      entry.string(ENTRY.key, key);
      entry.string(ENTRY.value, value);
    });
  }
  writer.message(MODEL.graph, (graph) => writeGraph(graph, model.graph));
  return writer.finish();
}

function writeOpset(writer: ProtobufWriter, domain: string, version: number): void {
  writer.message(MODEL.opsetImport, (opset) => {
    opset.string(OPSET.domain, domain);
    opset.int(OPSET.version, version);
  });
}

function foreignDomains(graph: OnnxGraph, found = new Set<string>()): ReadonlySet<string> {
  for (const { domain, attributes } of graph.nodes) {
    if (domain !== undefined && domain !== '') found.add(domain);
    for (const attribute of Object.values(attributes)) {
      if (attribute.type === 'graph') foreignDomains(attribute.value, found);
    }
  }
  return found;
}

function writeGraph(writer: ProtobufWriter, graph: OnnxGraph): void {
  writer.string(GRAPH.name, graph.name);
  for (const node of graph.nodes) writer.message(GRAPH.node, (content) => writeNode(content, node));
  for (const tensor of graph.initializers) {
    writer.message(GRAPH.initializer, (content) => writeTensor(content, tensor));
  }
  for (const value of graph.inputs) writer.message(GRAPH.input, (content) => writeValueInfo(content, value));
  for (const value of graph.outputs)
    writer.message(GRAPH.output, (content) => writeValueInfo(content, value));
  for (const value of graph.values ?? []) {
    writer.message(GRAPH.valueInfo, (content) => writeValueInfo(content, value));
  }
}

function writeNode(writer: ProtobufWriter, node: OnnxNode): void {
  for (const input of node.inputs) writer.string(NODE.input, input);
  for (const output of node.outputs) writer.string(NODE.output, output);
  writer.string(NODE.name, node.name);
  writer.string(NODE.operator, node.operator);
  for (const [name, attribute] of Object.entries(node.attributes)) {
    writer.message(NODE.attribute, (content) => {
      content.string(ATTRIBUTE.name, name);
      writeAttributeValue(content, attribute);
      content.int(ATTRIBUTE.type, ATTRIBUTE_TYPE[attribute.type]);
    });
  }
  if (node.domain !== undefined && node.domain !== '') writer.string(NODE.domain, node.domain);
}

function writeAttributeValue(writer: ProtobufWriter, attribute: OnnxAttributeValue): void {
  switch (attribute.type) {
    case 'int':
      writer.int(ATTRIBUTE.int, attribute.value);
      break;
    case 'float':
      writer.float(ATTRIBUTE.float, attribute.value);
      break;
    case 'string':
      writer.string(ATTRIBUTE.string, attribute.value);
      break;
    // onnx.proto does not mark lists of attributes as packed: each number has its own tag.
    case 'ints':
      for (const value of attribute.value) writer.int(ATTRIBUTE.ints, value);
      break;
    case 'floats':
      for (const value of attribute.value) writer.float(ATTRIBUTE.floats, value);
      break;
    case 'strings':
      for (const value of attribute.value) writer.string(ATTRIBUTE.strings, value);
      break;
    case 'tensor':
      writer.message(ATTRIBUTE.tensor, (content) => writeTensor(content, attribute.value));
      break;
    case 'graph':
      writer.message(ATTRIBUTE.graph, (content) => writeGraph(content, attribute.value));
      break;
  }
}

function writeTensor(writer: ProtobufWriter, { name, element, dims, data }: OnnxTensor): void {
  for (const dimension of dims) writer.int(TENSOR.dims, dimension);
  writer.int(TENSOR.element, ELEMENT[element]);
  writer.string(TENSOR.name, name);
  writer.bytes(TENSOR.rawData, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

function writeValueInfo(writer: ProtobufWriter, { name, element, shape }: OnnxValueInfo): void {
  writer.string(VALUE_INFO.name, name);
  writer.message(VALUE_INFO.type, (type) => {
    type.message(TYPE.tensor, (tensor) => {
      tensor.int(TENSOR_TYPE.element, ELEMENT[element]);
      tensor.message(TENSOR_TYPE.shape, (content) => {
        for (const dimension of shape) {
          content.message(SHAPE.dimension, (place) => {
            if (typeof dimension === 'string') place.string(DIMENSION.name, dimension);
            else place.int(DIMENSION.value, dimension);
          });
        }
      });
    });
  });
}
