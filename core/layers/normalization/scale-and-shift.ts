/** What a normalization learns after it has normalized: a factor (gamma) and a shift (beta) for each feature. */
import type { WeightSpec } from '../../model/weight.ts';
import { flag, number, type ParamsOf } from '../parameter.ts';
import { constraintParameter, initializerParameter, regularizerParameter } from '../weight-parameters.ts';

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
  betaInitializer: initializerParameter({ label: 'First shift', help: 'How beta starts.' }, 'zeros'),
  gammaInitializer: initializerParameter({ label: 'First scale', help: 'How gamma starts.' }, 'ones'),
  betaRegularizer: regularizerParameter('Penalty on the shift'),
  gammaRegularizer: regularizerParameter('Penalty on the scale'),
  betaConstraint: constraintParameter('Bounds of the shift'),
  gammaConstraint: constraintParameter('Bounds of the scale'),
};

export function scaleAndShiftWeights(
  params: Omit<ParamsOf<typeof scaleAndShiftParameters>, 'epsilon'>,
  features: number | readonly number[],
): readonly WeightSpec[] {
  const common = { shape: typeof features === 'number' ? [features] : features, trainable: true };
  const gamma: WeightSpec = {
    ...common,
    name: 'gamma',
    initializer: params.gammaInitializer,
    regularizer: params.gammaRegularizer,
    constraint: params.gammaConstraint,
  };
  const beta: WeightSpec = {
    ...common,
    name: 'beta',
    initializer: params.betaInitializer,
    regularizer: params.betaRegularizer,
    constraint: params.betaConstraint,
  };
  return [...(params.scale ? [gamma] : []), ...(params.center ? [beta] : [])];
}
