/** A document as a model, or a sentence that names its first problem. */
import type { DatasetDescription } from '../../core/data/dataset.ts';
import type { NetworkDocument } from '../../core/document/schema.ts';
import { buildModel } from '../../core/model/build-model.ts';
import type { Model } from '../../core/model/model.ts';
import { HostError } from '../contract.ts';

export function checkedModel(document: NetworkDocument, dataset: DatasetDescription): Model {
  const model = buildModel(document, dataset);
  if (model.ok) return model.value;
  const [first, ...others] = model.error.filter(({ severity }) => severity === 'error');
  const more =
    others.length === 0
      ? ''
      : ` There ${others.length === 1 ? 'is one more problem' : `are ${others.length} more problems`}.`;
  throw new HostError({
    code: first?.code ?? 'network-has-errors',
    message: `The network cannot be trained yet. ${first?.message ?? ''}${more}`,
  });
}
