/**
 * Looks at a drawn network as a whole after every edit: types along all links, weights, totals, and everything
 * that is wrong. What an edit does not touch is taken from the previous analysis.
 */
import type { DatasetDescription } from '../data/dataset.ts';
import { freshIds } from '../document/ids.ts';
import type { Layer, LayerId, NetworkDocument } from '../document/schema.ts';
import type { Drawing } from '../issues/drawing.ts';
import type { Issue } from '../issues/issue.ts';
import { duplicatedNameIssue, onlyConstantIssue, unusedLayerIssue } from '../issues/layer-issues.ts';
import { cycleIssue } from '../issues/link-issues.ts';
import type { LayerAnalysis, NetworkAnalysis } from './analysis.ts';
import { analyzeLayer, layerAnalysis, outputBytes } from './analyze-layer.ts';
import { checkBindings } from './check-bindings.ts';
import { checkEnds, checkLearning } from './check-ends.ts';
import { checkLookups } from './check-lookups.ts';
import { buildGraph, type Graph, isInput } from './graph.ts';
import type { LayerState } from './layer-state.ts';

interface Context {
  /** The dataset that the document refers to, where it is at hand. */
  readonly dataset?: DatasetDescription | undefined;
  /** The analysis before the edit. */
  readonly previous?: NetworkAnalysis | undefined;
}

const DRAWN_FROM = new WeakMap<NetworkAnalysis, { document: NetworkDocument; dataset: Context['dataset'] }>();

/** How an analysis saw its layers: what an edit did not reach is taken from there. */
interface Sight {
  readonly graph: Graph;
  readonly states: ReadonlyMap<LayerId, LayerState>;
  /** Layers that had nothing to complain of by themselves. */
  readonly quiet: ReadonlySet<LayerId>;
}

const SIGHTS = new WeakMap<NetworkAnalysis, Sight>();

export function analyzeNetwork(document: NetworkDocument, context: Context = {}): NetworkAnalysis {
  const { dataset, previous } = context;
  if (previous && onlyMoved(previous, document, dataset)) return previous;
  const graph = buildGraph(document);
  const drawing: Drawing = { document, layers: graph.layers };
  const states = new Map<LayerId, LayerState>();
  const quiet = new Set<LayerId>();
  const before = previous && SIGHTS.get(previous);
  for (const id of graph.order) {
    const layer = graph.layers.get(id);
    if (!layer) continue;
    const state =
      (before && untouched(layer, graph, states, before)) ??
      analyzeLayer(layer, drawing, graph, states, previous);
    states.set(id, state);
    if (state.issues.length === 0) quiet.add(id);
  }
  const wholeIssues = checkWhole(drawing, graph, states, dataset);
  const analysis = collect(graph, states, wholeIssues, previous);
  DRAWN_FROM.set(analysis, { document, dataset });
  SIGHTS.set(analysis, { graph, states, quiet });
  return analysis;
}

/** The state of before, where neither the layer nor anything that it gets from others is another. */
function untouched(
  layer: Layer,
  graph: Graph,
  states: ReadonlyMap<LayerId, LayerState>,
  before: Sight,
): LayerState | undefined {
  const { id } = layer;
  const known = before.states.get(id);
  if (known?.layer !== layer || !before.quiet.has(id)) return undefined;
  const sameUse =
    graph.hasOutput === before.graph.hasOutput &&
    graph.leadsToOutput.has(id) === before.graph.leadsToOutput.has(id);
  const arriving = graph.incoming.get(id) ?? [];
  const arrived = before.graph.incoming.get(id) ?? [];
  if (!sameUse || arriving.length !== arrived.length) return undefined;
  const same = arriving.every((link, index) => {
    const source = states.get(link.from.layer);
    const was = before.states.get(link.from.layer);
    return (
      link === arrived[index] &&
      source !== undefined &&
      source.inference === was?.inference &&
      source.parsed === was.parsed
    );
  });
  return same ? { ...known, issues: [] } : undefined;
}

/** What no layer can see by itself. Issues of one layer are added to its own; the rest is returned. */
function checkWhole(
  drawing: Drawing,
  graph: Graph,
  states: ReadonlyMap<LayerId, LayerState>,
  dataset: DatasetDescription | undefined,
): Issue[] {
  const found: Issue[] = [
    ...graph.cycles.map(cycleIssue),
    ...checkNames(drawing.document),
    ...checkUse(drawing.document, graph),
    ...checkData(drawing.document, graph, states),
    ...checkBindings(drawing, states, dataset),
    ...checkLookups(graph, states, dataset),
  ];
  for (const issue of found) {
    const state = issue.layer && states.get(issue.layer);
    if (state) state.issues.push(issue);
  }
  const whole = [...checkEnds(drawing, states, dataset), ...found.filter(({ layer }) => layer === undefined)];
  const wrong = [...whole, ...[...states.values()].flatMap(({ issues }) => issues)].some(
    ({ severity }) => severity === 'error',
  );
  return wrong ? whole : [...whole, ...checkLearning(drawing.document, states)];
}

function checkNames(document: NetworkDocument): Issue[] {
  const names = new Set<string>();
  return document.layers.flatMap((layer) => {
    if (!names.has(layer.name)) {
      names.add(layer.name);
      return [];
    }
    return [duplicatedNameIssue(layer, freshIds(document).name(layer.name))];
  });
}

/** Without an Output nothing leads to one, and one issue says so. */
function checkUse(document: NetworkDocument, graph: Graph): Issue[] {
  if (!graph.hasOutput) return [];
  return document.layers.filter(({ id }) => !graph.leadsToOutput.has(id)).map(unusedLayerIssue);
}

/** What has no input ports gives numbers of its own; without any Input they are all that is answered. */
function checkData(
  { layers }: NetworkDocument,
  graph: Graph,
  states: ReadonlyMap<LayerId, LayerState>,
): Issue[] {
  const inputs = layers.filter(isInput);
  if (inputs.length === 0 || inputs.some(({ id }) => graph.leadsToOutput.has(id))) return [];
  return layers
    .filter(
      (layer) =>
        !isInput(layer) &&
        graph.leadsToOutput.has(layer.id) &&
        states.get(layer.id)?.parsed?.ports.inputs.length === 0,
    )
    .map(onlyConstantIssue);
}

function collect(
  graph: Graph,
  states: ReadonlyMap<LayerId, LayerState>,
  wholeIssues: readonly Issue[],
  previous: NetworkAnalysis | undefined,
): NetworkAnalysis {
  const layers = new Map<LayerId, LayerAnalysis>();
  const issues = [...wholeIssues];
  let parameters = 0;
  let trainableParameters = 0;
  let multiplyAdds = 0;
  let activationBytes = 0;
  for (const [id, state] of states) {
    const analysis = layerAnalysis(state, previous?.layers.get(id));
    layers.set(id, analysis);
    issues.push(...analysis.issues);
    parameters += analysis.parameters;
    trainableParameters += analysis.trainableParameters;
    multiplyAdds += analysis.multiplyAdds;
    activationBytes += outputBytes(state.layer, analysis.outputs);
  }
  const errors = issues.filter(({ severity }) => severity === 'error');
  return {
    order: graph.order,
    layers,
    issues: [...errors, ...issues.filter(({ severity }) => severity !== 'error')],
    parameters,
    trainableParameters,
    multiplyAdds,
    activationBytes,
    trainable: errors.length === 0,
  };
}

/** Nothing but positions differ, and no fix of the analysis depends on them. */
function onlyMoved(
  previous: NetworkAnalysis,
  document: NetworkDocument,
  dataset: DatasetDescription | undefined,
): boolean {
  const origin = DRAWN_FROM.get(previous);
  if (!origin || origin.dataset !== dataset || previous.issues.some(placesLayer)) return false;
  const { layers, links } = origin.document;
  if (links !== document.links || layers.length !== document.layers.length) return false;
  return document.layers.every((layer, index) => {
    const other = layers[index];
    return (
      layer === other ||
      (other !== undefined &&
        layer.id === other.id &&
        layer.type === other.type &&
        layer.name === other.name &&
        layer.disabled === other.disabled &&
        layer.frozen === other.frozen &&
        layer.weights === other.weights &&
        layer.params === other.params)
    );
  });
}

function placesLayer({ fixes }: Issue): boolean {
  return fixes.some((fix) => fix.commands.some(({ type }) => type === 'add-layer'));
}
