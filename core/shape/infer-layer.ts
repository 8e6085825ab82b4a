/** What one layer makes of its parameters and the types that reach it: a pure result that knows no drawing. */
import type { Layer } from '../document/schema.ts';
import type { Problem } from '../issues/issue.ts';
import type { LayerDefinition, NonEmpty, Ports } from '../layers/layer.ts';
import { MASK_TYPES } from '../layers/masking.ts';
import { defaultParams } from '../layers/parameter.ts';
import { parseParams } from '../layers/parse-params.ts';
import { type WeightSpec, weightSize } from '../model/weight.ts';
import { startWeights } from './start-weights.ts';
import { sameType, type TensorType } from './tensor-type.ts';

type Params = Readonly<Record<string, unknown>>;

/** Parameters, checked, and the ports that follow from them. */
export interface ParsedLayer {
  readonly definition: LayerDefinition;
  /** As they stand in the document: the same object means the same parameters. */
  readonly raw: Params;
  /** Absent where they are not valid. */
  readonly params: Params | undefined;
  readonly ports: Ports;
  /** Disabled: passes on what it receives, whatever its parameters are. */
  readonly bypassed: boolean;
  /** Training leaves the weights alone. */
  readonly frozen: boolean;
  /** As it stands in the document. */
  readonly given: Layer['weights'];
  readonly problems: readonly Problem[];
}

export interface Inference {
  readonly inputs: readonly TensorType[] | undefined;
  readonly outputs: readonly TensorType[] | undefined;
  readonly weights: readonly WeightSpec[];
  readonly parameters: number;
  readonly trainableParameters: number;
  readonly multiplyAdds: number;
  readonly problems: readonly Problem[];
}

/** What is known of a layer that nothing reaches. */
export const NOT_INFERRED: Inference = {
  inputs: undefined,
  outputs: undefined,
  weights: [],
  parameters: 0,
  trainableParameters: 0,
  multiplyAdds: 0,
  problems: [],
};

/** A layer whose parameters are wrong keeps the ports of its defaults, so that its links stay in place. */
export function parseLayer(
  definition: LayerDefinition,
  { params: raw, frozen = false, weights }: Pick<Layer, 'params' | 'frozen' | 'weights'>,
  bypassed = false,
): ParsedLayer {
  const parsed = parseParams(definition, raw);
  const params = parsed.ok ? parsed.value : undefined;
  const ports = definition.ports(params ?? defaultParams(definition.parameters));
  const problems = parsed.ok || bypassed ? [] : parsed.error;
  return { definition, raw, params, ports, bypassed, frozen, given: weights, problems };
}

/** `inputs` are as many as the ports ask for. */
export function inferLayer(
  { definition, frozen, given: givenWeights }: Pick<ParsedLayer, 'definition' | 'frozen' | 'given'>,
  params: Params,
  inputs: readonly TensorType[],
): Inference {
  // An Input has no input ports and looks at none; every other layer has at least one.
  const given = inputs as unknown as NonEmpty<TensorType>;
  const inferred = definition.infer(params, given);
  if (!inferred.ok) return { ...NOT_INFERRED, inputs, problems: inferred.error };
  const outputs = withMasks(definition, params, given, inferred.value);
  const asked = definition.weights(params, given);
  const weights = frozen ? asked.map((weight) => ({ ...weight, trainable: false })) : asked;
  const { weights: started, problems } = startWeights(weights, givenWeights);
  return {
    inputs,
    outputs,
    weights: started,
    parameters: sum(weights.map(weightSize)),
    trainableParameters: sum(weights.filter((weight) => weight.trainable).map(weightSize)),
    multiplyAdds: definition.multiplyAdds(params, given, outputs as unknown as NonEmpty<TensorType>),
    problems: [...problems, ...lostMasks(definition, given)],
  };
}

/** The masks of the inputs go as far as the layer carries them. */
function withMasks(
  { masking }: LayerDefinition,
  params: Params,
  inputs: NonEmpty<TensorType>,
  outputs: readonly TensorType[],
): readonly TensorType[] {
  const masks = masking?.carry(
    MASK_TYPES,
    params,
    inputs,
    inputs.map((input) => (input.masked ? input : undefined)),
  );
  return outputs.map(({ dtype, shape }, port) => ({ dtype, shape, ...(masks?.[port] && { masked: true }) }));
}

/** A layer that knows nothing of masks takes padded steps for ordinary ones. */
function lostMasks({ masking }: LayerDefinition, inputs: readonly TensorType[]): readonly Problem[] {
  const input = masking ? -1 : inputs.findIndex(({ masked }) => masked);
  if (input < 0) return [];
  return [
    {
      code: 'mask-ends',
      severity: 'warning',
      message:
        '{layer} knows nothing of masks, so the mask of {source} ends here: from here on padded steps count like all others. To leave them out, put a recurrent layer, an attention or GlobalAveragePooling1D before it.',
      received: 'a masked sequence',
      expected: 'a sequence of which every step counts',
      input,
    },
  ];
}

/** What a bypassed layer makes of what reaches it. */
export function passOn(inputs: readonly TensorType[]): Inference {
  return { ...NOT_INFERRED, inputs, outputs: inputs };
}

export function sameTypes(
  a: readonly TensorType[] | undefined,
  b: readonly TensorType[] | undefined,
): boolean {
  if (a === b) return true;
  if (!a || !b || a.length !== b.length) return false;
  return a.every((type, index) => {
    const other = b[index];
    return other !== undefined && sameType(type, other);
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
