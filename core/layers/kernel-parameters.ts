/** Parameters and weights that layers with a kernel and a bias (Dense, convolutions) have in common. */
import type { Constraint, Initializer, Regularizer, WeightSpec } from '../model/weight.ts';
import { flag } from './parameter.ts';
import { constraintParameter, initializerParameter, regularizerParameter } from './weight-parameters.ts';

export const kernelInitializerParameter = initializerParameter(
  {
    label: 'First weights',
    help: 'How the weights start. He suits ReLU, LeCun suits SELU, Glorot most others.',
  },
  'glorotUniform',
);

export const kernelParameters = {
  kernelInitializer: kernelInitializerParameter,
  kernelRegularizer: regularizerParameter('Penalty on the weights'),
  kernelConstraint: constraintParameter('Bounds of the weights'),
};

export const biasParameters = {
  useBias: flag({
    label: 'Bias',
    help: 'Adds a learned number to every output.',
    default: true,
    advanced: true,
  }),
  biasInitializer: initializerParameter({ label: 'First bias', help: 'How the bias starts.' }, 'zeros'),
  biasRegularizer: regularizerParameter('Penalty on the bias'),
  biasConstraint: constraintParameter('Bounds of the bias'),
};

interface KernelSettings {
  readonly kernelInitializer: Initializer;
  readonly kernelRegularizer: Regularizer;
  readonly kernelConstraint: Constraint;
}

interface BiasSettings {
  readonly useBias: boolean;
  readonly biasInitializer: Initializer;
  readonly biasRegularizer: Regularizer;
  readonly biasConstraint: Constraint;
}

export function kernelWeight(settings: KernelSettings, shape: readonly number[]): WeightSpec {
  const { kernelInitializer: initializer, kernelRegularizer, kernelConstraint } = settings;
  return {
    name: 'kernel',
    shape,
    initializer,
    trainable: true,
    regularizer: kernelRegularizer,
    constraint: kernelConstraint,
  };
}

/** None where the layer has no bias. */
export function biasWeights(settings: BiasSettings, shape: readonly number[]): readonly WeightSpec[] {
  const { useBias, biasInitializer: initializer, biasRegularizer, biasConstraint } = settings;
  if (!useBias) return [];
  return [
    {
      name: 'bias',
      shape,
      initializer,
      trainable: true,
      regularizer: biasRegularizer,
      constraint: biasConstraint,
    },
  ];
}
