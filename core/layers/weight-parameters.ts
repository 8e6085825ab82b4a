/** How the weights of a layer start, are held small and are held in bounds: parameters that layers share. */
import type { Constraint, Initializer, Regularizer } from '../model/weight.ts';
import { choice, number, type VariantParameter, variant } from './parameter.ts';

const gain = number({ label: 'Gain', help: 'Factor of all values.', default: 1 });
const mean = number({ label: 'Mean', help: 'Middle of the distribution.', default: 0 });
const stddev = number({ label: 'Deviation', help: 'Standard deviation.', default: 0.05, min: 0 });

export function initializerParameter(
  description: { readonly label: string; readonly help: string },
  start: 'glorotUniform' | 'orthogonal' | 'randomUniform' | 'randomNormal' | 'zeros' | 'ones',
): VariantParameter<Initializer> {
  return variant({
    ...description,
    default: start,
    options: {
      glorotUniform: { label: 'Glorot uniform' },
      glorotNormal: { label: 'Glorot normal' },
      heUniform: { label: 'He uniform' },
      heNormal: { label: 'He normal' },
      lecunUniform: { label: 'LeCun uniform' },
      lecunNormal: { label: 'LeCun normal' },
      zeros: { label: 'All 0' },
      ones: { label: 'All 1' },
      constant: {
        label: 'One number',
        parameters: { value: number({ label: 'Value', help: 'What every weight starts as.', default: 0 }) },
      },
      randomUniform: {
        label: 'Random, uniform',
        parameters: {
          minval: number({ label: 'From', help: 'Smallest value.', default: -0.05 }),
          maxval: number({ label: 'To', help: 'Largest value.', default: 0.05 }),
        },
      },
      randomNormal: { label: 'Random, normal', parameters: { mean, stddev } },
      truncatedNormal: { label: 'Random, normal, cut off', parameters: { mean, stddev } },
      varianceScaling: {
        label: 'Variance scaling',
        parameters: {
          scale: number({ label: 'Scale', help: 'Factor of the variance.', default: 1, min: 1e-6 }),
          mode: choice({
            label: 'Mode',
            help: 'What the variance is divided by.',
            default: 'fanIn',
            options: { fanIn: 'Inputs of a unit', fanOut: 'Outputs of a unit', fanAvg: 'Mean of both' },
          }),
          distribution: choice({
            label: 'Distribution',
            help: 'The shape of the distribution.',
            default: 'truncatedNormal',
            options: {
              truncatedNormal: 'Normal, cut off',
              untruncatedNormal: 'Normal',
              uniform: 'Uniform',
            },
          }),
        },
      },
      orthogonal: { label: 'Orthogonal', parameters: { gain } },
      identity: { label: 'Identity', parameters: { gain } },
    },
    advanced: true,
  });
}

const strength = (label: string) =>
  number({
    label,
    help: 'Strength: 0.01 is usual, 0.001 is gentle.',
    default: 0.01,
    min: 0,
    step: 0.001,
  });

export function regularizerParameter(label: string): VariantParameter<Regularizer> {
  return variant({
    label,
    help: 'Adds the size of the weights to the loss. L2 keeps them small, L1 makes many of them 0.',
    default: 'none',
    options: {
      none: { label: 'None' },
      l1: { label: 'L1', parameters: { l1: strength('L1') } },
      l2: { label: 'L2', parameters: { l2: strength('L2') } },
      l1l2: { label: 'L1 and L2', parameters: { l1: strength('L1'), l2: strength('L2') } },
      orthogonal: { label: 'Orthogonal', parameters: { factor: strength('Strength') } },
    },
    advanced: true,
  });
}

const norm = (label: string, value: number) =>
  number({ label, help: 'Length of the row of weights that leads to one output.', default: value, min: 0 });

export function constraintParameter(label: string): VariantParameter<Constraint> {
  return variant({
    label,
    help: 'Brings the weights back into bounds after every step.',
    default: 'none',
    options: {
      none: { label: 'None' },
      nonNeg: { label: 'Not negative' },
      unitNorm: { label: 'Unit norm' },
      maxNorm: { label: 'Largest norm', parameters: { maxValue: norm('Largest norm', 2) } },
      minMaxNorm: {
        label: 'Norm between',
        parameters: {
          minValue: norm('Smallest norm', 0),
          maxValue: norm('Largest norm', 1),
          rate: number({
            label: 'Rate',
            help: 'How much of the way back one step goes.',
            default: 1,
            min: 0,
            max: 1,
          }),
        },
      },
    },
    advanced: true,
  });
}
