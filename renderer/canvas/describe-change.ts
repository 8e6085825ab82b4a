/** What an edit did to the network, in a sentence for a screen reader. */
import type { LayerId, NetworkDocument } from '../../core/document/schema.ts';
import type { NetworkAnalysis } from '../../core/shape/analysis.ts';
import { formatShape } from '../../core/shape/tensor-type.ts';
import { en } from '../i18n/en.ts';

export interface Snapshot {
  readonly document: NetworkDocument;
  readonly analysis: NetworkAnalysis;
}

/** Added or removed layers, the changed output of a selected layer, and the first new problem. */
export function describeChange(
  before: Snapshot,
  after: Snapshot,
  selected: ReadonlySet<LayerId>,
): string | undefined {
  const sentences: string[] = [];
  const knownLayers = new Set(before.document.layers.map(({ id }) => id));
  const added = after.document.layers.filter(({ id }) => !knownLayers.has(id));
  const removed = before.document.layers.length + added.length - after.document.layers.length;
  for (const { id, name } of added.slice(0, 1)) {
    sentences.push(en.canvas.announceAdded(name, outputOf(after.analysis, id)));
  }
  if (removed > 0) sentences.push(en.canvas.announceRemoved(removed));
  for (const { id, name } of after.document.layers) {
    if (!selected.has(id) || !knownLayers.has(id)) continue;
    const output = outputOf(after.analysis, id);
    if (output !== undefined && output !== outputOf(before.analysis, id)) {
      sentences.push(en.canvas.announceOutput(name, output));
    }
  }
  const knownProblems = new Set(before.analysis.issues.map(({ message }) => message));
  const problem = after.analysis.issues.find(({ message }) => !knownProblems.has(message));
  if (problem) sentences.push(en.canvas.announceProblem(problem.message));
  else if (before.analysis.issues.length > 0 && after.analysis.issues.length === 0) {
    sentences.push(en.canvas.announceSolved);
  }
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

function outputOf(analysis: NetworkAnalysis, id: LayerId): string | undefined {
  const [output] = analysis.layers.get(id)?.outputs ?? [];
  return output && formatShape(output.shape);
}
