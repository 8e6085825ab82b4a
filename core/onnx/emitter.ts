/**
 * What a layer's `emitOnnx` writes to. The emitter owns names, constants and layout: images keep the drawing's
 * channels-last meaning (`shape`) while their values may lie channels first, as ONNX's image operators want
 * them. A transpose is written only where the two meet, and once for each value.
 */
export type OnnxLayout = 'as-is' | 'channels-first';

export interface OnnxValue {
  /** Name of the tensor in the graph. */
  readonly name: string;
  /** Meaning: batch first, channels last; `null` for the batch. */
  readonly shape: readonly (number | null)[];
  /** How the values lie. `channels-first` moves the last axis of `shape` to place 1. */
  readonly layout: OnnxLayout;
}

export type OnnxAttribute =
  | number
  | string
  | readonly number[]
  | readonly string[]
  | { readonly float: number }
  | { readonly floats: readonly number[] };

export interface OnnxNodeOptions {
  /** Last part of the node's name; the operator's name if absent. */
  readonly name?: string;
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
}

export interface OnnxEmitter {
  /**
   * Writes one node and returns its first output's name. Whole numbers become `int` attributes: write
   * `{ float: 1 }` where the operator wants a float.
   */
  node(operator: string, inputs: readonly string[], options?: OnnxNodeOptions): string;
  /**
   * Writes one node with several outputs and returns a name for each of `wanted`, which are what its outputs are
   * called. An empty name stands for an output that nobody reads.
   */
  nodeOutputs(
    operator: string,
    inputs: readonly string[],
    wanted: readonly string[],
    options?: OnnxNodeOptions,
  ): readonly string[];
  /** Stores numbers as an initializer named after the layer: `conv2d-1/kernel`. */
  weight(name: string, shape: readonly number[], data: Float32Array): string;
  /** A float32 scalar or vector constant; equal constants are stored once. */
  float(values: number | readonly number[]): string;
  /** An int64 vector constant (axes, shapes, pads); equal constants are stored once. */
  int64(values: readonly number[]): string;
  /** The same value with its channels at place 1; for rank 3 and more. */
  channelsFirst(value: OnnxValue): OnnxValue;
  /** The same value laid out as its shape says. */
  asIs(value: OnnxValue): OnnxValue;
}
