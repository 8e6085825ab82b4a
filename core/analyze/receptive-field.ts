/**
 * How much of the network's input one value of a layer sees. A window of k places that lie j input places apart
 * adds (k - 1) j; strides multiply j (Araujo, Norris and Sim, "Computing receptive fields of convolutional neural
 * networks", Distill 2019).
 */
import type { LayerId, NetworkDocument } from '../document/schema.ts';
import type { Sight } from '../layers/sight.ts';
import type { LayerAnalysis, NetworkAnalysis } from '../shape/analysis.ts';
import { sampleShape, type TensorType } from '../shape/tensor-type.ts';

/** Input places that one value sees along each dimension; `whole` where it sees all. */
export type ReceptiveField = readonly number[] | 'whole';

interface Reach {
  readonly size: readonly number[];
  /** Input places between two neighbours. */
  readonly jump: readonly number[];
  /** Places of the input, at which the size ends. */
  readonly limit: readonly number[];
}

/** By layer, in as far as shapes are known. Layers behind a row of numbers, which has no places, are left out. */
export function receptiveFields(
  document: NetworkDocument,
  analysis: NetworkAnalysis,
): ReadonlyMap<LayerId, ReceptiveField> {
  const sources = new Map(document.links.map(({ id, from }) => [id, from.layer]));
  const reaches = new Map<LayerId, Reach | 'whole'>();
  for (const id of analysis.order) {
    const layer = analysis.layers.get(id);
    const reach = layer?.outputs && reachOf(layer, sources, reaches);
    if (reach) reaches.set(id, reach);
  }
  return new Map([...reaches].map(([id, reach]) => [id, reach === 'whole' ? reach : clipped(reach)]));
}

function reachOf(
  layer: LayerAnalysis,
  sources: ReadonlyMap<string, LayerId>,
  reaches: ReadonlyMap<LayerId, Reach | 'whole'>,
): Reach | 'whole' | undefined {
  const [output] = layer.outputs ?? [];
  if (!output) return undefined;
  if (layer.incoming.length === 0) return ofInput(output);
  const before = layer.incoming.flatMap((link) => reaches.get(sources.get(link) ?? ('' as LayerId)) ?? []);
  const [first] = before;
  if (!first) return undefined;
  const sight = sightOf(layer);
  if (sight === 'everything' || before.includes('whole')) return 'whole';
  const widest = before.reduce((one, other) =>
    one === 'whole' || other === 'whole' ? one : wider(one, other),
  );
  return widest === 'whole' ? widest : seenThrough(widest, sight);
}

function ofInput(type: TensorType): Reach | undefined {
  const limit = sampleShape(type.shape).slice(0, -1);
  if (limit.length === 0) return undefined;
  const ones = limit.map(() => 1);
  return { size: ones, jump: ones, limit };
}

function sightOf({ definition, params, inputs = [], outputs = [] }: LayerAnalysis): Sight {
  const [input, ...others] = inputs;
  const [output] = outputs;
  if (!definition || !input || !output) return 'everything';
  const own = params && definition.sight?.(params, [input, ...others]);
  if (own) return own;
  const places = sampleShape(output.shape).slice(0, -1);
  const kept = places.length > 0 && places.join() === sampleShape(input.shape).slice(0, -1).join();
  const ones = places.map(() => 1);
  return kept ? { size: ones, strides: ones } : 'everything';
}

function wider(one: Reach, other: Reach): Reach {
  const size = one.size.map((value, axis) => Math.max(value, other.size[axis] ?? 1));
  return { ...one, size };
}

function seenThrough({ size, jump, limit }: Reach, sight: Exclude<Sight, 'everything'>): Reach {
  return {
    size: size.map((value, axis) => value + ((sight.size[axis] ?? 1) - 1) * (jump[axis] ?? 1)),
    jump: jump.map((value, axis) => value * (sight.strides[axis] ?? 1)),
    limit,
  };
}

function clipped({ size, limit }: Reach): ReceptiveField {
  if (size.every((value, axis) => value >= (limit[axis] ?? 1))) return 'whole';
  return size.map((value, axis) => Math.min(Math.ceil(value), limit[axis] ?? 1));
}
