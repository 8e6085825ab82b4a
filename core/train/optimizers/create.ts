import type { Optimizer } from '../../document/schema.ts';
import { adam } from './adam.ts';
import type { OptimizerRule } from './optimizer.ts';
import { sgd } from './sgd.ts';

/** The update rule for the settings of a document. */
export function createOptimizer(settings: Optimizer): OptimizerRule {
  switch (settings.type) {
    case 'adam':
      return adam(settings);
    case 'sgd':
      return sgd(settings);
  }
}
