/** Does something with many items, a few at a time, so that thousands of files are not open at once. */

const AT_ONCE = 8;

/** The results in the order of the items. An aborted signal's reason is thrown before the next item. */
export async function inParallel<T, R>(
  items: readonly T[],
  action: (item: T, place: number) => Promise<R>,
  signal?: AbortSignal,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  const places = items.entries();
  const work = async () => {
    // All take turns with one iterator, so each item is taken once.
    for (const [place, item] of places) {
      signal?.throwIfAborted();
      results[place] = await action(item, place);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, work));
  return results;
}
