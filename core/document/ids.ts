/**
 * Free ids and names that a person can read: `conv2d-3` for the third Conv2D. What is taken is indexed once for
 * each list of a document, so that pasting thousands of layers stays quick.
 */
import { GroupId, LayerId, LinkId, type NetworkDocument, NoteId } from './schema.ts';

/** Gives a different id or name at every call, none of which the document has. */
export interface FreshIds {
  layer(type: string): LayerId;
  link(): LinkId;
  note(): NoteId;
  group(): GroupId;
  /** `Dense`, then `Dense 2`. */
  name(wanted: string): string;
  /** `Block`, then `Block 2`. */
  groupName(wanted: string): string;
}

export function freshIds(document: NetworkDocument): FreshIds {
  const layers = new Numbering('-');
  const links = new Numbering('-');
  const notes = new Numbering('-');
  const groups = new Numbering('-');
  const names = new Numbering(' ');
  const groupNames = new Numbering(' ');
  return {
    layer: (type) => LayerId.parse(layers.next(kebab(type), idsOf(document.layers))),
    link: () => LinkId.parse(links.next('link', idsOf(document.links))),
    note: () => NoteId.parse(notes.next('note', idsOf(document.notes))),
    group: () => GroupId.parse(groups.next('group', idsOf(document.groups))),
    name: (wanted) => names.nextName(wanted, namesOf(document.layers)),
    groupName: (wanted) => groupNames.nextName(wanted, namesOf(document.groups)),
  };
}

export function newLayerId(document: NetworkDocument, type: string): LayerId {
  return freshIds(document).layer(type);
}

export function newLinkId(document: NetworkDocument): LinkId {
  return freshIds(document).link();
}

/** The wanted name, with a number behind it where another layer has it already. */
export function newLayerName(document: NetworkDocument, wanted: string): string {
  return freshIds(document).name(wanted);
}

/** What is taken. */
interface Taken {
  readonly texts: ReadonlySet<string>;
  /** Highest number in use, by what stands before it. */
  readonly highest: ReadonlyMap<string, number>;
}

/** Continues the numbers of a document by those that were handed out since. */
class Numbering {
  readonly #given = new Map<string, number>();

  constructor(readonly separator: string) {}

  next(stem: string, { texts, highest }: Taken): string {
    let number = Math.max(highest.get(stem) ?? 0, this.#given.get(stem) ?? 0) + 1;
    while (texts.has(`${stem}${this.separator}${number}`)) number++;
    this.#given.set(stem, number);
    return `${stem}${this.separator}${number}`;
  }

  /** The first of its name carries no number. */
  nextName(wanted: string, taken: Taken): string {
    const { stem } = splitNumber(wanted, this.separator);
    if (!taken.highest.has(stem) && !this.#given.has(stem)) {
      this.#given.set(stem, 1);
      return stem;
    }
    return this.next(stem, taken);
  }
}

const INDEX = new WeakMap<object, Taken>();
const NAME_INDEX = new WeakMap<object, Taken>();

function idsOf(list: readonly { readonly id: string }[]): Taken {
  return indexed(INDEX, list, '-', ({ id }) => id);
}

function namesOf(list: readonly { readonly name: string }[]): Taken {
  return indexed(NAME_INDEX, list, ' ', ({ name }) => name);
}

function indexed<T>(
  cache: WeakMap<object, Taken>,
  list: readonly T[],
  separator: string,
  textOf: (item: T) => string,
): Taken {
  const known = cache.get(list);
  if (known) return known;
  const texts = new Set<string>();
  const highest = new Map<string, number>();
  for (const item of list) {
    const text = textOf(item);
    const { stem, number } = splitNumber(text, separator);
    texts.add(text);
    highest.set(stem, Math.max(highest.get(stem) ?? 0, number));
  }
  const taken = { texts, highest };
  cache.set(list, taken);
  return taken;
}

/** `conv2d-3` is the third `conv2d`; a text without a number is the first of its kind. */
function splitNumber(text: string, separator: string): { stem: string; number: number } {
  const at = text.lastIndexOf(separator);
  const digits = text.slice(at + 1);
  // Nine digits at most, so that the next number is exact.
  return at > 0 && /^[1-9]\d{0,8}$/.test(digits)
    ? { stem: text.slice(0, at), number: Number(digits) }
    : { stem: text, number: 1 };
}

/** `MaxPooling2D` becomes `max-pooling2d`. What an id may not hold becomes "-". */
function kebab(type: string): string {
  const words = type
    .replace(/([a-z0-9])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return words || 'layer';
}
