/** The numbers behind a layer: where its shape comes from, its parameters, and its work for one sample. */
import type { LayerDefinition, NonEmpty } from '../layers/layer.ts';
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
  const sums = known ? definition.explain?.(params, inputs as unknown as NonEmpty<TensorType>) : undefined;
  const mask = maskSum(definition, inputs, outputs);
  return {
    formula: definition?.formula,
    shape: [...(sums ?? []), ...(mask === undefined ? [] : [{ of: 'Mask', text: mask }])],
    parameters: parameterSum(weights),
    multiplyAdds,
  };
}

/** What becomes of the mask of a sequence, which tells the steps that only fill it up. */
function maskSum(
  definition: LayerDefinition | undefined,
  inputs: readonly TensorType[] = [],
  outputs: readonly TensorType[] = [],
): string | undefined {
  const [comes, goes] = [inputs, outputs].map((types) => types.some(({ masked }) => masked));
  if (goes) return comes ? 'goes on: padded steps do not count' : 'begins here: padded steps do not count';
  if (!comes || outputs.length === 0) return undefined;
  return definition?.masking ? 'ends here: padded steps are left out' : 'lost here: all steps count';
}
