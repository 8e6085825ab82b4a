/** The optimizers that a document can name. Adding one is its file and its two lines here. */
import { z } from 'zod';
import { defaultParams } from '../../layers/parameter.ts';
import { adadelta } from './adadelta.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamax } from './adamax.ts';
import { adamw } from './adamw.ts';
import type { OptimizerDefinition } from './define-optimizer.ts';
import { nadam } from './nadam.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

export const OPTIMIZERS = [
  adam,
  adamw,
  sgd,
  rmsprop,
  nadam,
  adamax,
  adagrad,
  adadelta,
] as unknown as readonly OptimizerDefinition[];

export const OptimizerSettings = z
  .discriminatedUnion('type', [
    adam.schema,
    adamw.schema,
    sgd.schema,
    rmsprop.schema,
    nadam.schema,
    adamax.schema,
    adagrad.schema,
    adadelta.schema,
  ])
  .readonly();
export type OptimizerSettings = z.infer<typeof OptimizerSettings>;

/** All of an optimizer's settings, written out. */
export function defaultOptimizer(type: string): OptimizerSettings {
  return OptimizerSettings.parse({ type, ...defaultParams(findOptimizer(type).parameters) });
}

export function findOptimizer(type: string): OptimizerDefinition {
  const definition = OPTIMIZERS.find((candidate) => candidate.type === type);
  if (!definition) throw new Error(`The optimizer "${type}" is not in the registry.`);
  return definition;
}
