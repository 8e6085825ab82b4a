/** Disabled layers: which can pass on what they receive, and the network as it computes without them. */
import type { Layer, LayerId, Link, NetworkDocument } from '../document/schema.ts';
import { quoted } from '../issues/drawing.ts';
import { counted } from '../layers/counted.ts';
import { findLayer } from '../layers/registry.ts';
import { isInput, isOutput } from './graph.ts';
import { parseLayer } from './infer-layer.ts';

/** Why a layer cannot be bypassed, in a sentence. Undefined for a layer with one input and one output. */
export function whyNotBypassed(layer: Layer): string | undefined {
  if (isInput(layer)) return `${quoted(layer)} cannot be bypassed: it is where numbers enter the network.`;
  if (isOutput(layer)) return `${quoted(layer)} cannot be bypassed: it is where numbers leave the network.`;
  const definition = findLayer(layer.type);
  if (!definition) {
    return `${quoted(layer)} cannot be bypassed: its type "${layer.type}" is not known, nor are its inputs.`;
  }
  const { inputs, outputs } = parseLayer(definition, layer).ports;
  const [input] = inputs;
  if (inputs.length === 1 && outputs.length === 1 && !input?.multiple) return undefined;
  const has = input?.multiple
    ? 'it takes any number of links'
    : `it has ${counted(inputs.length, 'input')} and ${counted(outputs.length, 'output')}`;
  return `${quoted(layer)} cannot be bypassed: ${has}, and only a layer with one input and one output can pass on what it receives.`;
}

export function isBypassed(layer: Layer): boolean {
  return layer.disabled === true && whyNotBypassed(layer) === undefined;
}

/** Links lead around disabled layers, which are gone. The same document where none is disabled. */
export function withoutBypassed(document: NetworkDocument): NetworkDocument {
  const bypassed = new Set(document.layers.filter(isBypassed).map(({ id }) => id));
  if (bypassed.size === 0) return document;
  const arriving = new Map<LayerId, Link>();
  for (const link of document.links) if (bypassed.has(link.to.layer)) arriving.set(link.to.layer, link);
  return {
    ...document,
    layers: document.layers.filter(({ id }) => !bypassed.has(id)),
    links: document.links.flatMap((link) => {
      if (bypassed.has(link.to.layer)) return [];
      const from = sourceBehind(link.from, bypassed, arriving);
      if (!from) return [];
      return [from === link.from ? link : { ...link, from }];
    }),
    groups: [],
  };
}

/** Where the numbers really come from; undefined where nothing arrives, or where links run in a circle. */
function sourceBehind(
  from: Link['from'],
  bypassed: ReadonlySet<LayerId>,
  arriving: ReadonlyMap<LayerId, Link>,
): Link['from'] | undefined {
  const passed = new Set<LayerId>();
  let end: Link['from'] | undefined = from;
  while (end && bypassed.has(end.layer)) {
    if (passed.has(end.layer)) return undefined;
    passed.add(end.layer);
    end = arriving.get(end.layer)?.from;
  }
  return end;
}
