/** Which values of a sample share their fate: Keras's `noise_shape`, without the batch, whose samples never do. */
import type { Problem } from '../../issues/issue.ts';
import { formatShape, type Shape } from '../../shape/tensor-type.ts';
import { dimensions } from '../parameter.ts';

export const noiseShapeParameter = dimensions({
  label: 'Noise shape',
  help: 'One number for each dimension: its size, or 1 where all along it are switched off together. Empty: each value for itself.',
  default: [],
  advanced: true,
});

export function checkNoiseShape(noiseShape: readonly number[], shape: Shape): Problem | undefined {
  const sizes = shape.slice(1);
  const fits =
    noiseShape.length === 0 ||
    (noiseShape.length === sizes.length &&
      noiseShape.every((size, axis) => size === 1 || size === sizes[axis]));
  if (fits) return undefined;
  const [received, expected] = [formatShape([null, ...noiseShape]), formatShape(shape)];
  return {
    code: 'noise-shape',
    severity: 'error',
    message: `{layer} has the noise shape ${received}, but {source} gives ${expected}. Give a number for each of these dimensions: its size, or 1 to switch off all along it together.`,
    received,
    expected: `${expected}, or 1 in places`,
    input: 0,
    param: 'noiseShape',
    remedies: [{ kind: 'set-params', label: 'Switch off each value for itself', params: { noiseShape: [] } }],
  };
}

/** The shape of the random numbers of a batch. */
export function noiseShapeOf(noiseShape: readonly number[], shape: readonly number[]): readonly number[] {
  return noiseShape.length === 0 ? shape : [shape[0] ?? 1, ...noiseShape];
}
