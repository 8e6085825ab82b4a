/** What a network computes, apart from how it is drawn: networks that compute the same may share weights. */
import type { LayerId, NetworkDocument } from '../document/schema.ts';
import { buildGraph } from '../shape/graph.ts';

/**
 * For each layer a text that changes with everything that its output depends on: its own settings, and those of all
 * layers that feed it. Layers on a circle have none.
 */
export function computationKeys(document: NetworkDocument): ReadonlyMap<LayerId, string> {
  const graph = buildGraph(document);
  const keys = new Map<LayerId, string>();
  for (const id of graph.order) {
    const layer = graph.layers.get(id);
    const incoming = graph.incoming.get(id) ?? [];
    if (!layer || incoming.some(({ from }) => !keys.has(from.layer))) continue;
    const feeding = incoming.map(({ from, to }) => `${keys.get(from.layer)} ${from.port} ${to.port}`);
    const own = [id, layer.type, layer.params, layer.disabled ?? false, layer.weights ?? {}];
    keys.set(id, digest(JSON.stringify([own, feeding])));
  }
  return keys;
}

/** Whether the trained weights of one fit the other. Training settings and the drawing do not matter. */
export function sameComputation(a: NetworkDocument, b: NetworkDocument): boolean {
  const [one, other] = [computationKeys(a), computationKeys(b)];
  return (
    one.size === a.layers.length &&
    other.size === b.layers.length &&
    one.size === other.size &&
    a.dataset?.source === b.dataset?.source &&
    [...one].every(([id, key]) => other.get(id) === key)
  );
}

/** Two runs of FNV-1a with different starts: short, and the same everywhere. */
function digest(text: string): string {
  return `${fnv(text, 0x811c9dc5)}${fnv(text, 0x01000193)}`;
}

function fnv(text: string, start: number): string {
  let hash = start;
  for (let place = 0; place < text.length; place++) {
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}
