/** How many numbers a layer learns or keeps, written out: `6 × (5 × 5 × 1 + 1) = 156`. */
import { type WeightSpec, weightSize } from '../model/weight.ts';
import { figure, times } from './sum.ts';

type Weight = Pick<WeightSpec, 'name' | 'shape'>;

/** Undefined for a layer without weights. */
export function parameterSum(weights: readonly Weight[]): string | undefined {
  if (weights.length === 0) return undefined;
  const total = figure(weights.reduce((sum, weight) => sum + weightSize(weight), 0));
  const text = perOutput(weights) ?? weights.map(({ shape }) => times(shape) || '1').join(' + ');
  return text === total ? `${total} (${weights.map(({ name }) => name).join(', ')})` : `${text} = ${total}`;
}

/** Outputs that have equally many numbers each: a window or row of weights, and a bias. */
function perOutput(weights: readonly Weight[]): string | undefined {
  const outputs = weights.at(-1)?.shape;
  const [count] = outputs ?? [];
  if (weights.length < 2 || outputs?.length !== 1 || count === undefined) return undefined;
  const each: string[] = [];
  for (const { shape } of weights) {
    // A transposed convolution's kernel names its outputs before its inputs.
    const axis = shape.at(-1) === count ? shape.length - 1 : shape.at(-2) === count ? shape.length - 2 : -1;
    if (axis < 0) return undefined;
    const others = shape.filter((_, place) => place !== axis);
    each.push(others.length > 0 ? times(others) : '1');
  }
  if (each.every((numbers) => numbers === '1')) return `${weights.length} × ${figure(count)}`;
  return `${figure(count)} × (${each.join(' + ')})`;
}
