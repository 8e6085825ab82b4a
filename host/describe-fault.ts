/** Turns whatever was thrown into a code and a sentence for the user. */
import { DatasetError } from '../core/data/dataset.ts';
import { UnsupportedProgram } from '../core/engine/engine.ts';
import { LookupFault } from '../core/engine/lookup-fault.ts';
import { TrainingFault } from '../core/train/diverged.ts';
import { TargetMismatch } from '../core/train/losses/align-target.ts';
import { HostError, type HostFault } from './contract.ts';

/** A fault of the program itself, as opposed to one of what it was given. */
export const INTERNAL = 'internal';

export function describeFault(error: unknown): HostFault {
  if (error instanceof HostError) return error.fault;
  if (error instanceof DatasetError) return { code: 'dataset', message: error.message };
  if (error instanceof UnsupportedProgram) return { code: 'unsupported', message: error.message };
  if (error instanceof TargetMismatch) return { code: 'target-mismatch', message: error.message };
  if (error instanceof LookupFault) return { code: 'lookup', message: error.message };
  if (error instanceof TrainingFault) return { code: 'diverged', message: error.message };
  const reason = error instanceof Error ? error.message : String(error);
  return {
    code: INTERNAL,
    message: `Something went wrong inside Layerloom: ${reason}. Your files are as they were. Please report this, with what you did before.`,
  };
}
