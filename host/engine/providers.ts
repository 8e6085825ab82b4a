/** onnxruntime's providers: which device each computes on, what it is called, and what it must be told. */
import { type InferenceSession, listSupportedBackends } from 'onnxruntime-node';
import type { Device } from '../../core/engine/device.ts';

interface Provider {
  /** onnxruntime's name for it. */
  readonly provider: string;
  readonly title: string;
}

export const PROVIDERS: Readonly<Record<Device, Provider>> = {
  cpu: { provider: 'cpu', title: 'Processor' },
  cuda: { provider: 'cuda', title: 'NVIDIA graphics card (CUDA)' },
  directml: { provider: 'dml', title: 'Graphics card (DirectML)' },
  coreml: { provider: 'coreml', title: 'Apple graphics and neural engine (CoreML)' },
  webgpu: { provider: 'webgpu', title: 'Graphics card (WebGPU)' },
};

/** Devices that this build of onnxruntime has a provider for; whether they work is another question. */
export function devicesOfRuntime(): Device[] {
  const names = new Set(listSupportedBackends().map(({ name }) => name));
  return (Object.keys(PROVIDERS) as Device[]).filter((device) => names.has(PROVIDERS[device].provider));
}

/** What a provider lacks, onnxruntime computes on the processor. */
export function providersOf(device: Device): InferenceSession.ExecutionProviderConfig[] {
  return device === 'cpu' ? ['cpu'] : [PROVIDERS[device].provider, 'cpu'];
}
