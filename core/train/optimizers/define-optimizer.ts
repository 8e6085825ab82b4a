/** An optimizer is one file that calls `defineOptimizer` and one line in `registry.ts`. */
import { z } from 'zod';
import type { NumberParameter, Parameters, ParamsOf } from '../../layers/parameter.ts';
import type { OptimizerRule } from './optimizer.ts';

type OptimizerParameters = Parameters & {
  readonly learningRate: NumberParameter;
  readonly weightDecay: NumberParameter;
};

/** As a document holds them: what is absent has the optimizer's default. */
type Shape<T extends string, P extends OptimizerParameters> = {
  readonly type: z.ZodLiteral<T>;
  readonly learningRate: z.ZodType<number>;
} & { readonly [K in Exclude<keyof P, 'learningRate'>]: z.ZodOptional<z.ZodType<P[K]['default']>> };

interface OptimizerDescription<T extends string, P extends OptimizerParameters> {
  /** Keras's name in lower case; part of the document. */
  readonly type: T;
  readonly title: string;
  /** For a beginner: what it does differently, and when to take it. */
  readonly summary: string;
  /** KaTeX: how a weight w moves with its gradient g and the learning rate eta. */
  readonly formula: string;
  /** In Keras's words, with Keras's defaults. */
  readonly parameters: P;
  readonly rule: (params: ParamsOf<P>) => OptimizerRule;
}

export interface OptimizerDefinition<
  T extends string = string,
  P extends OptimizerParameters = OptimizerParameters,
> extends OptimizerDescription<T, P> {
  readonly schema: z.ZodObject<Shape<T, P>, z.core.$strict>;
}

export function defineOptimizer<const T extends string, P extends OptimizerParameters>(
  description: OptimizerDescription<T, P>,
): OptimizerDefinition<T, P> {
  const { type, parameters } = description;
  const { learningRate, ...others } = parameters;
  const optional = Object.entries(others).map(([name, { schema }]) => [name, schema.optional()]);
  const shape = {
    type: z.literal(type),
    learningRate: learningRate.schema,
    ...Object.fromEntries(optional),
  } as Shape<T, P>;
  return { ...description, schema: z.strictObject(shape) };
}
