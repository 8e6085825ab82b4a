/** What a group is, in a few figures: for its card, its frame and a screen reader. */
import { groupEnds } from '../../core/blocks/group-ends.ts';
import type { LayerId, NetworkDocument } from '../../core/document/schema.ts';
import type { Issue } from '../../core/issues/issue.ts';
import type { Category } from '../../core/layers/layer.ts';
import type { NetworkAnalysis } from '../../core/shape/analysis.ts';
import { sameType, type TensorType } from '../../core/shape/tensor-type.ts';

export interface GroupSummary {
  readonly layers: number;
  /** Values in all weights. */
  readonly parameters: number;
  /** Of the one output that leaves it; undefined where there are several, or where it is not known. */
  readonly output: TensorType | undefined;
  /** How many outputs leave it. */
  readonly exits: number;
  /** Of layers inside, errors first. */
  readonly issues: readonly Issue[];
  /** How much of it is of each category, the largest share first. */
  readonly shares: readonly { readonly category: Category; readonly layers: number }[];
}

const KNOWN = new WeakMap<
  NetworkAnalysis,
  WeakMap<ReadonlySet<LayerId>, [NetworkDocument['links'], GroupSummary]>
>();

/** Looked at once for each analysis: moving layers does not change it. */
export function summarize(
  document: NetworkDocument,
  analysis: NetworkAnalysis,
  layers: ReadonlySet<LayerId>,
): GroupSummary {
  const known = KNOWN.get(analysis) ?? new WeakMap();
  KNOWN.set(analysis, known);
  const [links, before] = known.get(layers) ?? [];
  if (before && links === document.links) return before;
  const summary = lookAt(document, analysis, layers);
  known.set(layers, [document.links, summary]);
  return summary;
}

function lookAt(
  document: NetworkDocument,
  analysis: NetworkAnalysis,
  layers: ReadonlySet<LayerId>,
): GroupSummary {
  let parameters = 0;
  const issues: Issue[] = [];
  const shares = new Map<Category, number>();
  for (const id of layers) {
    const layer = analysis.layers.get(id);
    if (!layer) continue;
    parameters += layer.parameters;
    issues.push(...layer.issues);
    const category = layer.definition?.category;
    if (category) shares.set(category, (shares.get(category) ?? 0) + 1);
  }
  const { exits } = groupEnds(document, layers);
  return {
    layers: layers.size,
    parameters,
    output: outputOf(exits, analysis),
    exits: exits.length,
    issues: issues.sort((one, other) => rank(one) - rank(other)),
    shares: [...shares]
      .map(([category, share]) => ({ category, layers: share }))
      .sort((one, other) => other.layers - one.layers),
  };
}

function rank({ severity }: Issue): number {
  return severity === 'error' ? 0 : 1;
}

function outputOf(
  [exit, ...more]: ReturnType<typeof groupEnds>['exits'],
  analysis: NetworkAnalysis,
): TensorType | undefined {
  const layer = exit && analysis.layers.get(exit.layer);
  if (!layer || more.length > 0 || !layer.definition || !layer.params) return undefined;
  const port = layer.definition.ports(layer.params).outputs.findIndex(({ id }) => id === exit.port);
  return layer.outputs?.[port];
}

export function sameSummary(a: GroupSummary, b: GroupSummary): boolean {
  const sameOutput = a.output === b.output || (a.output && b.output && sameType(a.output, b.output));
  return (
    a === b ||
    (a.layers === b.layers &&
      a.parameters === b.parameters &&
      a.exits === b.exits &&
      Boolean(sameOutput) &&
      a.issues.length === b.issues.length &&
      a.issues.every((issue, index) => issue === b.issues[index]) &&
      JSON.stringify(a.shares) === JSON.stringify(b.shares))
  );
}
