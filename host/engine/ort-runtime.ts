/**
 * onnxruntime as the engine's runtime. Loading a model and running it block their thread, so only a worker
 * process or the command line imports this file.
 */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Device } from '../../core/engine/device.ts';
import type { TensorData } from '../../core/engine/engine.ts';
import { namedFault } from '../../core/engine/lookup-fault.ts';
import type { GraphRuntime, GraphSession } from '../../core/engine/runtime.ts';
import { availableMemory } from './available-memory.ts';
import { channelBlock } from './channel-block.ts';
import { compiledEntry, providersOf } from './providers.ts';
import { SKIPPED_PASSES } from './skipped-passes.ts';

export interface OrtOptions {
  /** Threads that one operation may use. */
  readonly threads: number;
  readonly device?: Device;
  /** Makes the runtime write how long each node took into a file of this name, when the session is released. */
  readonly profilePrefix?: string;
}

export function createOrtRuntime({ threads, device = 'cpu', profilePrefix }: OrtOptions): GraphRuntime {
  return {
    id: device,
    title: compiledEntry(device).title,
    device,
    ...(device === 'cpu' && { channelBlock, availableMemory }),
    load: async (model) => {
      const session = await InferenceSession.create(model, {
        executionProviders: providersOf(device),
        graphOptimizationLevel: 'all',
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        // A pattern of all values is planned by the second step and put beside the memory of the first: twice as much.
        enableMemPattern: false,
        // Moving averages of tiny gradients would slow every operation that touches them down.
        // Threads that spin while they wait stall everything, training too, as soon as anybody else computes.
        extra: {
          session: { set_denormal_as_zero: '1', intra_op: { allow_spinning: '0' } },
          optimization: { disable_specified_optimizers: SKIPPED_PASSES },
        },
        // Warnings are about constants that the optimizer removed: nothing that anyone could act on.
        logSeverityLevel: 3,
        ...(profilePrefix !== undefined && { enableProfiling: true, profileFilePrefix: profilePrefix }),
      });
      return new OrtSession(session, profilePrefix !== undefined);
    },
  };
}

class OrtSession implements GraphSession {
  constructor(
    private readonly session: InferenceSession,
    private readonly profiled: boolean,
  ) {}

  async run(
    feeds: Readonly<Record<string, TensorData>>,
    into: Readonly<Record<string, TensorData>> = {},
  ): Promise<Record<string, TensorData>> {
    const tensors: Record<string, Tensor> = {};
    for (const [name, value] of Object.entries(feeds)) tensors[name] = toOrt(value);
    const fetches: Record<string, Tensor | null> = {};
    for (const name of this.session.outputNames) {
      const place = into[name];
      fetches[name] = place ? toOrt(place) : null;
    }
    const results = await this.session.run(tensors, fetches).catch((error: unknown) => {
      throw namedFault(error);
    });
    return Object.fromEntries(
      Object.entries(results).map(([name, tensor]) => [name, into[name] ?? fromOrt(name, tensor)]),
    );
  }

  async release(): Promise<void> {
    if (this.profiled) this.session.endProfiling();
    await this.session.release();
  }
}

function toOrt({ dtype, shape, data }: TensorData): Tensor {
  return new Tensor(dtype, data, shape);
}

function fromOrt(name: string, { type, dims, data }: InferenceSession.OnnxValueMapType[string]): TensorData {
  if (type === 'float32' && data instanceof Float32Array) return { dtype: type, shape: dims, data };
  if (type === 'int32' && data instanceof Int32Array) return { dtype: type, shape: dims, data };
  if (type === 'bool' && data instanceof Uint8Array) return { dtype: type, shape: dims, data };
  throw new Error(`The runtime gave "${name}" as ${type}, which is none of float32, int32 and bool.`);
}
