/** What a new Dense or Output at the end of a network takes from the data: its units, and those before it. */
import type { DatasetDescription, FieldDescription } from '../data/dataset.ts';
import { applyAll, type Command } from '../document/commands.ts';
import type { Layer, LayerId, NetworkDocument } from '../document/schema.ts';
import { outputField } from './bind-fields.ts';
import { isOutput } from './graph.ts';

/** Layers that stand between the last units and the Output and keep how many answers there are. */
const KEEPS_UNITS: ReadonlySet<string> = new Set(['Softmax', 'Activation', 'Dropout']);

/** Commands that follow `adding`, in the same step of undo. Nothing that a person has set is changed. */
export function answerCommands(
  before: NetworkDocument,
  adding: readonly Command[],
  added: LayerId,
  dataset: DatasetDescription,
): readonly Command[] {
  const document = applyAll(before, adding);
  const layer = document.layers.find(({ id }) => id === added);
  if (!layer) return [];
  const output = isOutput(layer) ? layer : outputBehind(document, layer);
  const field = output && outputField(String(output.params.field ?? ''), dataset);
  if (!output || !field) return [];
  const last = isOutput(layer) ? unitsBefore(document, layer) : layer;
  const untouched = last && hasUnits(last) && last.params.units === undefined;
  return [
    ...(output === layer ? lossCommands(document, layer, field) : []),
    ...(untouched && field.shape.length < 2
      ? [{ type: 'set-params', layer: last.id, params: { units: unitsOf(field) } } as const]
      : []),
  ];
}

function unitsOf({ kind, classes, shape }: FieldDescription): number {
  return kind === 'category' ? (classes?.length ?? 1) : (shape[0] ?? 1);
}

/** Amounts and pictures are compared by their squared distance; for yes or no by one number, so is its loss. */
function lossCommands(document: NetworkDocument, output: Layer, field: FieldDescription): readonly Command[] {
  const last = unitsBefore(document, output);
  const single = field.classes?.length === 2 && last?.params.units === 1;
  const loss = field.kind !== 'category' ? 'meanSquaredError' : single ? 'binaryCrossentropy' : undefined;
  if (loss === undefined || output.params.loss !== undefined) return [];
  return [{ type: 'set-params', layer: output.id, params: { loss } }];
}

function hasUnits({ type }: Layer): boolean {
  return type === 'Dense';
}

/** The Output that shows what the layer gives, if nothing but functions stand between. */
function outputBehind(document: NetworkDocument, layer: Layer): Layer | undefined {
  const passed = new Set<LayerId>();
  for (
    let next = onlyTarget(document, layer);
    next && !passed.has(next.id);
    next = onlyTarget(document, next)
  ) {
    if (isOutput(next)) return next;
    if (!KEEPS_UNITS.has(next.type)) return undefined;
    passed.add(next.id);
  }
  return undefined;
}

function unitsBefore(document: NetworkDocument, output: Layer): Layer | undefined {
  const passed = new Set<LayerId>();
  for (
    let last = onlySource(document, output);
    last && !passed.has(last.id);
    last = onlySource(document, last)
  ) {
    if (hasUnits(last)) return last;
    if (!KEEPS_UNITS.has(last.type)) return undefined;
    passed.add(last.id);
  }
  return undefined;
}

function onlyTarget({ layers, links }: NetworkDocument, { id }: Layer): Layer | undefined {
  const [link, ...others] = links.filter(({ from }) => from.layer === id);
  return link && others.length === 0 ? layers.find((layer) => layer.id === link.to.layer) : undefined;
}

function onlySource({ layers, links }: NetworkDocument, { id }: Layer): Layer | undefined {
  const [link, ...others] = links.filter(({ to }) => to.layer === id);
  return link && others.length === 0 ? layers.find((layer) => layer.id === link.from.layer) : undefined;
}
