/**
 * The part of a network that previews are computed with: the asked layers and all that feed them. What is behind or
 * beside them may be wrong or missing.
 */
import type { DatasetDescription } from '../data/dataset.ts';
import type { LayerId, NetworkDocument } from '../document/schema.ts';
import type { ModelInput, ModelWeight } from '../model/model.ts';
import { forward, makeSteps, weightId } from '../model/steps.ts';
import type { NetworkAnalysis } from '../shape/analysis.ts';
import { analyzeNetwork } from '../shape/analyze-network.ts';
import { inputField } from '../shape/bind-fields.ts';
import { withoutBypassed } from '../shape/bypass.ts';
import { buildGraph, type Graph, isInput } from '../shape/graph.ts';
import { formatShape, sameShape, sampleSize } from '../shape/tensor-type.ts';
import type { LayerPreview } from './preview.ts';

/** What one computation of previews may cost. */
export interface PreviewLimits {
  readonly parameters: number;
  readonly multiplyAdds: number;
  /** Values of all outputs together, of one sample. */
  readonly values: number;
}

export const PREVIEW_LIMITS: PreviewLimits = {
  parameters: 20_000_000,
  multiplyAdds: 20_000_000_000,
  values: 40_000_000,
};

export interface PreviewPart {
  /** The asked layers that can be computed; for a bypassed layer, whose output passes it. */
  readonly shown: ReadonlyMap<LayerId, { readonly source: LayerId; readonly output: number }>;
  readonly refused: Readonly<Record<LayerId, LayerPreview>>;
  /** Those that would cost too much together with the others: to be asked again by themselves. */
  readonly later: readonly LayerId[];
  readonly inputs: readonly ModelInput[];
  readonly weights: readonly ModelWeight[];
  readonly analysis: NetworkAnalysis;
  readonly forward: (
    context: Parameters<typeof forward>[1],
    inputs: Parameters<typeof forward>[2],
    weights: Parameters<typeof forward>[3],
  ) => void;
}

type Shown = Map<LayerId, { source: LayerId; output: number }>;

export function previewPart(
  drawn: NetworkDocument,
  dataset: DatasetDescription,
  asked: readonly LayerId[],
  limits: PreviewLimits = PREVIEW_LIMITS,
): PreviewPart {
  const document = withoutBypassed(drawn);
  const analysis = analyzeNetwork(document, { dataset });
  const graph = buildGraph(document);
  const refused: Record<LayerId, LayerPreview> = {};
  const shown: Shown = new Map();
  const later: LayerId[] = [];
  let wanted: ReadonlySet<LayerId> = new Set();
  for (const id of asked) {
    const end = passedBy(drawn, id, graph);
    const feeding = end && feedersOf(graph, end.layer);
    const refusal = feeding
      ? whyNot(feeding, nameOf(drawn, id), { graph, analysis, dataset, limits })
      : UNKNOWN;
    if (refusal || !end || !feeding) {
      refused[id] = refusal ?? UNKNOWN;
      continue;
    }
    const together = new Set([...wanted, ...feeding]);
    if (shown.size > 0 && whyNot(together, '', { graph, analysis, dataset, limits })) {
      later.push(id);
      continue;
    }
    wanted = together;
    const layer = analysis.layers.get(end.layer);
    const ports = layer?.definition && layer.params ? layer.definition.ports(layer.params).outputs : [];
    const output = Math.max(
      0,
      ports.findIndex(({ id: port }) => port === end.port),
    );
    shown.set(id, { source: end.layer, output });
  }
  const steps = makeSteps(document, graph, analysis, wanted);
  return {
    shown,
    refused,
    later,
    analysis,
    inputs: steps.flatMap(({ id, role, params }) => {
      const type = analysis.layers.get(id)?.outputs?.[0];
      const field = inputField(String(params.field ?? ''), dataset);
      return role === 'input' && type && field
        ? [{ layer: id, name: nameOf(drawn, id), field: field.name, type }]
        : [];
    }),
    weights: steps.flatMap(({ id }) =>
      (analysis.layers.get(id)?.weights ?? []).map((weight) => ({
        ...weight,
        id: weightId(id, weight.name),
        layer: id,
      })),
    ),
    forward: (context, inputs, weights) => {
      forward(steps, context, inputs, weights);
    },
  };
}

const UNKNOWN = refusal(
  'shape-unknown',
  'There is nothing to show yet: something before this layer is missing or does not fit. Solve the problems up to here.',
);

function refusal(code: string, message: string): LayerPreview {
  return { state: 'refused', code, message };
}

/** Where the numbers of a layer come from; a bypassed layer gives what it receives. */
function passedBy(
  drawn: NetworkDocument,
  id: LayerId,
  graph: Graph,
): { readonly layer: LayerId; readonly port?: string } | undefined {
  let end: { layer: LayerId; port?: string } = { layer: id };
  const passed = new Set<LayerId>();
  while (!graph.layers.has(end.layer)) {
    const link = drawn.links.find(({ to }) => to.layer === end.layer);
    if (!link || passed.has(end.layer)) return undefined;
    passed.add(end.layer);
    end = link.from;
  }
  return end;
}

function feedersOf(graph: Graph, id: LayerId): ReadonlySet<LayerId> {
  const found = new Set([id]);
  for (const layer of found) for (const { from } of graph.incoming.get(layer) ?? []) found.add(from.layer);
  return found;
}

interface Known {
  readonly graph: Graph;
  readonly analysis: NetworkAnalysis;
  readonly dataset: DatasetDescription;
  readonly limits: PreviewLimits;
}

function whyNot(
  feeding: ReadonlySet<LayerId>,
  name: string,
  { graph, analysis, dataset, limits }: Known,
): LayerPreview | undefined {
  let [parameters, multiplyAdds, values, fed] = [0, 0, 0, false];
  for (const id of feeding) {
    const layer = graph.layers.get(id);
    const known = analysis.layers.get(id);
    const [type] = known?.outputs ?? [];
    if (!layer || !known?.params || !type) return UNKNOWN;
    if (isInput(layer)) {
      fed = true;
      const field = inputField(String(known.params.field), dataset);
      const expected = field && formatShape([null, ...field.shape]);
      if (!field || !sameShape(type.shape, [null, ...field.shape])) {
        return refusal(
          'data-does-not-fit',
          `The data does not fit "${layer.name}": it expects ${formatShape(type.shape)}, and ${expected ? `a sample is ${expected}` : 'the data has no such field'}. Solve its problem first.`,
        );
      }
    }
    parameters += known.parameters;
    multiplyAdds += known.multiplyAdds;
    values += (known.outputs ?? []).reduce((sum, { shape }) => sum + sampleSize(shape), 0);
  }
  if (!fed) return UNKNOWN;
  if (parameters > limits.parameters)
    return tooLarge(name, counted(parameters), 'parameters', limits.parameters);
  if (multiplyAdds > limits.multiplyAdds) {
    return tooLarge(name, counted(multiplyAdds), 'multiply-adds for a sample', limits.multiplyAdds);
  }
  if (values > limits.values) return tooLarge(name, counted(values), 'values for a sample', limits.values);
  return undefined;
}

function tooLarge(name: string, found: string, what: string, limit: number): LayerPreview {
  return refusal(
    'preview-too-large',
    `No preview here: "${name}" and the layers before it have ${found} ${what}, and a preview computes with ${counted(limit)} at most. Earlier layers can still be shown.`,
  );
}

function counted(value: number): string {
  return value.toLocaleString('en');
}

function nameOf({ layers }: NetworkDocument, id: LayerId): string {
  return layers.find((layer) => layer.id === id)?.name ?? id;
}
