/** A program would need more memory than there is. Thrown before anything runs. */
export class MemoryShortage extends Error {
  override readonly name = 'MemoryShortage';

  constructor(
    /** Bytes beside what is in use already. */
    readonly needed: number,
    readonly available: number,
  ) {
    super(`The program needs ${needed} bytes of memory, and ${available} are free.`);
  }
}
