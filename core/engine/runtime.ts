/** The runtime that executes a compiled graph, seen from core: onnxruntime in the worker, passed in by the host. */
import type { Device } from './device.ts';
import type { TensorData } from './engine.ts';

export interface GraphSession {
  /**
   * Feeds are not copied where the runtime allows it and must not change during the run. The results belong to
   * the caller. Those named in `into` may be written there, over what it holds; the result says whether they were.
   */
  run(
    feeds: Readonly<Record<string, TensorData>>,
    into?: Readonly<Record<string, TensorData>>,
  ): Promise<Record<string, TensorData>>;
  release(): Promise<void>;
}

export interface GraphRuntime {
  readonly id: string;
  readonly title: string;
  /** Decides the forms that kernels take. */
  readonly device: Device;
  /** See `KernelCall`. */
  channelBlock?(): Promise<number | undefined>;
  /** Bytes that a graph may still take; not known of devices with memory of their own. */
  readonly availableMemory?: () => number;
  /** `model` is a serialized ONNX ModelProto. */
  load(model: Uint8Array): Promise<GraphSession>;
}
