/** A schedule of the learning rate is one file that calls `defineSchedule` and one line in `registry.ts`. */
import { z } from 'zod';
import type { Parameters, ParamsOf } from '../../layers/parameter.ts';
import type { PlateauMemory } from './plateau-memory.ts';

/** Where a run stands, and how long it is. */
export interface SchedulePlace {
  /** The optimizer's learning rate, which every schedule starts from or rises to. */
  readonly learningRate: number;
  /** Steps done before this one. */
  readonly step: number;
  readonly stepsPerEpoch: number;
  readonly epochs: number;
  /** What a schedule that watches the validation loss has seen so far. */
  readonly memory?: PlateauMemory | undefined;
}

/** As a document holds it: what is absent has the schedule's default. */
type Shape<T extends string, P extends Parameters> = { readonly type: z.ZodLiteral<T> } & {
  readonly [K in keyof P]: z.ZodOptional<z.ZodType<P[K]['default']>>;
};

interface ScheduleDescription<T extends string, P extends Parameters> {
  /** After Keras's class, or PyTorch's where Keras has none; part of the document. */
  readonly type: T;
  readonly title: string;
  readonly summary: string;
  /** KaTeX: the rate at the time t, in epochs, with the optimizer's learning rate eta. */
  readonly formula: string;
  /** Times are in epochs, of which a part is allowed. */
  readonly parameters: P;
  readonly rate: (params: ParamsOf<P>, place: SchedulePlace) => number;
  /** For schedules that watch the validation loss: what they remember after an epoch. */
  readonly remember?: (
    params: ParamsOf<P>,
    memory: PlateauMemory | undefined,
    validationLoss: number,
    learningRate: number,
  ) => PlateauMemory;
}

export interface ScheduleDefinition<T extends string = string, P extends Parameters = Parameters>
  extends ScheduleDescription<T, P> {
  readonly schema: z.ZodObject<Shape<T, P>, z.core.$strict>;
}

export function defineSchedule<const T extends string, P extends Parameters>(
  description: ScheduleDescription<T, P>,
): ScheduleDefinition<T, P> {
  const { type, parameters } = description;
  const optional = Object.entries(parameters).map(([name, { schema }]) => [name, schema.optional()]);
  const shape = { type: z.literal(type), ...Object.fromEntries(optional) } as Shape<T, P>;
  return { ...description, schema: z.strictObject(shape) };
}
