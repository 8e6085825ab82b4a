/** Which links feed which input of a layer, and what is wrong with them. */
import type { Layer, LayerId, Link } from '../document/schema.ts';
import type { Fix, Issue } from '../issues/issue.ts';
import {
  missingLinkIssue,
  singleLinkIssue,
  tooManyLinksIssue,
  unknownPortIssue,
} from '../issues/link-issues.ts';
import type { Ports } from '../layers/layer.ts';
import type { TensorType } from './tensor-type.ts';

export interface Wiring {
  /** In the order of the layer's inputs. */
  readonly links: readonly Link[];
  /** What arrives along each link; undefined where nothing is known yet. */
  readonly types: readonly (TensorType | undefined)[];
  /** Every input has as many links as it takes. */
  readonly complete: boolean;
  readonly issues: readonly Issue[];
}

/** A layer that feeds others, as far as it is known. */
export interface Source {
  readonly layer: Layer;
  /** Undefined for a layer that the catalogue does not have. */
  readonly ports: Ports | undefined;
  readonly outputs: readonly TensorType[] | undefined;
}

export function wireLayer(
  layer: Layer,
  ports: Ports,
  arriving: readonly Link[],
  sourceOf: (id: LayerId) => Source | undefined,
  fixesForMissing: () => readonly Fix[],
): Wiring {
  const issues: Issue[] = [];
  const links: Link[] = [];
  let complete = true;
  const good = arriving.filter((link) => {
    const fault = portFault(layer, ports, link, sourceOf(link.from.layer));
    if (fault) issues.push(fault);
    return !fault;
  });
  for (const port of ports.inputs) {
    const here = good.filter((link) => link.to.port === port.id);
    const [only] = here;
    links.push(...here);
    if (here.length === 0) {
      complete = false;
      issues.push(missingLinkIssue(layer, port, ports.inputs.length, fixesForMissing()));
    } else if (here.length > 1 && !port.multiple) {
      complete = false;
      issues.push(
        tooManyLinksIssue(
          layer,
          port,
          here.map((link) => ({
            link,
            name: sourceOf(link.from.layer)?.layer.name ?? link.from.layer,
          })),
        ),
      );
    } else if (only && here.length === 1 && port.multiple) {
      const source = sourceOf(only.from.layer)?.layer.name ?? only.from.layer;
      issues.push(singleLinkIssue(layer, only, source, fixesForMissing()));
    }
  }
  return {
    links,
    types: links.map((link) => typeAlong(link, sourceOf(link.from.layer))),
    complete: complete && good.length === arriving.length,
    issues,
  };
}

function portFault(layer: Layer, ports: Ports, link: Link, source: Source | undefined): Issue | undefined {
  if (!ports.inputs.some(({ id }) => id === link.to.port)) {
    return unknownPortIssue(link, layer, 'input', link.to.port, ports.inputs);
  }
  if (source?.ports && !source.ports.outputs.some(({ id }) => id === link.from.port)) {
    return unknownPortIssue(link, source.layer, 'output', link.from.port, source.ports.outputs);
  }
  return undefined;
}

function typeAlong(link: Link, source: Source | undefined): TensorType | undefined {
  const index = source?.ports?.outputs.findIndex(({ id }) => id === link.from.port) ?? -1;
  return source?.outputs?.[index];
}
