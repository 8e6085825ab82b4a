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
  /** Shown only where another parameter, a choice, has one of these values; elsewhere it has no effect. */
  readonly when?: { readonly parameter: string; readonly among: readonly string[] };
}

/** One of the values of a choice. */
interface ChoiceOption {
  readonly label: string;
  /** Heading that it stands under. */
  readonly group?: string;
  /** Shown in place of the parameter's own help while it is chosen. */
  readonly help?: string;
  /** KaTeX; shown while it is chosen. */
  readonly formula?: string;
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
  readonly options: readonly (ChoiceOption & { readonly value: T })[];
  readonly schema: z.ZodType<T>;
}

/** A name chosen from the dataset's fields; free text where there is no dataset. */
export interface FieldParameter extends Described {
  readonly kind: 'field';
  readonly role: 'input' | 'target';
  readonly default: string;
  readonly schema: z.ZodType<string>;
}

/** Several whole numbers, each with a name: the height and width of a kernel, the four sides of a border. */
export interface TupleParameter<T extends readonly number[] = readonly number[]> extends Described {
  readonly kind: 'tuple';
  /** Names of the numbers, in order: `height`, `width`. */
  readonly places: readonly string[];
  readonly default: T;
  readonly min: number;
  readonly max: number;
  readonly schema: z.ZodType<T>;
}

/** A tuple, or `null` where the layer decides by itself: Keras's `strides=None`. */
export interface OptionalTupleParameter<T extends readonly number[] = readonly number[]> extends Described {
  readonly kind: 'optional-tuple';
  readonly places: readonly string[];
  readonly default: T | null;
  /** What `null` means, for the switch in front of the numbers: `Same as the pool size`. */
  readonly automatic: string;
  /** The numbers to start from when a person chooses their own. */
  readonly own: T;
  readonly min: number;
  readonly max: number;
  readonly schema: z.ZodType<T | null>;
}

/** A whole number, or `null` where the layer decides by itself. */
export interface OptionalIntegerParameter extends Described {
  readonly kind: 'optional-integer';
  readonly default: number | null;
  /** What `null` means: `Same as key size`. */
  readonly automatic: string;
  /** The number to start from when a person chooses their own. */
  readonly own: number;
  readonly min: number;
  readonly max: number;
  readonly schema: z.ZodType<number | null>;
}

/** A line of text, such as a formula. The layer's `infer` says what is wrong with its meaning. */
export interface TextParameter extends Described {
  readonly kind: 'text';
  readonly default: string;
  readonly placeholder?: string;
  readonly schema: z.ZodType<string>;
}

/** Any number of numbers typed in: the values of a constant. */
export interface NumbersParameter extends Described {
  readonly kind: 'numbers';
  /** As the end of "must be …", where not any list of numbers will do. */
  readonly expected?: string;
  readonly default: readonly number[];
  readonly schema: z.ZodType<readonly number[]>;
}

/**
 * A choice whose options have parameters of their own: an initializer with its deviation. Its value is
 * `{ type, ...arguments }`; in a document the bare name of an option stands for that option's defaults.
 */
export interface VariantParameter<V extends Variant = Variant> extends Described {
  readonly kind: 'variant';
  readonly default: V;
  readonly options: readonly VariantOption[];
  readonly schema: z.ZodType<V>;
}

export interface Variant {
  readonly type: string;
}

export interface VariantOption {
  readonly value: string;
  readonly label: string;
  readonly parameters: Parameters;
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
  | TupleParameter
  | OptionalTupleParameter
  | OptionalIntegerParameter
  | DimensionsParameter
  | TextParameter
  | NumbersParameter
  | VariantParameter;

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
  description: Described & { default: NoInfer<T>; options: Readonly<Record<T, string | ChoiceOption>> },
): ChoiceParameter<T> {
  const values = Object.keys(description.options) as T[];
  return {
    ...description,
    kind: 'choice',
    options: values.map((value) => {
      const option: string | ChoiceOption = description.options[value];
      return typeof option === 'string' ? { value, label: option } : { ...option, value };
    }),
    schema: z.enum(values as [T, ...T[]]) as unknown as z.ZodType<T>,
  };
}

export function field(description: Description<FieldParameter, never>): FieldParameter {
  return { ...description, kind: 'field', schema: z.string() };
}

type Numbers<T extends readonly number[]> = { readonly [K in keyof T]: number };

/** The default gives the number of places: `tuple({ places: ['height', 'width'], default: [3, 3], … })`. */
export function tuple<const T extends readonly number[]>(
  description: Described & {
    default: T;
    places: { readonly [K in keyof T]: string };
    min?: number;
    max?: number;
  },
): TupleParameter<Numbers<T>> {
  const { min = 1, max = LARGEST, places } = description;
  const schema = wholeNumbers<Numbers<T>>(places.length, min, max);
  return { ...description, default: description.default as Numbers<T>, kind: 'tuple', min, max, schema };
}

export function optionalTuple<const T extends readonly number[]>(
  description: Described & {
    default: null;
    own: T;
    automatic: string;
    places: { readonly [K in keyof T]: string };
    min?: number;
    max?: number;
  },
): OptionalTupleParameter<Numbers<T>> {
  const { min = 1, max = LARGEST, places } = description;
  const schema = wholeNumbers<Numbers<T>>(places.length, min, max).nullable();
  return { ...description, own: description.own as Numbers<T>, kind: 'optional-tuple', min, max, schema };
}

export function optionalInteger(
  description: Description<OptionalIntegerParameter, 'min' | 'max'> & { min?: number; max?: number },
): OptionalIntegerParameter {
  const { min = 1, max = LARGEST } = description;
  return { ...description, kind: 'optional-integer', min, max, schema: wholeNumber(min, max).nullable() };
}

export function text(description: Description<TextParameter, never>): TextParameter {
  return { ...description, kind: 'text', schema: z.string().max(1000) };
}

export function numbers(description: Description<NumbersParameter, never>): NumbersParameter {
  return { ...description, kind: 'numbers', schema: z.array(z.number()).max(LARGEST) };
}

/** Dimensions by their numbers, counted with the batch as 0; -1 is the last. One alone need not be in a list. */
export function axisList(
  description: Omit<Description<NumbersParameter, 'expected'>, 'default'> & { default: readonly number[] },
): NumbersParameter {
  const listed = (value: unknown) => (typeof value === 'number' ? [value] : value);
  return {
    ...description,
    kind: 'numbers',
    expected: 'a list of one or more whole numbers from -8 to 8',
    schema: z.preprocess(listed, z.array(wholeNumber(-8, 8)).min(1).max(8)) as unknown as z.ZodType<
      readonly number[]
    >,
  };
}

/** A list of one number, or of none where there need be none; alone, a number or null is as good, as Keras has it. */
export function optionalNumber(
  description: Omit<Description<NumbersParameter, 'expected'>, 'default'> & {
    min: number;
    max: number;
    none: string;
  },
): NumbersParameter {
  const { min, max, none, ...rest } = description;
  const listed = (value: unknown) => (value === null ? [] : typeof value === 'number' ? [value] : value);
  return {
    ...rest,
    kind: 'numbers',
    default: [],
    expected: `a number from ${min} to ${max}, or an empty list for "${none.toLowerCase()}"`,
    schema: z.preprocess(listed, z.array(z.number().min(min).max(max)).max(1)) as unknown as z.ZodType<
      readonly number[]
    >,
  };
}

/**
 * From where to where a random number is drawn: the lowest and the highest. One number alone stands for as far to either
 * side; where `none` says what an empty list means, there may be no bounds.
 */
export function range(
  description: Omit<Description<NumbersParameter, 'expected'>, 'default'> & {
    default: readonly number[];
    min: number;
    max: number;
    none?: string;
    /** The two are amounts to either side, of which the first may be larger. */
    unordered?: boolean;
  },
): NumbersParameter {
  const { min, max, none, unordered = false, ...rest } = description;
  const alone = (value: unknown) => (typeof value === 'number' ? [value] : value);
  const bounds = z
    .array(z.number().min(min).max(max))
    .max(2)
    .refine(([low, high]) => {
      if (low === undefined) return none !== undefined;
      return high === undefined ? none === undefined : unordered || low <= high;
    });
  const two = unordered ? 'down, up' : 'lowest, highest';
  const counts = none === undefined ? `one number, or two (${two}),` : `two numbers (${two})`;
  const last = none === undefined ? '' : `, or an empty list for "${none.toLowerCase()}"`;
  return {
    ...rest,
    kind: 'numbers',
    expected: `${counts} from ${min} to ${max}${last}`,
    schema: z.preprocess(alone, bounds) as unknown as z.ZodType<readonly number[]>,
  };
}

type VariantOptions = Readonly<Record<string, { readonly label: string; readonly parameters?: Parameters }>>;

type VariantOf<O extends VariantOptions> = {
  readonly [K in keyof O & string]: { readonly type: K } & (O[K]['parameters'] extends Parameters
    ? ParamsOf<O[K]['parameters']>
    : unknown);
}[keyof O & string];

export function variant<const O extends VariantOptions>(
  description: Described & { default: NoInfer<keyof O & string>; options: O },
): VariantParameter<VariantOf<O>> {
  const options = Object.entries(description.options).map(
    ([value, { label, parameters = {} }]): VariantOption => ({ value, label, parameters }),
  );
  const schema = variantSchema(options) as unknown as z.ZodType<VariantOf<O>>;
  return { ...description, kind: 'variant', options, schema, default: schema.parse(description.default) };
}

function variantSchema(options: readonly VariantOption[]): z.ZodType<Variant> {
  const one = ({ value, parameters }: VariantOption) => {
    const fields = Object.entries(parameters).map(([name, parameter]) => [
      name,
      (parameter.schema as z.ZodType).default(parameter.default),
    ]);
    return z.strictObject({ type: z.literal(value), ...Object.fromEntries(fields) });
  };
  const [first, ...others] = options.map(one);
  if (!first) throw new Error('A variant needs at least one option.');
  const named = (value: unknown) => (typeof value === 'string' ? { type: value } : value);
  return z.preprocess(
    named,
    z.discriminatedUnion('type', [first, ...others]),
  ) as unknown as z.ZodType<Variant>;
}

export function dimensions(
  description: Description<DimensionsParameter, 'allowInferred'> & { allowInferred?: boolean },
): DimensionsParameter {
  const { allowInferred = false } = description;
  const positive = wholeNumber(1, LARGEST);
  const dimension = allowInferred ? z.union([positive, z.literal(-1)]) : positive;
  return { ...description, kind: 'dimensions', allowInferred, schema: z.array(dimension).max(8) };
}

/** Whether a parameter has an effect beside these values of the others. */
export function isInEffect({ when }: Parameter, values: Readonly<Record<string, unknown>>): boolean {
  return when === undefined || when.among.includes(String(values[when.parameter]));
}

/** The default value of every parameter. */
export function defaultParams<P extends Parameters>(parameters: P): ParamsOf<P> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [name, parameter.default]),
  ) as ParamsOf<P>;
}

function wholeNumbers<T extends readonly number[]>(length: number, min: number, max: number): z.ZodType<T> {
  return z.array(wholeNumber(min, max)).length(length) as unknown as z.ZodType<T>;
}

function wholeNumber(min: number, max: number): z.ZodType<number> {
  return z.number().int().min(min).max(max);
}
