/** The field numbers of onnx.proto (IR 8) that we write and read, by message. */

export const MODEL = {
  irVersion: 1,
  producer: 2,
  producerVersion: 3,
  doc: 6,
  graph: 7,
  opsetImport: 8,
  metadata: 14,
} as const;

export const OPSET = { domain: 1, version: 2 } as const;

export const ENTRY = { key: 1, value: 2 } as const;

export const GRAPH = { node: 1, name: 2, initializer: 5, input: 11, output: 12, valueInfo: 13 } as const;

export const NODE = { input: 1, output: 2, name: 3, operator: 4, attribute: 5, domain: 7 } as const;

export const ATTRIBUTE = {
  name: 1,
  float: 2,
  int: 3,
  string: 4,
  tensor: 5,
  graph: 6,
  floats: 7,
  ints: 8,
  strings: 9,
  type: 20,
} as const;

/** AttributeProto.AttributeType. */
export const ATTRIBUTE_TYPE = {
  float: 1,
  int: 2,
  string: 3,
  tensor: 4,
  graph: 5,
  floats: 6,
  ints: 7,
  strings: 8,
} as const;

export const TENSOR = {
  dims: 1,
  element: 2,
  floatData: 4,
  int32Data: 5,
  int64Data: 7,
  name: 8,
  rawData: 9,
  doubleData: 10,
  uint64Data: 11,
  externalData: 13,
  dataLocation: 14,
} as const;

export const VALUE_INFO = { name: 1, type: 2 } as const;

export const TYPE = { tensor: 1, denotation: 6 } as const;

export const TENSOR_TYPE = { element: 1, shape: 2 } as const;

export const SHAPE = { dimension: 1 } as const;

export const DIMENSION = { value: 1, name: 2 } as const;
