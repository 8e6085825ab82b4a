/** A command that does not fit its document: a fault of the caller, never of the user. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
