/** Finds layers in a drawing: by name, type, shape, and by what their parameters are called and set to. */
import type { LayerId, NetworkDocument } from '../../core/document/schema.ts';
import type { LayerAnalysis, NetworkAnalysis } from '../../core/shape/analysis.ts';
import { formatShape } from '../../core/shape/tensor-type.ts';

/** In the order in which the layers compute. Every word has to be somewhere: `conv 5x5`, `units=10`, `28x28`. */
export function findLayers(
  document: NetworkDocument,
  analysis: NetworkAnalysis,
  query: string,
): readonly LayerId[] {
  const words = normalized(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const names = new Map(document.layers.map((layer) => [layer.id, layer]));
  return analysis.order.filter((id) => {
    const layer = names.get(id);
    if (!layer) return false;
    const text = textOf(layer.name, layer.type, layer.params, analysis.layers.get(id));
    return words.every((word) => text.includes(word));
  });
}

function textOf(
  name: string,
  type: string,
  given: Readonly<Record<string, unknown>>,
  analysis: LayerAnalysis | undefined,
): string {
  const shapes = [...(analysis?.inputs ?? []), ...(analysis?.outputs ?? [])];
  const params = Object.entries(analysis?.params ?? given).flatMap(([key, value]) => {
    const shown = Array.isArray(value) ? value.join('×') : String(value);
    const label = analysis?.definition?.parameters[key]?.label ?? key;
    return [`${key}=${shown}`, `${label} ${shown}`];
  });
  const about = analysis?.definition?.title ?? '';
  return normalized(
    [name, type, about, ...shapes.map(({ shape }) => formatShape(shape)), ...params].join('\n'),
  );
}

/** Lower case, and products without spaces: `28 × 28 x 1` is `28×28×1`. */
function normalized(text: string): string {
  return text.toLowerCase().replace(/(?<=\d) *[×x] *(?=\d)/g, '×');
}
