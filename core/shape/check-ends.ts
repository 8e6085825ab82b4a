/** Loose ends: no Input, no Output, and what a layer without a link could be linked to. */
import type { DatasetDescription } from '../data/dataset.ts';
import type { Command } from '../document/commands.ts';
import { freshIds } from '../document/ids.ts';
import { addLayerCommands, type NewLayer } from '../document/insert.ts';
import { COLUMN } from '../document/place.ts';
import type { Layer, LayerId, NetworkDocument } from '../document/schema.ts';
import type { Drawing } from '../issues/drawing.ts';
import type { Fix, Issue } from '../issues/issue.ts';
import {
  emptyNetworkIssue,
  noInputIssue,
  noOutputIssue,
  nothingLearnsIssue,
} from '../issues/network-issues.ts';
import { defaultParams } from '../layers/parameter.ts';
import { findLayer } from '../layers/registry.ts';
import { arrivesAt, type Graph, isInput, isOutput } from './graph.ts';
import type { LayerState } from './layer-state.ts';
import { sampleSize } from './tensor-type.ts';

type States = ReadonlyMap<LayerId, LayerState>;

export function checkEnds(
  { document }: Drawing,
  states: States,
  dataset: DatasetDescription | undefined,
): Issue[] {
  const { layers } = document;
  if (layers.length === 0) return [emptyNetworkIssue()];
  return [
    ...(layers.some(isInput) ? [] : [noInputIssue(inputFixes(document, states, dataset))]),
    ...(layers.some(isOutput) ? [] : [noOutputIssue(outputFixes(document, states, dataset))]),
  ];
}

/** To be said once everything else fits: a network in the making has no weights either. */
export function checkLearning({ layers }: NetworkDocument, states: States): Issue[] {
  const complete = layers.some(isInput) && layers.some(isOutput);
  const inner = [...states.values()].filter(({ layer }) => !isInput(layer) && !isOutput(layer));
  const known = inner.length > 0 && inner.every(({ inference }) => inference.outputs);
  if (!complete || !known || inner.some(({ inference }) => inference.trainableParameters > 0)) return [];
  const frozen = inner.filter(({ layer, inference }) => layer.frozen && inference.parameters > 0);
  const thaw: Command = {
    type: 'flag-layers',
    layers: frozen.map(({ layer }) => layer.id),
    flag: 'frozen',
    on: false,
  };
  const fixes = frozen.length > 0 ? [{ label: 'Let all layers learn', commands: [thaw] }] : [];
  return [nothingLearnsIssue(frozen.length > 0, fixes)];
}

/** A link from the only other layer whose output nobody uses. */
export function linkFixes(layer: Layer, { document }: Drawing, graph: Graph): readonly Fix[] {
  const loose = document.layers.filter(
    (other) => other.id !== layer.id && !isOutput(other) && !graph.outgoing.has(other.id),
  );
  const [source] = loose;
  if (!source || loose.length > 1 || arrivesAt(graph, layer.id, source.id)) return [];
  const from = firstPort(source, 'outputs');
  const to = firstPort(layer, 'inputs');
  if (from === undefined || to === undefined) return [];
  const link = {
    id: freshIds(document).link(),
    from: { layer: source.id, port: from },
    to: { layer: layer.id, port: to },
  };
  return [{ label: `Link it to "${source.name}"`, commands: [{ type: 'add-link', link }] }];
}

/** An Input for the dataset, linked to the only layer that receives nothing. */
function inputFixes(
  document: NetworkDocument,
  states: States,
  dataset: DatasetDescription | undefined,
): Fix[] {
  const starving = [...states.values()].filter(
    ({ layer, links, parsed }) =>
      links.length === 0 && (parsed?.ports.inputs.length ?? 0) > 0 && !isInput(layer),
  );
  const [first] = starving;
  const field = dataset?.fields.find(({ name }) => name !== dataset.target);
  const params = field ? { field: field.name, shape: field.shape } : {};
  const left = Math.min(...document.layers.map(({ position }) => position.x)) - COLUMN;
  const y = (first?.layer ?? document.layers[0])?.position.y ?? 0;
  const { layer, commands } = addLayerCommands(document, { type: 'Input', params }, { x: left, y });
  const to = first && starving.length === 1 ? firstPort(first.layer, 'inputs') : undefined;
  const links: Command[] =
    first && to !== undefined
      ? [
          {
            type: 'add-link',
            link: {
              id: freshIds(document).link(),
              from: { layer, port: 'out' },
              to: { layer: first.layer.id, port: to },
            },
          },
        ]
      : [];
  return [{ label: 'Add an Input', commands: [...commands, ...links] }];
}

/** An Output for the dataset's target, linked to the only layer whose answer nobody uses. */
function outputFixes(
  document: NetworkDocument,
  states: States,
  dataset: DatasetDescription | undefined,
): Fix[] {
  const used = new Set(document.links.map(({ from }) => from.layer));
  const loose = [...states.values()].filter(({ layer }) => !used.has(layer.id));
  const [last] = loose;
  const right = Math.max(...document.layers.map(({ position }) => position.x)) + COLUMN;
  const y = (last?.layer ?? document.layers[0])?.position.y ?? 0;
  const { layer, commands } = addLayerCommands(document, outputFor(last, dataset), { x: right, y });
  const from = last && loose.length === 1 ? firstPort(last.layer, 'outputs') : undefined;
  const links: Command[] =
    last && from !== undefined
      ? [
          {
            type: 'add-link',
            link: {
              id: freshIds(document).link(),
              from: { layer: last.layer.id, port: from },
              to: { layer, port: 'in' },
            },
          },
        ]
      : [];
  return [{ label: 'Add an Output', commands: [...commands, ...links] }];
}

/** The loss follows from what is predicted, or else from how many numbers there are. */
function outputFor(last: LayerState | undefined, dataset: DatasetDescription | undefined): NewLayer {
  const [type] = last?.inference.outputs ?? [];
  const single = type !== undefined && sampleSize(type.shape) === 1;
  const target = dataset?.fields.find(({ name }) => name === dataset.target);
  if (target?.kind === 'numeric' || target?.kind === 'image') {
    return { type: 'Output', params: { field: target.name, loss: 'meanSquaredError' } };
  }
  return {
    type: 'Output',
    params: {
      ...(target && { field: target.name }),
      ...(single && { loss: 'binaryCrossentropy' }),
    },
  };
}

function firstPort(layer: Layer, side: 'inputs' | 'outputs'): string | undefined {
  const definition = findLayer(layer.type);
  return definition?.ports({ ...defaultParams(definition.parameters), ...layer.params })[side][0]?.id;
}
