/** What the heads of an attention read: which inputs, of which shapes, and what may hide places from them. */
import type { Problem } from '../../issues/issue.ts';
import { fail, ok, type Result } from '../../result.ts';
import { formatShape, type TensorType } from '../../shape/tensor-type.ts';
import type { Masks, NonEmpty, Port } from '../layer.ts';
import { choice, flag } from '../parameter.ts';
import { needsSequence, type SequenceSize } from '../sequence-input.ts';

export const sourcesParameter = choice({
  label: 'Sources',
  help: 'From where query, key and value come: all from one sequence, or the asking one apart.',
  default: 'self',
  options: {
    self: 'Self: one sequence asks itself',
    cross: 'Cross: query, and value that is also key',
    separate: 'Separate: query, value and key',
  },
});

export type Sources = (typeof sourcesParameter)['default'];

export const maskParameters = {
  useCausalMask: flag({
    label: 'Causal',
    help: 'Every step sees only itself and earlier ones, as a text that is still being written.',
    default: false,
  }),
  useAttentionMask: flag({
    label: 'Mask input',
    help: 'Adds an input of ones and zeros; where it is 0 nobody looks.',
    default: false,
    advanced: true,
  }),
};

export const returnScoresParameter = flag({
  label: 'Give the attention weights',
  help: 'Adds an output with the share of attention that every step gives to every other.',
  default: false,
  advanced: true,
});

export const MASK_PORT: Port = { id: 'mask', label: 'Mask' };

/** `in` is the query; value comes before key, as Keras calls them. */
export function sourcePorts(sources: Sources): readonly Port[] {
  if (sources === 'self') return [{ id: 'in', label: 'Input' }];
  const query = { id: 'in', label: 'Query' };
  if (sources === 'cross') return [query, { id: 'value', label: 'Value' }];
  return [query, { id: 'value', label: 'Value' }, { id: 'key', label: 'Key' }];
}

/** The inputs by their roles; what has no input of its own is the one that stands for it. */
export function assignSources<T>(inputs: NonEmpty<T>, sources: Sources, hasMask: boolean) {
  const [query, second = query, third = second] = inputs;
  const value = sources === 'self' ? query : second;
  const key = sources === 'separate' ? third : value;
  return { query, value, key, mask: hasMask ? inputs.at(-1) : undefined };
}

export interface SourceSizes {
  readonly query: SequenceSize;
  readonly value: SequenceSize;
  readonly key: SequenceSize;
}

/** Sizes of query, value and key; or which of them does not fit. */
export function checkSources(
  inputs: NonEmpty<TensorType>,
  sources: Sources,
  hasMask: boolean,
): Result<SourceSizes, readonly Problem[]> {
  const count = sourcePorts(sources).length;
  const sizes: SequenceSize[] = [];
  for (const [input, type] of inputs.slice(0, count).entries()) {
    const size = needsSequence(type);
    if (!size.ok) return fail(size.error.map((problem) => atInput(problem, input)));
    sizes.push(size.value);
  }
  const { query, value, key } = assignSources(sizes as unknown as NonEmpty<SequenceSize>, sources, false);
  if (key.steps !== value.steps) return fail([differentSteps(value.steps, key.steps)]);
  const mask = hasMask ? inputs[count] : undefined;
  const problem = mask && checkMask(mask, count, query.steps, key.steps);
  return problem ? fail([problem]) : ok({ query, value, key });
}

/** The sentence of a problem names the first input; here it may be about another. */
function atInput(problem: Problem, input: number): Problem {
  return {
    ...problem,
    input,
    remedies: (problem.remedies ?? []).map((remedy) => ('input' in remedy ? { ...remedy, input } : remedy)),
  };
}

function differentSteps(value: number, key: number): Problem {
  return {
    code: 'attention-key-value',
    severity: 'error',
    message: `{layer} finds a value by its key, so both must have as many steps, but the value has ${value} and {source}, which is the key, has ${key}. Link both to sequences of one length, or choose "cross" to take one for both.`,
    received: `${key} steps`,
    expected: `${value} steps`,
    input: 2,
  };
}

/** A mask says for each step of the key whether it is seen: by all alike, or by each step of the query. */
export function checkMask(
  { shape }: TensorType,
  input: number,
  queries: number,
  keys: number,
): Problem | undefined {
  const [first, second] = shape.slice(1);
  const isRow = shape.length === 2 && first === keys;
  const isTable = shape.length === 3 && first === queries && second === keys;
  if (isRow || isTable) return undefined;
  return {
    code: 'attention-mask',
    severity: 'error',
    message: `The mask of {layer} says who is seen with ${keys} numbers, one for each step of the key, or with ${queries} × ${keys}, but {source} gives ${formatShape(shape)}. Link an Input of one of these shapes, or switch the mask input off.`,
    received: formatShape(shape),
    expected: `${keys} or ${queries} × ${keys}`,
    input,
    remedies: [
      {
        kind: 'set-params',
        label: 'Switch the mask input off',
        params: { useAttentionMask: false },
      },
    ],
  };
}

/** The masks of what is looked at: they hide steps of the key. Those that are absent hide none. */
export function keyMasks<T>(masks: Masks<T> | undefined, sources: Sources): readonly T[] {
  const [own, value, key] = masks ?? [];
  const looked = sources === 'self' ? [own] : sources === 'cross' ? [value] : [value, key];
  return looked.filter((mask) => mask !== undefined);
}
