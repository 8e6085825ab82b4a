/** Turns remedies, which know nothing of the drawing, into commands that can be applied to it. */
import type { Command } from '../document/commands.ts';
import { insertOnLinkCommands } from '../document/insert.ts';
import { findLayer } from '../layers/registry.ts';
import { type Place, sourceOf } from './drawing.ts';
import type { Fix, Issue, Problem, Remedy } from './issue.ts';

/** A problem of a layer, with the names of the layers around it and fixes that can be applied. */
export function placeProblem(problem: Problem, place: Place): Issue {
  const { code, severity, received, expected, param, input, remedies = [] } = problem;
  const link = input === undefined ? undefined : place.incoming[input];
  return {
    code,
    severity,
    message: nameLayers(problem, place),
    ...(received !== undefined && { received }),
    ...(expected !== undefined && { expected }),
    ...(param !== undefined && { param }),
    layer: place.layer.id,
    ...(link && { link: link.id }),
    fixes: remedies.flatMap((remedy) => makeFix(remedy, place) ?? []),
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
  const commands = remedyCommands(remedy, place);
  return commands && { label: remedy.label, commands };
}

function remedyCommands(remedy: Remedy, place: Place): readonly Command[] | undefined {
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
