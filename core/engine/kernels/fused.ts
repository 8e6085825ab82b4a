/** The activation that TensorFlow.js's fused kernels apply to their sum. */
import { UnsupportedProgram } from '../engine.ts';
import { add, cast, compare, elementwise, mul, where } from '../graph/elementwise.ts';
import { float, scalar, type Value } from '../graph/value.ts';

export interface FusedInputs {
  readonly bias?: Value;
  readonly preluActivationWeights?: Value;
}

export interface FusedAttrs {
  readonly activation?: string | null;
  readonly leakyreluAlpha?: number;
}

export function finishFused(product: Value, inputs: FusedInputs, attrs: FusedAttrs): Value {
  const sum = inputs.bias ? add(product, inputs.bias) : product;
  switch (attrs.activation ?? 'linear') {
    case 'linear':
      return sum;
    case 'relu':
      return elementwise('Relu', [sum]);
    case 'relu6':
      return elementwise('Clip', [sum, scalar(0), scalar(6)]);
    case 'elu':
      return elementwise('Elu', [sum], 'float32', { alpha: float(1) });
    case 'sigmoid':
      return elementwise('Sigmoid', [sum]);
    case 'leakyrelu':
      return elementwise('LeakyRelu', [sum], 'float32', { alpha: float(attrs.leakyreluAlpha ?? 0.2) });
    case 'prelu':
      if (inputs.preluActivationWeights) {
        const positive = compare('Greater', sum, scalar(0));
        return where(positive, sum, mul(sum, cast(inputs.preluActivationWeights, 'float32')));
      }
      break;
  }
  throw new UnsupportedProgram(
    `The program uses the fused activation "${attrs.activation}", which this engine does not know.`,
  );
}
