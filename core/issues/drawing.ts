/** What placing a problem needs to know of the drawing around it. */
import type { Layer, LayerId, Link, NetworkDocument } from '../document/schema.ts';

export interface Drawing {
  readonly document: NetworkDocument;
  readonly layers: ReadonlyMap<LayerId, Layer>;
}

/** A layer and the links that reach it, in the order of its inputs. */
export interface Place {
  readonly drawing: Drawing;
  readonly layer: Layer;
  readonly incoming: readonly Link[];
}

/** A layer's name as it stands in a sentence. */
export function quoted(layer: Pick<Layer, 'name'>): string {
  return `"${layer.name}"`;
}

/** `A`, `A and B`, `A, B and C`. */
export function listed(words: readonly string[], joint = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1)}`;
}

/** The layer that feeds an input. */
export function sourceOf(place: Place, input: number): Layer | undefined {
  const link = place.incoming[input];
  return link && place.drawing.layers.get(link.from.layer);
}
