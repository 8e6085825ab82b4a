/** Where numbers enter and leave a part of a drawing. */
import type { Layer, LayerId, Link, NetworkDocument } from '../document/schema.ts';
import type { Ports } from '../layers/layer.ts';
import { defaultParams } from '../layers/parameter.ts';
import { findLayer } from '../layers/registry.ts';
import type { Endpoint } from '../shape/can-connect.ts';

export interface GroupEnds {
  /** Outputs outside that feed the part. */
  readonly sources: readonly Endpoint[];
  /** Inputs inside that take from outside; where none does, those that are still open. */
  readonly entries: readonly Endpoint[];
  /** Outputs inside that feed something outside; where none does, those that feed nothing yet. */
  readonly exits: readonly Endpoint[];
}

export function groupEnds(document: NetworkDocument, part: ReadonlySet<LayerId>): GroupEnds {
  const entering = document.links.filter(({ from, to }) => part.has(to.layer) && !part.has(from.layer));
  const leaving = document.links.filter(({ from, to }) => part.has(from.layer) && !part.has(to.layer));
  const layers = document.layers.filter(({ id }) => part.has(id));
  return {
    sources: unique(entering.map(({ from }) => from)),
    entries: entering.length > 0 ? unique(entering.map(({ to }) => to)) : openInputs(layers, document.links),
    exits: leaving.length > 0 ? unique(leaving.map(({ from }) => from)) : openOutputs(layers, document.links),
  };
}

/** An input without a link; where many may arrive, also one with a single link: there is nothing to merge yet. */
function openInputs(layers: readonly Layer[], links: readonly Link[]): Endpoint[] {
  return layers.flatMap((layer) =>
    portsOf(layer).inputs.flatMap(({ id: port, multiple }) => {
      const arriving = links.filter(({ to }) => to.layer === layer.id && to.port === port).length;
      return arriving === 0 || (multiple && arriving === 1) ? [{ layer: layer.id, port }] : [];
    }),
  );
}

function openOutputs(layers: readonly Layer[], links: readonly Link[]): Endpoint[] {
  return layers.flatMap((layer) =>
    portsOf(layer)
      .outputs.filter(({ id }) => !links.some(({ from }) => from.layer === layer.id && from.port === id))
      .map(({ id: port }) => ({ layer: layer.id, port })),
  );
}

function portsOf(layer: Layer): Ports {
  const definition = findLayer(layer.type);
  if (!definition) return { inputs: [], outputs: [] };
  return definition.ports({ ...defaultParams(definition.parameters), ...layer.params });
}

function unique(ends: readonly Endpoint[]): readonly Endpoint[] {
  return [...new Map(ends.map((end) => [`${end.layer} ${end.port}`, end])).values()];
}
