/** Sentences about single layers: types that do not exist, doubled names, layers that lead nowhere. */
import { changeTypeCommands } from '../document/insert.ts';
import type { Layer, NetworkDocument } from '../document/schema.ts';
import { closestName } from '../layers/closest-name.ts';
import { LAYERS } from '../layers/registry.ts';
import { quoted } from './drawing.ts';
import type { Fix, Issue } from './issue.ts';

export function unknownTypeIssue(document: NetworkDocument, layer: Layer): Issue {
  const meant = closestName(
    layer.type,
    LAYERS.map(({ type }) => type),
  );
  const remove: Fix = {
    label: `Remove ${quoted(layer)}`,
    commands: [{ type: 'remove-layers', layers: [layer.id] }],
  };
  const advice = meant
    ? `Did you mean "${meant}"?`
    : 'It may come from a newer version of Layerloom. Update, or take another layer in its place.';
  return {
    code: 'unknown-layer-type',
    severity: 'error',
    message: `${quoted(layer)} is of the type "${layer.type}", which this version of Layerloom does not know. ${advice}`,
    received: layer.type,
    expected: meant ?? 'a layer of the palette',
    layer: layer.id,
    fixes: meant
      ? [{ label: `Make it a ${meant}`, commands: changeTypeCommands(document, layer, meant) }, remove]
      : [remove],
  };
}

/** `reason` is a whole sentence of why. */
export function notBypassedIssue(layer: Layer, reason: string): Issue {
  return {
    code: 'cannot-bypass',
    severity: 'error',
    message: `${reason} Switch it on again, or remove it.`,
    received: 'a disabled layer',
    expected: 'a layer that is switched on',
    layer: layer.id,
    fixes: [
      {
        label: `Switch on ${quoted(layer)}`,
        commands: [{ type: 'flag-layers', layers: [layer.id], flag: 'disabled', on: false }],
      },
    ],
  };
}

/** `free` is a name that no other layer has. */
export function duplicatedNameIssue(layer: Layer, free: string): Issue {
  return {
    code: 'duplicated-name',
    severity: 'warning',
    message: `Two layers are called ${quoted(layer)}. In messages and in exported files nobody can tell them apart; rename one of them.`,
    received: layer.name,
    expected: 'a name of its own',
    layer: layer.id,
    fixes: [
      {
        label: `Rename it to "${free}"`,
        commands: [{ type: 'rename-layer', layer: layer.id, name: free }],
      },
    ],
  };
}

export function unusedLayerIssue(layer: Layer): Issue {
  return {
    code: 'unused-layer',
    severity: 'warning',
    message: `No links lead from ${quoted(layer)} to an Output, so it takes no part in training and is not exported. Link it on, or remove it.`,
    received: 'no way to an Output',
    expected: 'links that lead to an Output',
    layer: layer.id,
    fixes: [
      {
        label: `Remove ${quoted(layer)}`,
        commands: [{ type: 'remove-layers', layers: [layer.id] }],
      },
    ],
  };
}

/** A Constant from which an Output comes although no Input leads to any. */
export function onlyConstantIssue(layer: Layer): Issue {
  return {
    code: 'only-constant',
    severity: 'error',
    message: `Nothing but ${quoted(layer)} leads to an Output, and it is the same for every sample, so no data takes part. Link an Input to one of the layers between them.`,
    received: 'answers without data',
    expected: 'links that lead from an Input to an Output',
    layer: layer.id,
    fixes: [],
  };
}
