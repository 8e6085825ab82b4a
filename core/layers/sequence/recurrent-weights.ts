/** The weights of one recurrent cell, for one direction. */
import type { Constraint, Initializer, Regularizer, WeightSpec } from '../../model/weight.ts';
import type { RecurrentCell } from './recurrent-cell.ts';

export interface RecurrentWeightSettings {
  readonly units: number;
  readonly useBias: boolean;
  readonly kernelInitializer: Initializer;
  readonly kernelRegularizer: Regularizer;
  readonly kernelConstraint: Constraint;
  readonly recurrentInitializer: Initializer;
  readonly recurrentRegularizer: Regularizer;
  readonly recurrentConstraint: Constraint;
  readonly biasInitializer: Initializer;
  readonly biasRegularizer: Regularizer;
  readonly biasConstraint: Constraint;
  /** Only of the LSTM. */
  readonly unitForgetBias?: boolean;
}

/** `prefix` stands before the names where a layer has several cells: `forwardKernel`. */
export function recurrentWeights(
  cell: RecurrentCell,
  settings: RecurrentWeightSettings,
  features: number,
  prefix = '',
): readonly WeightSpec[] {
  const { units, useBias } = settings;
  const width = cell.gates * units;
  return [
    {
      name: weightName(prefix, 'kernel'),
      shape: [features, width],
      initializer: settings.kernelInitializer,
      trainable: true,
      regularizer: settings.kernelRegularizer,
      constraint: settings.kernelConstraint,
    },
    {
      name: weightName(prefix, 'recurrentKernel'),
      shape: [units, width],
      initializer: settings.recurrentInitializer,
      trainable: true,
      regularizer: settings.recurrentRegularizer,
      constraint: settings.recurrentConstraint,
    },
    ...(useBias
      ? [
          {
            name: weightName(prefix, 'bias'),
            shape: cell.hasRecurrentBias ? [2, width] : [width],
            initializer: biasInitializer(cell, settings),
            trainable: true,
            regularizer: settings.biasRegularizer,
            constraint: settings.biasConstraint,
          },
        ]
      : []),
  ];
}

export function weightName(prefix: string, name: string): string {
  return prefix === '' ? name : prefix + name.charAt(0).toUpperCase() + name.slice(1);
}

function biasInitializer(
  cell: RecurrentCell,
  { biasInitializer: start, unitForgetBias = false }: RecurrentWeightSettings,
): Initializer {
  if (!unitForgetBias || !cell.states.includes('cell')) return start;
  return { type: 'parts', parts: [start, { type: 'ones' }, start, start] };
}
