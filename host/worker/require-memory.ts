/** Refuses networks whose weights alone would not fit, before anybody makes room for them. */
import type { TrainingSettings } from '../../core/document/schema.ts';
import type { Model } from '../../core/model/model.ts';
import { weightsShortageSentence } from '../../core/train/memory-need.ts';
import { createOptimizer } from '../../core/train/optimizers/create.ts';
import { HostError } from '../contract.ts';
import { availableMemory } from '../engine/available-memory.ts';

const FLOAT_BYTES = 4;

/** Each weight, and each number that the optimizer keeps beside it, is there before and after a step. */
export function requireMemoryForWeights(model: Model, settings: TrainingSettings): void {
  const { parameters } = model.analysis;
  const slots = Object.keys(createOptimizer(settings.optimizer).slots).length;
  const needed = FLOAT_BYTES * parameters * (2 * (1 + slots) + 1);
  const available = availableMemory();
  if (needed <= available) return;
  throw new HostError({
    code: 'out-of-memory',
    message: weightsShortageSentence(parameters, needed, available),
  });
}
