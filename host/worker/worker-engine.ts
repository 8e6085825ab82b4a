/** The engine of this worker process, made when first needed: loading onnxruntime takes a moment. */
import { availableParallelism } from 'node:os';
import type { Engine } from '../../core/engine/engine.ts';

let engine: Promise<Engine> | undefined;

export function workerEngine(): Promise<Engine> {
  engine ??= createEngine();
  return engine;
}

async function createEngine(): Promise<Engine> {
  const [{ tf }, { createCompiledEngine }, { createOrtRuntime }] = await Promise.all([
    import('./tensorflow.ts'),
    import('../../core/engine/compiled-engine.ts'),
    import('../engine/ort-runtime.ts'),
  ]);
  return createCompiledEngine(tf, createOrtRuntime({ threads: availableParallelism() }));
}

/** What the numbers of a run depend on beside its settings. */
export async function engineVersions(): Promise<Record<string, string>> {
  const { env } = await import('onnxruntime-node');
  return { onnxruntime: env.versions.node ?? 'unknown', node: process.versions.node };
}
