/** Reads the runtime's own profile: how long each operator took in one step. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type BenchOptions, openBenchTrainer } from './bench-trainer.ts';
import type { BenchNetwork } from './networks.ts';

const ProfileEvent = z.object({
  cat: z.string().optional(),
  name: z.string().optional(),
  /** In microseconds, as `dur`. */
  ts: z.number().optional(),
  dur: z.number().optional(),
  args: z.object({ op_name: z.string().optional() }).optional(),
});

export interface OperatorTime {
  readonly operator: string;
  /** Nodes of this kind in the graph that the runtime made of the step. */
  readonly nodes: number;
  /** Milliseconds in one step. */
  readonly milliseconds: number;
}

export interface StepProfile {
  /** Slowest first. */
  readonly operators: readonly OperatorTime[];
  /** The runtime's whole step; what no operator took went between them. */
  readonly runMilliseconds: number;
  /** The step as its caller sees it, with the copies of results; the profile itself costs some of it. */
  readonly stepMilliseconds: number;
}

export async function profileStep(
  network: BenchNetwork,
  options: Omit<BenchOptions, 'profilePrefix'>,
  steps: number,
): Promise<StepProfile> {
  const folder = await mkdtemp(join(tmpdir(), 'layerloom-profile-'));
  try {
    const trainer = await openBenchTrainer(network, { ...options, profilePrefix: join(folder, 'step') });
    const times = await trainer.measure(steps);
    await trainer.release();
    const [file] = await readdir(folder);
    if (!file) throw new Error('the runtime wrote no profile');
    return {
      ...summarizeProfile(await readFile(join(folder, file), 'utf8'), steps),
      stepMilliseconds: times.reduce((sum, time) => sum + time, 0) / steps,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Means over the last `steps` steps: the ones before warm up. */
export function summarizeProfile(text: string, steps: number): Omit<StepProfile, 'stepMilliseconds'> {
  const events = z.array(ProfileEvent).parse(JSON.parse(text));
  const runs = events.filter(({ name }) => name === 'model_run').sort((a, b) => (a.ts ?? 0) - (b.ts ?? 0));
  const counted = runs.slice(-steps);
  const since = counted[0]?.ts ?? Number.POSITIVE_INFINITY;
  const sums = new Map<string, { count: number; microseconds: number }>();
  for (const { cat, name, ts = 0, dur = 0, args } of events) {
    if (cat !== 'Node' || !name?.endsWith('_kernel_time') || ts < since) continue;
    const operator = args?.op_name ?? 'unknown';
    const sum = sums.get(operator) ?? { count: 0, microseconds: 0 };
    sums.set(operator, { count: sum.count + 1, microseconds: sum.microseconds + dur });
  }
  return {
    operators: [...sums]
      .map(([operator, { count, microseconds }]) => ({
        operator,
        nodes: Math.round(count / steps),
        milliseconds: microseconds / 1000 / steps,
      }))
      .sort((a, b) => b.milliseconds - a.milliseconds),
    runMilliseconds: counted.reduce((sum, { dur = 0 }) => sum + dur, 0) / 1000 / steps,
  };
}
