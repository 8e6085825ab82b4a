/** Sentences about links: circles, missing ones, too many, and ends that do not exist. */
import type { Layer, Link } from '../document/schema.ts';
import type { Port } from '../layers/layer.ts';
import type { Cycle } from '../shape/graph.ts';
import { listed, quoted } from './drawing.ts';
import type { Fix, Issue } from './issue.ts';

const NAMED_IN_CYCLE = 4;

export function cycleIssue({ layers, closing }: Cycle): Issue {
  const last = layers.at(-1);
  const [first] = layers;
  const circle = `${describeCircle(layers)} form a circle`;
  return {
    code: 'cycle',
    severity: 'error',
    message:
      layers.length === 1 && first
        ? `${quoted(first)} is linked to itself. Numbers pass through a network once, from the Input to the Output; remove the link.`
        : `The links of ${circle}. Numbers pass through a network once, from the Input to the Output; remove one of these links, such as the one from ${last ? quoted(last) : 'the last'} to ${first ? quoted(first) : 'the first'}.`,
    received: layers.map(({ name }) => name).join(' → '),
    expected: 'links that never lead back',
    layer: closing.to.layer,
    link: closing.id,
    fixes: [
      {
        label:
          layers.length === 1 || !first || !last
            ? 'Remove the link'
            : `Remove the link from ${quoted(last)} to ${quoted(first)}`,
        commands: [{ type: 'remove-links', links: [closing.id] }],
      },
    ],
  };
}

function describeCircle(layers: readonly Layer[]): string {
  const names = layers.slice(0, NAMED_IN_CYCLE).map(quoted);
  const more = layers.length - names.length;
  return listed(more > 0 ? [...names, `${more} more`] : names);
}

/** `candidate` is the only layer that could feed the port, if there is exactly one. */
export function missingLinkIssue(layer: Layer, port: Port, ports: number, fixes: readonly Fix[]): Issue {
  const where = ports > 1 ? ` at its input "${port.label}"` : '';
  return {
    code: 'missing-link',
    severity: 'error',
    message: `${quoted(layer)} receives nothing${where}. Draw a link to it from the layer whose output it should work on.`,
    received: 'no link',
    expected: port.multiple ? 'one link or more' : 'one link',
    layer: layer.id,
    fixes,
  };
}

/** A layer that merges has nothing to merge. `fixes` are links that could come to it. */
export function singleLinkIssue(layer: Layer, link: Link, source: string, fixes: readonly Fix[]): Issue {
  return {
    code: 'single-link',
    severity: 'warning',
    message: `${quoted(layer)} brings several inputs together, but it receives only that of "${source}" and passes it on as it is. Draw another link to it, or remove the layer.`,
    received: 'one link',
    expected: 'two links or more',
    layer: layer.id,
    link: link.id,
    fixes,
  };
}

export function tooManyLinksIssue(
  layer: Layer,
  port: Port,
  sources: readonly { readonly link: Link; readonly name: string }[],
): Issue {
  const last = sources.at(-1);
  return {
    code: 'too-many-links',
    severity: 'error',
    message: `${quoted(layer)} takes one link${port.label ? ` at "${port.label}"` : ''}, but ${sources.length} arrive: from ${listed(sources.map(({ name }) => `"${name}"`))}. Keep one of them, or bring them together first with Add or Concatenate.`,
    received: `${sources.length} links`,
    expected: 'one link',
    layer: layer.id,
    ...(last && { link: last.link.id }),
    fixes: sources.map(({ link, name }) => ({
      label: `Keep only the link from "${name}"`,
      commands: [
        {
          type: 'remove-links',
          links: sources.filter((other) => other.link !== link).map((other) => other.link.id),
        },
      ],
    })),
  };
}

/** The link leads to, or comes from, a port that the layer does not have. */
export function unknownPortIssue(
  link: Link,
  layer: Layer,
  side: 'input' | 'output',
  port: string,
  known: readonly Port[],
): Issue {
  const has =
    known.length > 0
      ? `It has ${listed(known.map(({ id }) => `"${id}"`))}.`
      : side === 'input'
        ? 'Nothing can be linked to it: it is where data enters.'
        : 'Nothing can be linked from it: it is where answers leave.';
  const verb = side === 'input' ? 'leads to' : 'comes from';
  return {
    code: 'unknown-port',
    severity: 'error',
    message: `A link ${verb} the ${side} "${port}" of ${quoted(layer)}, which has no such ${side}. ${has} Remove the link and draw it again.`,
    received: port,
    expected: known.map(({ id }) => id).join(', ') || `no ${side}`,
    layer: layer.id,
    link: link.id,
    fixes: [{ label: 'Remove the link', commands: [{ type: 'remove-links', links: [link.id] }] }],
  };
}
