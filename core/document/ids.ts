import { LayerId, LinkId, type NetworkDocument, NoteId } from './schema.ts';

/** A free id that a person can read: `conv2d-3` for the third Conv2D. */
export function newLayerId(document: NetworkDocument, type: string): LayerId {
  return LayerId.parse(nextId(`${kebab(type)}-`, document.layers));
}

export function newLinkId(document: NetworkDocument): LinkId {
  return LinkId.parse(nextId('link-', document.links));
}

export function newNoteId(document: NetworkDocument): NoteId {
  return NoteId.parse(nextId('note-', document.notes));
}

function nextId(prefix: string, taken: readonly { readonly id: string }[]): string {
  const numbers = taken
    .filter(({ id }) => id.startsWith(prefix))
    .map(({ id }) => Number(id.slice(prefix.length)))
    .filter(Number.isInteger);
  return `${prefix}${Math.max(0, ...numbers) + 1}`;
}

/** `MaxPooling2D` becomes `max-pooling2d`. */
function kebab(type: string): string {
  return type.replace(/([a-z0-9])([A-Z][a-z])/g, '$1-$2').toLowerCase();
}
