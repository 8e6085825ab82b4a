/** What a new Input or Output layer most likely means in a dataset. */
import type { DatasetDescription, FieldDescription } from '../../core/data/dataset.ts';
import type { NetworkDocument } from '../../core/document/schema.ts';
import type { Parameters } from '../../core/layers/parameter.ts';

/** Values for a new layer's parameters: the target for an answer, the first unused field for an input. */
export function fieldParams(
  parameters: Parameters,
  dataset: DatasetDescription,
  document: NetworkDocument,
): Record<string, unknown> {
  const params: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    if (parameter.kind !== 'field') continue;
    if (parameter.role === 'target') {
      params[name] = dataset.target;
      continue;
    }
    const field = nextInputField(dataset, new Set(document.layers.map((layer) => layer.params[name])));
    if (!field) continue;
    params[name] = field.name;
    const shape = Object.entries(parameters).find(([, other]) => other.kind === 'dimensions');
    if (shape && field.shape.length > 0) params[shape[0]] = field.shape;
  }
  return params;
}

function nextInputField(
  dataset: DatasetDescription,
  used: ReadonlySet<unknown>,
): FieldDescription | undefined {
  const inputs = dataset.fields.filter((field) => field.name !== dataset.target);
  return inputs.find((field) => !used.has(field.name)) ?? inputs[0];
}
