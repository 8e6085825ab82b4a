/** The numbers behind a layer: where its shape comes from, its parameters, and its work for one sample. */
import type { NonEmpty } from '../layers/layer.ts';
import type { LayerAnalysis } from '../shape/analysis.ts';
import type { TensorType } from '../shape/tensor-type.ts';
import { parameterSum } from './parameter-sum.ts';
import type { Sum } from './sum.ts';

export interface Explanation {
  /** KaTeX. */
  readonly formula: string | undefined;
  readonly shape: readonly Sum[];
  readonly parameters: string | undefined;
  readonly multiplyAdds: number;
}

/** What is not known yet is left out. */
export function explainLayer({
  definition,
  params,
  inputs,
  outputs,
  weights,
  multiplyAdds,
}: LayerAnalysis): Explanation {
  const known = definition?.explain && params && outputs && inputs && inputs.length > 0;
  return {
    formula: definition?.formula,
    shape: known ? (definition.explain?.(params, inputs as unknown as NonEmpty<TensorType>) ?? []) : [],
    parameters: parameterSum(weights),
    multiplyAdds,
  };
}
