/** Operators over some of the axes: sums, means, extremes and where those stand. */
import { blocksBelow, unblocked } from './blocked.ts';
import { at, reshape, transpose, transposed } from './layout.ts';
import { int, int64, node, type Value } from './value.ts';

export type Reduction = 'ReduceSum' | 'ReduceMean' | 'ReduceMax' | 'ReduceMin' | 'ReduceProd';

/** Reduces over `axes`, none of them negative; without axes there is nothing to do. */
export function reduce(operator: Reduction, x: Value, axes: readonly number[], keepDims: boolean): Value {
  const kept = x.shape.map((dimension, axis) => (axes.includes(axis) ? 1 : dimension));
  const shape = keepDims ? kept : x.shape.filter((_, axis) => !axes.includes(axis));
  if (axes.every((axis) => x.shape[axis] === 1)) return reshape(x, shape);
  const inner = transposed(x);
  if (inner) {
    const below = axes.map((axis) => at(inner.permutation, axis)).sort((a, b) => a - b);
    const reduced = reduce(operator, inner.below, below, true);
    return reshape(transpose(reduced, inner.permutation), shape);
  }
  const blocks = blocksBelow(x);
  if (blocks && !axes.includes(3)) {
    // Rows and columns first: the runtime is slow where kept and reduced dimensions alternate more than once.
    const within = axes.filter((axis) => axis > 0).map((axis) => axis + 1);
    const images = within.length > 0 ? reduce(operator, blocks, within, true) : blocks;
    const below = axes.includes(0) ? reduce(operator, images, [0], true) : images;
    return reshape(unblocked(below), shape);
  }
  return reshape(
    node(operator, [x, int64(axes)], { element: x.element, shape: kept }, { keepdims: int(1) }),
    shape,
  );
}

/** Index of the first extreme along one axis, as int64; the axis vanishes. */
export function argExtreme(operator: 'ArgMax' | 'ArgMin', x: Value, axis: number): Value {
  const shape = x.shape.filter((_, index) => index !== axis);
  return node(operator, [x], { element: 'int64', shape }, { axis: int(axis), keepdims: int(0) });
}

export function softmax(operator: 'Softmax' | 'LogSoftmax', x: Value, axis: number): Value {
  return node(operator, [x], { element: x.element, shape: x.shape }, { axis: int(axis) });
}
