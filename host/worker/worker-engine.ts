/** The engines of this worker process, made when first needed: loading onnxruntime takes a moment. */
import { availableParallelism } from 'node:os';
import type { Engine } from '../../core/engine/engine.ts';
import { HostError } from '../contract.ts';
import { type CompiledEntry, CPU, type EagerEntry, findEngine } from '../engine/catalogue.ts';
import { plainReason } from '../engine/plain-reason.ts';
import { installedIn, loadTensorFlow, TENSORFLOW_BACKEND } from '../engine/tensorflow-package.ts';

let processor: Promise<Engine> | undefined;

/** The processor: always there. */
export function workerEngine(): Promise<Engine> {
  processor ??= compiledEngine('cpu');
  return processor;
}

/**
 * The engine for a run. A device that fails, at once or in the middle, leaves the rest to the processor, and `say`
 * gets a sentence about it.
 */
export async function engineForRun(id: string, say: (sentence: string) => void): Promise<Engine> {
  const entry = findEngine(id);
  if (!entry || id === CPU) return workerEngine();
  try {
    if (entry.kind === 'eager') return await eagerEngine(entry);
    return await compiledEngine(entry.id, (reason) => say(fallbackSentence(entry.title, reason)));
  } catch (error) {
    say(fallbackSentence(entry.title, error instanceof Error ? error.message : String(error)));
    return workerEngine();
  }
}

/** The engine by itself: what fails is thrown. */
export async function engineAlone(id: string): Promise<Engine> {
  const entry = findEngine(id);
  if (!entry) throw new Error(`there is no engine "${id}"`);
  return entry.kind === 'eager' ? eagerEngine(entry) : compiledEngine(entry.id);
}

async function compiledEngine(
  device: CompiledEntry['id'],
  onFallback?: (reason: string) => void,
): Promise<Engine> {
  const [{ tf }, { createCompiledEngine }, { createOrtRuntime }, { withFallback }] = await Promise.all([
    import('./tensorflow.ts'),
    import('../../core/engine/compiled-engine.ts'),
    import('../engine/ort-runtime.ts'),
    import('../../core/engine/fallback-runtime.ts'),
  ]);
  const { isInRuntime } = await import('../engine/providers.ts');
  // onnxruntime itself would compute on the processor then, and not say so.
  if (!isInRuntime(device)) throw new Error('it does not exist for this system');
  const threads = availableParallelism();
  const runtime = createOrtRuntime({ threads, device });
  const safe = onFallback ? withFallback(runtime, createOrtRuntime({ threads }), onFallback) : runtime;
  return createCompiledEngine(tf, safe);
}

async function eagerEngine(entry: EagerEntry): Promise<Engine> {
  const folder = installedIn(entry);
  if (folder === undefined) {
    throw new HostError({
      code: 'not-installed',
      message: `It is not installed. "npx layerloom engines --install ${entry.installedAs}" installs it.`,
    });
  }
  const { createEagerEngine } = await import('../../core/engine/eager-engine.ts');
  const { id, title } = entry;
  return createEagerEngine(loadTensorFlow(folder, entry), { id, title, backend: TENSORFLOW_BACKEND });
}

function fallbackSentence(title: string, reason: string): string {
  return `${title} does not work any more, so the processor computes from here on; nothing is lost. The reason: ${plainReason(reason)}.`;
}

/** What the numbers of a run depend on beside its settings. */
export async function engineVersions(): Promise<Record<string, string>> {
  const { env } = await import('onnxruntime-node');
  return { onnxruntime: env.versions.node ?? 'unknown', node: process.versions.node };
}
