/** What the presenter says about a layer or a card. */
import { groupTree } from '../../core/document/groups.ts';
import type { LayerId, NetworkDocument } from '../../core/document/schema.ts';
import { explainLayer } from '../../core/explain/explain-layer.ts';
import type { Sum } from '../../core/explain/sum.ts';
import type { Category } from '../../core/layers/layer.ts';
import type { NetworkAnalysis } from '../../core/shape/analysis.ts';
import { formatShape } from '../../core/shape/tensor-type.ts';
import { groupIdOf } from '../groups/group-elements.ts';
import { summarize } from '../groups/summarize.ts';
import { enPresenter as t } from '../i18n/en-presenter.ts';
import { enUnderstanding } from '../i18n/en-understanding.ts';

export interface Description {
  readonly name: string;
  readonly kind: string;
  readonly icon: string | undefined;
  readonly category: Category | undefined;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly summary: string | undefined;
  /** The arithmetic behind the shape and the parameters. */
  readonly sums: readonly Sum[];
  /** KaTeX. */
  readonly formula: string | undefined;
  readonly problem: string | undefined;
}

export function describeStation(
  document: NetworkDocument,
  analysis: NetworkAnalysis,
  station: string,
): Description | undefined {
  const group = groupIdOf(station);
  if (group === undefined) return describeLayer(document, analysis, station as LayerId);
  const tree = groupTree(document.groups);
  const about = tree.get(group);
  if (!about) return undefined;
  const summary = summarize(document, analysis, tree.layersOf(group));
  return {
    name: about.name,
    kind: t.group(summary.layers),
    icon: 'boxes',
    category: summary.shares[0]?.category,
    inputs: [],
    outputs: summary.output ? [formatShape(summary.output.shape)] : [],
    summary: undefined,
    sums: [{ of: enUnderstanding.explain.parameters, text: summary.parameters.toLocaleString('en') }],
    formula: undefined,
    problem: summary.issues[0]?.message,
  };
}

function describeLayer(
  document: NetworkDocument,
  analysis: NetworkAnalysis,
  id: LayerId,
): Description | undefined {
  const layer = document.layers.find((other) => other.id === id);
  const known = analysis.layers.get(id);
  if (!layer || !known) return undefined;
  const { definition, params, inputs = [], outputs = [], issues } = known;
  const { formula, shape, parameters } = explainLayer(known);
  const details = definition && params ? definition.describe(params) : '';
  return {
    name: layer.name,
    kind: [definition?.title ?? layer.type, details].filter((text) => text !== '').join(' · '),
    icon: definition?.icon,
    category: definition?.category,
    inputs: inputs.map((type) => formatShape(type.shape)),
    outputs: outputs.map((type) => formatShape(type.shape)),
    summary: definition?.summary,
    sums: [
      ...shape,
      ...(parameters === undefined ? [] : [{ of: enUnderstanding.explain.parameters, text: parameters }]),
    ],
    formula,
    problem: issues[0]?.message,
  };
}
