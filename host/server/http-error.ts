/** A refusal of the local server: a status and a sentence for whoever asked. */
import type { HostFault } from '../contract.ts';

export class HttpError extends Error {
  override readonly name = 'HttpError';
  constructor(
    readonly status: number,
    readonly fault: HostFault,
  ) {
    super(fault.message);
  }
}

export function refuse(status: number, code: string, message: string): HttpError {
  return new HttpError(status, { code, message });
}
