/** Runs that a person stops before their first step. */
import type { RunEvent } from '../../core/train/events.ts';
import { HostError, RUN_STOPPED } from '../contract.ts';
import { RunFolder } from './run-folder.ts';
import { forgetLock } from './run-lock.ts';

export function stoppedBeforeStep(): HostError {
  return new HostError({
    code: RUN_STOPPED,
    message: 'The run was stopped before its first step, so there is nothing to keep of it.',
  });
}

/**
 * Ends a run as its process would have, which was ended because it did not listen. Undefined where there is no run
 * that this process has left behind.
 *
 * @param since - Runs that were started before, in milliseconds, are none of its.
 */
export async function endAsStopped(path: string, since = 0): Promise<RunEvent | undefined> {
  const run = await RunFolder.open(path).catch(() => undefined);
  if (run?.record.state !== 'interrupted' || Date.parse(run.record.startedAt) < since) return undefined;
  const { epochsDone: epochs, metrics } = run.record;
  const event: RunEvent = { type: 'finished', reason: 'stopped', epochs, metrics, samplesPerSecond: 0 };
  await run.appendEvent(event);
  await run.update({ state: 'stopped' });
  await forgetLock(path);
  return event;
}
