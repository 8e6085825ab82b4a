/** A number was looked up that the table has no row for. The message is for the user. */
export class LookupFault extends Error {
  override readonly name = 'LookupFault';

  constructor(looked: number, last: number) {
    super(
      looked > last
        ? `The network looks up the number ${looked} in a table that has rows for 0 to ${last} only. Give the Embedding a larger vocabulary size, or leave out the samples that hold it.`
        : `The network looks up a negative number in a table that has rows for 0 to ${last}. Link the Embedding to whole numbers from 0 on.`,
    );
  }
}

/** What the runtime says of it: `indices element out of data bounds, idx=5 must be within the inclusive range [-5,4]`. */
const OUT_OF_BOUNDS = /idx=(-?\d+) must be within the inclusive range \[-?\d+,(\d+)\]/;

/** The error in words for the user, if it is of this kind; else as it is. */
export function namedFault(error: unknown): unknown {
  const [, looked, last] = (error instanceof Error && OUT_OF_BOUNDS.exec(error.message)) || [];
  return looked === undefined || last === undefined ? error : new LookupFault(Number(looked), Number(last));
}
