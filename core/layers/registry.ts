/** The catalogue: every layer that can be drawn. Adding one is its file and its line here. */
import { activation } from './activation/activation.ts';
import { dense } from './dense/dense.ts';
import { input } from './io/input.ts';
import { output } from './io/output.ts';
import type { LayerDefinition } from './layer.ts';

export const LAYERS: readonly LayerDefinition[] = [input, output, dense, activation];

const BY_TYPE: ReadonlyMap<string, LayerDefinition> = new Map(LAYERS.map((layer) => [layer.type, layer]));

/** Undefined for a type that this version does not know. */
export function findLayer(type: string): LayerDefinition | undefined {
  return BY_TYPE.get(type);
}
