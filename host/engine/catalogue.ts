/** Everything that could compute here, with what it is called. Whether it does is a matter of the self-test. */
import type { Device } from '../../core/engine/device.ts';

export interface CompiledEntry {
  readonly kind: 'compiled';
  readonly id: Device;
  readonly title: string;
  /** onnxruntime's name for what computes. */
  readonly provider: string;
}

/** TensorFlow itself, as a backend of TensorFlow.js: installed by those who ask for it. */
export interface EagerEntry {
  readonly kind: 'eager';
  readonly id: 'tensorflow' | 'tensorflow-cuda';
  readonly title: string;
  /** The npm package that brings it. */
  readonly package: string;
  /** What `engines --install` calls it. */
  readonly installedAs: string;
}

export type EngineEntry = CompiledEntry | EagerEntry;

/** The processor first: the others are compared with it. */
export const ENGINES: readonly EngineEntry[] = [
  { kind: 'compiled', id: 'cpu', title: 'Processor', provider: 'cpu' },
  { kind: 'compiled', id: 'cuda', title: 'NVIDIA graphics card (CUDA)', provider: 'cuda' },
  { kind: 'compiled', id: 'directml', title: 'Graphics card (DirectML)', provider: 'dml' },
  {
    kind: 'compiled',
    id: 'coreml',
    title: 'Apple graphics and neural engine (CoreML)',
    provider: 'coreml',
  },
  { kind: 'compiled', id: 'webgpu', title: 'Graphics card (WebGPU)', provider: 'webgpu' },
  {
    kind: 'eager',
    id: 'tensorflow-cuda',
    title: 'NVIDIA graphics card (TensorFlow)',
    package: '@tensorflow/tfjs-node-gpu',
    installedAs: 'cuda',
  },
  {
    kind: 'eager',
    id: 'tensorflow',
    title: 'Processor (TensorFlow)',
    package: '@tensorflow/tfjs-node',
    installedAs: 'tensorflow',
  },
];

export const CPU = 'cpu';

export function findEngine(id: string): EngineEntry | undefined {
  return ENGINES.find((entry) => entry.id === id);
}
