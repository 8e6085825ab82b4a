/** Names inside an exported file: readable, and unique where the format asks for it. */

/**
 * What a person called something, without what would confuse other programs: letters of all languages, digits,
 * `_`, `.` and `-` stay; anything else becomes `-`. `fallback` stands in where nothing is left.
 */
export function readableName(name: string, fallback: string): string {
  const readable = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}_.-]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return readable === '' ? fallback : readable;
}

/** Gives each name once; a name asked for again gets a number: `dense`, `dense-2`, `dense-3`. */
export class UniqueNames {
  readonly #taken = new Set<string>();
  readonly #counts = new Map<string, number>();

  take(name: string): string {
    let candidate = name;
    let count = this.#counts.get(name) ?? 1;
    while (this.#taken.has(candidate)) candidate = `${name}-${++count}`;
    this.#counts.set(name, count);
    this.#taken.add(candidate);
    return candidate;
  }
}
