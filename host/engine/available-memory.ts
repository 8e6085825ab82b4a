/** Memory that this process could still use: what the system would give without swapping, within a container's limit. */
import { freemem } from 'node:os';

/** Others want some too, and what a step takes is only known to a fifth. */
const SHARE = 0.75;

export function availableMemory(): number {
  return SHARE * (process.availableMemory?.() ?? freemem());
}
