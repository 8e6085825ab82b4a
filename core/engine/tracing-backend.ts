/**
 * A TensorFlow.js backend that computes nothing: its kernels note in a graph what would have to be computed. A
 * program that runs on it leaves behind the graph of its results. Reading a tensor outside a program compiles
 * and runs what was noted so far, as any other backend would.
 */
import type { BackendValues, DataId, DataStorage, KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';
import { writeOnnxModel } from '../onnx/write-model.ts';
import type { DType } from '../shape/tensor-type.ts';
import type { Tensor, TensorFlow } from '../tensorflow.ts';
import type { Device } from './device.ts';
import { type TensorData, UnsupportedProgram } from './engine.ts';
import { registerGradients } from './gradients/register-gradients.ts';
import { compileGraph } from './graph/compile.ts';
import { reshape } from './graph/layout.ts';
import { constant, type Value } from './graph/value.ts';
import { ALL_KERNELS } from './kernels/all-kernels.ts';
import { dtypeOf, elementOf, type Kernel } from './kernels/kernel.ts';
import { REFUSED_KERNELS, refusal } from './kernels/refused.ts';
import type { GraphRuntime } from './runtime.ts';
import { TRACING_BACKEND } from './tracing-backend-name.ts';

export interface TracingBackend {
  /** Where what is traced now will run. */
  device: Device;
  /** What kernels are told; see `KernelCall`. */
  channelBlock: number | undefined;
  /** What a tensor of this backend stands for. */
  valueBehind(tensor: TensorInfo): Value;
  /** A tensor that stands for `value`. */
  tensorOf(value: Value): Tensor;
}

interface Entry {
  value: Value;
  references: number;
}

const REGISTERED = new WeakMap<TensorFlow, TracingBackend>();

/** Registers the backend and its kernels once for each `tf`. `runtime` serves reads outside programs. */
export function tracingBackend(tf: TensorFlow, runtime: GraphRuntime): TracingBackend {
  const known = REGISTERED.get(tf);
  if (known) return known;
  const backend = createBackend(tf, runtime);
  tf.registerBackend(TRACING_BACKEND, () => backend, 0);
  registerKernels(tf, backend);
  registerGradients(tf);
  REGISTERED.set(tf, backend);
  return backend;
}

function registerKernels(tf: TensorFlow, backend: TracingBackend & KernelBackend): void {
  for (const [kernelName, kernel] of Object.entries(ALL_KERNELS)) {
    // TensorFlow.js calls each kernel with the inputs and attributes that its name stands for.
    const compute = kernel as Kernel<unknown, unknown>;
    tf.registerKernel({
      kernelName,
      backendName: TRACING_BACKEND,
      kernelFunc: ({ inputs, attrs }) => {
        const values: Record<string, Value> = {};
        for (const [name, tensor] of Object.entries(inputs)) {
          if (tensor) values[name] = backend.valueBehind(tensor);
        }
        const result = compute({
          tf,
          inputs: values,
          attrs: attrs ?? {},
          device: backend.device,
          channelBlock: backend.channelBlock,
        });
        return 'source' in result ? backend.tensorOf(result) : result.map((value) => backend.tensorOf(value));
      },
    });
  }
  for (const [kernelName, reason] of REFUSED_KERNELS) {
    tf.registerKernel({
      kernelName,
      backendName: TRACING_BACKEND,
      kernelFunc: () => {
        throw refusal(kernelName, reason);
      },
    });
  }
  tf.registerKernel({
    kernelName: tf.Identity,
    backendName: TRACING_BACKEND,
    kernelFunc: ({ inputs: { x } }) => {
      if (!x) throw new Error('Identity got no input.');
      backend.incRef(x.dataId);
      return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
    },
  });
}

function createBackend(tf: TensorFlow, runtime: GraphRuntime): TracingBackend & KernelBackend {
  class Backend extends tf.KernelBackend implements TracingBackend {
    device = runtime.device;
    channelBlock: number | undefined = undefined;
    private readonly data: DataStorage<Entry> = new tf.DataStorage<Entry>(this, tf.engine());

    valueBehind({ dataId, shape }: TensorInfo): Value {
      return reshape(this.data.get(dataId).value, shape);
    }

    tensorOf(value: Value): Tensor {
      const dataId = {};
      this.data.set(dataId, { value, references: 1 });
      return tf.engine().makeTensorFromDataId(dataId, [...value.shape], dtypeOf(value.element), this);
    }

    override write(values: BackendValues, shape: number[], dtype: DType): DataId {
      const dataId = {};
      this.move(dataId, values, shape, dtype, 1);
      return dataId;
    }

    override move(
      id: DataId,
      values: BackendValues,
      shape: number[],
      dtype: DType,
      references: number,
    ): void {
      const element = elementOf(dtype);
      this.data.set(id, { value: constant(element, shape, typed(values, element)), references });
    }

    override async read(dataId: DataId): Promise<BackendValues> {
      const entry = this.data.get(dataId);
      const { value } = entry;
      if (value.source.kind === 'constant') return this.readSync(dataId);
      const { model, inputs } = compileGraph({ result: value });
      if (inputs.length > 0) throw readRefused();
      const session = await runtime.load(writeOnnxModel(model));
      const { result } = await session.run({});
      await session.release();
      if (!result) throw new Error('The runtime gave no result.');
      entry.value = constant(value.element, value.shape, result.data);
      return result.data;
    }

    override readSync(dataId: DataId): BackendValues {
      const { source, element } = this.data.get(dataId).value;
      if (source.kind !== 'constant') throw readRefused();
      return typed(source.data, dtypeOf(element));
    }

    override disposeData(dataId: DataId, force = false): boolean {
      if (!this.data.has(dataId)) return true;
      const entry = this.data.get(dataId);
      entry.references -= 1;
      if (!force && entry.references > 0) return false;
      this.data.delete(dataId);
      return true;
    }

    override refCount(dataId: DataId): number {
      return this.data.has(dataId) ? this.data.get(dataId).references : 0;
    }

    override incRef(dataId: DataId): void {
      this.data.get(dataId).references += 1;
    }

    override numDataIds(): number {
      return this.data.numDataIds();
    }

    override memory(): { unreliable: boolean } {
      return { unreliable: true };
    }

    override floatPrecision(): 16 | 32 {
      return 32;
    }

    override timerAvailable(): boolean {
      return false;
    }

    override dispose(): void {}
  }
  return new Backend();
}

function readRefused(): UnsupportedProgram {
  return new UnsupportedProgram(
    'The program reads the values of a tensor (dataSync, data, array) while it is being compiled. ' +
      'It may depend on shapes, but must treat all values alike: use where() in place of reading.',
  );
}

function typed(values: ArrayLike<unknown>, dtype: DType): TensorData['data'] {
  if (dtype === 'float32') return values instanceof Float32Array ? values : Float32Array.from(values, Number);
  if (dtype === 'int32') return values instanceof Int32Array ? values : Int32Array.from(values, Number);
  return values instanceof Uint8Array ? values : Uint8Array.from(values, (value) => (value ? 1 : 0));
}
