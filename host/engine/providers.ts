/** onnxruntime's providers, by the device that each computes on. */
import { type InferenceSession, listSupportedBackends } from 'onnxruntime-node';
import type { Device } from '../../core/engine/device.ts';
import { type CompiledEntry, ENGINES } from './catalogue.ts';

export function compiledEntry(device: Device): CompiledEntry {
  for (const entry of ENGINES) if (entry.kind === 'compiled' && entry.id === device) return entry;
  throw new Error(`the device "${device}" is not in the catalogue`);
}

/** Whether this build of onnxruntime has the provider at all; whether it works is another question. */
export function isInRuntime(device: Device): boolean {
  const { provider } = compiledEntry(device);
  return listSupportedBackends().some(({ name }) => name === provider);
}

/** What a provider lacks, onnxruntime computes on the processor. */
export function providersOf(device: Device): InferenceSession.ExecutionProviderConfig[] {
  return device === 'cpu' ? ['cpu'] : [compiledEntry(device).provider, 'cpu'];
}
