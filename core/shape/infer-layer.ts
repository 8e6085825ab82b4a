/** What one layer makes of its parameters and the types that reach it: a pure result that knows no drawing. */
import type { Problem } from '../issues/issue.ts';
import type { LayerDefinition, NonEmpty, Ports } from '../layers/layer.ts';
import { defaultParams } from '../layers/parameter.ts';
import { parseParams } from '../layers/parse-params.ts';
import { type WeightSpec, weightSize } from '../model/weight.ts';
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
export function parseLayer(definition: LayerDefinition, raw: Params, bypassed = false): ParsedLayer {
  const parsed = parseParams(definition, raw);
  const params = parsed.ok ? parsed.value : undefined;
  const ports = definition.ports(params ?? defaultParams(definition.parameters));
  return { definition, raw, params, ports, bypassed, problems: parsed.ok || bypassed ? [] : parsed.error };
}

/** `inputs` are as many as the ports ask for. */
export function inferLayer(
  definition: LayerDefinition,
  params: Params,
  inputs: readonly TensorType[],
): Inference {
  // An Input has no input ports and looks at none; every other layer has at least one.
  const given = inputs as unknown as NonEmpty<TensorType>;
  const inferred = definition.infer(params, given);
  if (!inferred.ok) return { ...NOT_INFERRED, inputs, problems: inferred.error };
  const outputs = inferred.value;
  const weights = definition.weights(params, given);
  return {
    inputs,
    outputs,
    weights,
    parameters: sum(weights.map(weightSize)),
    trainableParameters: sum(weights.filter((weight) => weight.trainable).map(weightSize)),
    multiplyAdds: definition.multiplyAdds(params, given, outputs as unknown as NonEmpty<TensorType>),
    problems: [],
  };
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
