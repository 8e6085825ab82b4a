/**
 * Descriptions of a layer's parameters. One description gives the zod schema, the default, the widget of the
 * inspector and a line of the reference, so that they cannot disagree.
 */
import { z } from 'zod';

interface Described {
  readonly label: string;
  /** One sentence for a beginner. */
  readonly help: string;
  /** Shown under "More" in the inspector. */
  readonly advanced?: boolean;
}

export interface IntegerParameter extends Described {
  readonly kind: 'integer';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly schema: z.ZodType<number>;
}

export interface NumberParameter extends Described {
  readonly kind: 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly schema: z.ZodType<number>;
}

export interface FlagParameter extends Described {
  readonly kind: 'flag';
  readonly default: boolean;
  readonly schema: z.ZodType<boolean>;
}

export interface ChoiceParameter<T extends string> extends Described {
  readonly kind: 'choice';
  readonly default: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly schema: z.ZodType<T>;
}

/** A name chosen from the dataset's fields; free text where there is no dataset. */
export interface FieldParameter extends Described {
  readonly kind: 'field';
  readonly role: 'input' | 'target';
  readonly default: string;
  readonly schema: z.ZodType<string>;
}

/** A pair such as a kernel size: height, width. */
export interface PairParameter extends Described {
  readonly kind: 'pair';
  readonly default: readonly [number, number];
  readonly min: number;
  readonly max: number;
  readonly schema: z.ZodType<readonly [number, number]>;
}

/** A pair, or `null` where the layer decides by itself: Keras's `strides=None`. */
export interface OptionalPairParameter extends Described {
  readonly kind: 'optional-pair';
  readonly default: readonly [number, number] | null;
  /** What `null` means, for the switch in front of the pair: `Same as the pool size`. */
  readonly automatic: string;
  /** The pair to start from when a person chooses their own. */
  readonly own: readonly [number, number];
  readonly min: number;
  readonly max: number;
  readonly schema: z.ZodType<readonly [number, number] | null>;
}

/** The amounts on the four sides of an image: top, bottom, left, right. */
export interface SidesParameter extends Described {
  readonly kind: 'sides';
  readonly default: readonly [number, number, number, number];
  readonly min: number;
  readonly max: number;
  readonly schema: z.ZodType<readonly [number, number, number, number]>;
}

/** Dimensions of one sample, without the batch. */
export interface DimensionsParameter extends Described {
  readonly kind: 'dimensions';
  readonly default: readonly number[];
  /** Whether one dimension may be -1: "whatever is left". */
  readonly allowInferred: boolean;
  readonly schema: z.ZodType<readonly number[]>;
}

export type Parameter =
  | IntegerParameter
  | NumberParameter
  | FlagParameter
  | ChoiceParameter<string>
  | FieldParameter
  | PairParameter
  | OptionalPairParameter
  | SidesParameter
  | DimensionsParameter;

export type Parameters = Readonly<Record<string, Parameter>>;

/** The values of a set of parameters, by name. */
export type ParamsOf<P extends Parameters> = { readonly [K in keyof P]: P[K]['default'] };

type Description<P, Omitted extends keyof P> = Omit<P, 'kind' | 'schema' | Omitted>;

const LARGEST = 1_000_000;

export function integer(
  description: Description<IntegerParameter, 'min' | 'max'> & { min?: number; max?: number },
): IntegerParameter {
  const { min = 1, max = LARGEST } = description;
  return { ...description, kind: 'integer', min, max, schema: wholeNumber(min, max) };
}

export function number(
  description: Description<NumberParameter, 'min' | 'max' | 'step'> & {
    min?: number;
    max?: number;
    step?: number;
  },
): NumberParameter {
  const { min = -LARGEST, max = LARGEST, step = 0.01 } = description;
  return { ...description, kind: 'number', min, max, step, schema: z.number().min(min).max(max) };
}

export function flag(description: Description<FlagParameter, never>): FlagParameter {
  return { ...description, kind: 'flag', schema: z.boolean() };
}

export function choice<const T extends string>(
  description: Described & { default: NoInfer<T>; options: Readonly<Record<T, string>> },
): ChoiceParameter<T> {
  const values = Object.keys(description.options) as T[];
  return {
    ...description,
    kind: 'choice',
    options: values.map((value) => ({ value, label: description.options[value] })),
    schema: z.enum(values as [T, ...T[]]) as unknown as z.ZodType<T>,
  };
}

export function field(description: Description<FieldParameter, never>): FieldParameter {
  return { ...description, kind: 'field', schema: z.string() };
}

export function pair(
  description: Description<PairParameter, 'min' | 'max'> & { min?: number; max?: number },
): PairParameter {
  const { min = 1, max = LARGEST } = description;
  const side = wholeNumber(min, max);
  return { ...description, kind: 'pair', min, max, schema: z.tuple([side, side]) };
}

export function optionalPair(
  description: Description<OptionalPairParameter, 'min' | 'max'> & { min?: number; max?: number },
): OptionalPairParameter {
  const { min = 1, max = LARGEST } = description;
  const side = wholeNumber(min, max);
  return { ...description, kind: 'optional-pair', min, max, schema: z.tuple([side, side]).nullable() };
}

export function sides(
  description: Description<SidesParameter, 'min' | 'max'> & { min?: number; max?: number },
): SidesParameter {
  const { min = 0, max = LARGEST } = description;
  const side = wholeNumber(min, max);
  return { ...description, kind: 'sides', min, max, schema: z.tuple([side, side, side, side]) };
}

export function dimensions(
  description: Description<DimensionsParameter, 'allowInferred'> & { allowInferred?: boolean },
): DimensionsParameter {
  const { allowInferred = false } = description;
  const positive = wholeNumber(1, LARGEST);
  const dimension = allowInferred ? z.union([positive, z.literal(-1)]) : positive;
  return { ...description, kind: 'dimensions', allowInferred, schema: z.array(dimension).max(8) };
}

/** The default value of every parameter. */
export function defaultParams<P extends Parameters>(parameters: P): ParamsOf<P> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [name, parameter.default]),
  ) as ParamsOf<P>;
}

function wholeNumber(min: number, max: number): z.ZodType<number> {
  return z.number().int().min(min).max(max);
}
