/** What a normalization learns after it has normalized: a factor (gamma) and a shift (beta) for each feature. */
import type { WeightSpec } from '../../model/weight.ts';
import { flag, number } from '../parameter.ts';

export const scaleAndShiftParameters = {
  epsilon: number({
    label: 'Epsilon',
    help: 'A small number that keeps the division safe.',
    default: 0.001,
    min: 1e-9,
    max: 1,
    step: 0.001,
    advanced: true,
  }),
  center: flag({
    label: 'Shift',
    help: 'Learns what to add to each feature (beta).',
    default: true,
    advanced: true,
  }),
  scale: flag({
    label: 'Scale',
    help: 'Learns what to multiply each feature with (gamma).',
    default: true,
    advanced: true,
  }),
};

export function scaleAndShiftWeights(
  { center, scale }: { readonly center: boolean; readonly scale: boolean },
  features: number,
): readonly WeightSpec[] {
  const shape = [features];
  return [
    ...(scale ? [{ name: 'gamma', shape, initializer: { type: 'ones' } as const, trainable: true }] : []),
    ...(center ? [{ name: 'beta', shape, initializer: { type: 'zeros' } as const, trainable: true }] : []),
  ];
}
