/** Finds layers by a few typed letters: in their title, their category or what they do. */
import { CATEGORIES, type LayerDefinition } from '../../core/layers/layer.ts';

/**
 * Layers that match, best first, and of two that match alike the one with fewer other letters; all of them, in
 * their own order, for an empty query. Letters may be left out: "mxpool" finds MaxPooling2D.
 */
export function searchLayers(layers: readonly LayerDefinition[], query: string): LayerDefinition[] {
  const wanted = query.toLowerCase().replace(/\s+/g, '');
  if (wanted === '') return [...layers];
  return layers
    .map((layer) => ({ layer, score: scoreOf(layer, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.layer.title.length - b.layer.title.length)
    .map(({ layer }) => layer);
}

function scoreOf(layer: LayerDefinition, wanted: string): number {
  const title = layer.title.toLowerCase().replace(/\s+/g, '');
  const type = layer.type.toLowerCase();
  if (title === wanted || type === wanted) return 100;
  if (title.startsWith(wanted) || type.startsWith(wanted)) return 80;
  if (title.includes(wanted) || type.includes(wanted)) return 60;
  if (CATEGORIES[layer.category].toLowerCase().includes(wanted)) return 40;
  if (hasLettersOf(title, wanted) || hasLettersOf(type, wanted)) return 30;
  return layer.summary.toLowerCase().replace(/\s+/g, '').includes(wanted) ? 20 : 0;
}

/** Whether all letters occur in this order, beginning with the first one. */
function hasLettersOf(text: string, wanted: string): boolean {
  if (text[0] !== wanted[0]) return false;
  let at = -1;
  for (const letter of wanted) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}
