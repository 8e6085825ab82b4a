/** Whether what is looked up in a table (an Embedding) arrives as the whole numbers that the data holds. */
import type { DatasetDescription } from '../data/dataset.ts';
import type { LayerId } from '../document/schema.ts';
import type { Issue } from '../issues/issue.ts';
import { negativeLookupIssue, scaledLookupIssue, smallTableIssue } from '../issues/lookup-issues.ts';
import { inputField } from './bind-fields.ts';
import { type Graph, isInput } from './graph.ts';
import type { LayerState } from './layer-state.ts';

type States = ReadonlyMap<LayerId, LayerState>;

export function checkLookups(graph: Graph, states: States, dataset: DatasetDescription | undefined): Issue[] {
  return [...states.values()].flatMap((reader) => {
    const { parsed } = reader;
    const table = parsed?.params && parsed.definition.looksUp?.(parsed.params);
    if (!table) return [];
    return inputsOf(reader, graph, states).flatMap((input) => checkLookup(reader, table, input, dataset));
  });
}

function checkLookup(
  reader: LayerState,
  table: { readonly below: number; readonly param: string },
  input: LayerState,
  dataset: DatasetDescription | undefined,
): Issue[] {
  const params = input.parsed?.params;
  if (!params) return [];
  const scaling = String(params.scaling);
  const field = dataset && inputField(String(params.field), dataset);
  const isScaled = scaling === 'auto' ? field && field.kind !== 'category' : scaling !== 'none';
  if (isScaled) return [scaledLookupIssue(input.layer, reader.layer, scaling)];
  if (!field) return [];
  const [smallest, largest] = field.classes ? [0, field.classes.length - 1] : (field.range ?? []);
  if (smallest !== undefined && smallest < 0) return [negativeLookupIssue(reader.layer, field, smallest)];
  if (largest !== undefined && largest >= table.below) {
    return [smallTableIssue(reader.layer, field, table, Math.floor(largest))];
  }
  return [];
}

/** The Inputs whose numbers arrive unchanged: layers in between only move them, and may stand on a circle. */
function inputsOf(
  { layer }: LayerState,
  graph: Graph,
  states: States,
  seen: Set<LayerState> = new Set(),
): LayerState[] {
  return (graph.incoming.get(layer.id) ?? []).flatMap(({ from }) => {
    const source = states.get(from.layer);
    if (!source) return [];
    if (isInput(source.layer)) return [source];
    if (!MOVERS.has(source.layer.type) || seen.has(source)) return [];
    return inputsOf(source, graph, states, seen.add(source));
  });
}

const MOVERS: ReadonlySet<string> = new Set([
  'Reshape',
  'Flatten',
  'Permute',
  'RepeatVector',
  'Slice',
  'Squeeze',
  'Concatenate',
]);
