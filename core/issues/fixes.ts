/** Turns remedies, which know nothing of the drawing, into commands that can be applied to it. */
import type { Command } from '../document/commands.ts';
import { insertOnLinkCommands } from '../document/insert.ts';
import type { Link } from '../document/schema.ts';
import { findLayer } from '../layers/registry.ts';
import { type Place, quoted, sourceOf } from './drawing.ts';
import type { Fix, Issue, Problem, Remedy } from './issue.ts';
import { keepSizeFix } from './keep-size.ts';

/** A problem of a layer, with the names of the layers around it and fixes that can be applied. */
export function placeProblem(problem: Problem, place: Place): Issue {
  const { code, severity, received, expected, param, input, remedies = [] } = problem;
  const link = input === undefined ? undefined : place.incoming[input];
  const fixes = remedies.flatMap((remedy) => makeFix(remedy, place) ?? []);
  return {
    code,
    severity,
    message: nameLayers(problem, place),
    ...(received !== undefined && { received }),
    ...(expected !== undefined && { expected }),
    ...(param !== undefined && { param }),
    layer: place.layer.id,
    ...(link && { link: link.id }),
    fixes: fixes.length === 0 && link && severity === 'error' ? [removeLinkFix(link, place)] : fixes,
  };
}

/** What can be done where nothing better is known. */
function removeLinkFix(link: Link, { drawing }: Place): Fix {
  const source = drawing.layers.get(link.from.layer);
  return {
    label: source ? `Remove the link from ${quoted(source)}` : 'Remove the link',
    commands: [{ type: 'remove-links', links: [link.id] }],
  };
}

/** The problem's sentence with the layers' names in place of `{layer}` and `{source}`. */
export function nameLayers(problem: Problem, place: Place): string {
  const source = sourceOf(place, problem.input ?? 0);
  return problem.message
    .replaceAll('{layer}', () => `"${place.layer.name}"`)
    .replaceAll('{source}', () => (source ? `"${source.name}"` : 'the layer before it'));
}

/** Undefined where the drawing no longer has what the remedy speaks of. */
export function makeFix(remedy: Remedy, place: Place): Fix | undefined {
  if (remedy.kind === 'keep-size') return keepSizeFix(remedy, place);
  const commands = remedyCommands(remedy, place);
  return commands && { label: remedy.label, commands };
}

function remedyCommands(
  remedy: Exclude<Remedy, { kind: 'keep-size' }>,
  place: Place,
): readonly Command[] | undefined {
  switch (remedy.kind) {
    case 'insert-before': {
      const link = place.incoming[remedy.input];
      const { type, params } = remedy.layer;
      const definition = findLayer(type);
      if (!link || !definition) return undefined;
      return insertOnLinkCommands(place.drawing.document, link, {
        type,
        title: definition.title,
        params,
      }).commands;
    }
    case 'set-params':
      return [{ type: 'set-params', layer: place.layer.id, params: remedy.params }];
    case 'set-source-params': {
      const source = sourceOf(place, remedy.input);
      return source && [{ type: 'set-params', layer: source.id, params: remedy.params }];
    }
    case 'remove-link': {
      const link = place.incoming[remedy.input];
      return link && [{ type: 'remove-links', links: [link.id] }];
    }
    case 'remove-layer':
      return [{ type: 'remove-layers', layers: [place.layer.id] }];
    case 'clear-weight':
      return [{ type: 'set-weights', layer: place.layer.id, weights: { [remedy.weight]: undefined } }];
  }
}
