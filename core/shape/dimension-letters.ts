/** What the dimensions of a tensor mean, as letters: height, width, channels of an image; features of a row. */
const BY_RANK: Readonly<Record<number, readonly string[]>> = {
  1: ['F'],
  2: ['T', 'F'],
  3: ['H', 'W', 'C'],
  4: ['D', 'H', 'W', 'C'],
};

/** One letter for each dimension of a sample; B, the batch, is left out. */
export function dimensionLetters(rank: number): readonly string[] {
  return BY_RANK[rank] ?? [];
}
