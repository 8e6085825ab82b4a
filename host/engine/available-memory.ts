/** Memory that this process could still use: what the system would give without swapping, within a container's limit. */
import { freemem } from 'node:os';

/** Others want some too, and an estimate is not exact. */
const SHARE = 0.9;

export function availableMemory(): number {
  return SHARE * (process.availableMemory?.() ?? freemem());
}
