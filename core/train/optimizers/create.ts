import { completeSettings } from '../complete-settings.ts';
import type { OptimizerProgram } from './optimizer.ts';
import { findOptimizer, type OptimizerSettings } from './registry.ts';

/** The program for the settings of a document; what they leave out has its default. */
export function createOptimizer(settings: OptimizerSettings): OptimizerProgram {
  const definition = findOptimizer(settings.type);
  const params = completeSettings(definition.parameters, settings);
  return { ...definition.rule(params), name: settings.type, weightDecay: params.weightDecay };
}
