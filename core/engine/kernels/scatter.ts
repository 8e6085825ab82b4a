/** Kernels that read or write elements at places that are values themselves, and that count them. */
import type {
  BincountAttrs,
  DenseBincountAttrs,
  ScatterNdAttrs,
  SparseToDenseAttrs,
} from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../tensorflow.ts';
import { add, cast, elementwise, mul } from '../graph/elementwise.ts';
import { at, expand, filled, reshape, slice } from '../graph/layout.ts';
import { reduce } from '../graph/reduction.ts';
import { scatterRows } from '../graph/scatter.ts';
import { arrayOf, constant, node, scalar, sizeOf, type Value } from '../graph/value.ts';
import { type KernelFamily, kernel, shapeOf } from './kernel.ts';

/** Writes into `base` what lies at `indices` [..., depth], or adds it there. */
function scatter(base: Value, indices: Value, updates: Value, reduction: 'add' | 'max' | 'none'): Value {
  if (sizeOf(indices.shape) === 0 || sizeOf(updates.shape) === 0) return base;
  const depth = indices.shape.at(-1) ?? 1;
  const count = sizeOf(indices.shape) / depth;
  const [outer, inner] = [base.shape.slice(0, depth), base.shape.slice(depth)];
  const strides = outer.map((_, axis) => sizeOf(outer.slice(axis + 1)));
  const steps = mul(cast(indices, 'int32'), constant('int32', [depth], arrayOf('int32', strides)));
  const places = depth === 1 ? steps : reduce('ReduceSum', steps, [indices.shape.length - 1], false);
  const rows = scatterRows(
    reshape(base, [sizeOf(outer), ...inner]),
    reshape(places, [count]),
    reshape(updates, [count, ...inner]),
    reduction,
  );
  return reshape(rows, base.shape);
}

/** One place is written [n]; [n, 1] says the same with the index's length. */
const asColumns = (indices: Value) =>
  indices.shape.length < 2 ? reshape(indices, [sizeOf(indices.shape), 1]) : indices;

function gatherNd(tf: TensorFlow, params: Value, indices: Value): Value {
  tf.gather_util.prepareAndValidate(shapeOf(params), shapeOf(indices));
  const depth = at(indices.shape, indices.shape.length - 1);
  const shape = [...indices.shape.slice(0, -1), ...params.shape.slice(depth)];
  if (sizeOf(shape) === 0) return filled(0, params.element, shape);
  return node('GatherND', [params, cast(indices, 'int64')], { element: params.element, shape });
}

/** How often, or with what weight, each number below `size` stands in each row of `x` [rows, columns]. */
function countRows(x: Value, weights: Value, size: number, binary: boolean): Value {
  const [rows = 0, columns = 0] = x.shape;
  const element = weights.element;
  if (size === 0 || rows * columns === 0) return filled(0, element, [rows, size]);
  // Larger numbers count in a place behind, which is cut off.
  const width = size + 1;
  const first = constant(
    'int32',
    [rows, 1],
    arrayOf(
      'int32',
      Array.from({ length: rows }, (_, row) => row * width),
    ),
  );
  const places = add(elementwise('Min', [cast(x, 'int32'), scalar(size, 'int32')]), first);
  const given = sizeOf(weights.shape) > 0 && !binary;
  const amounts = given ? reshape(weights, [rows * columns]) : filled(1, element, [rows * columns]);
  const counts = scatter(
    filled(0, element, [rows * width]),
    reshape(places, [rows * columns, 1]),
    amounts,
    binary ? 'max' : 'add',
  );
  return slice(reshape(counts, [rows, width]), [0, 0], [rows, size]);
}

function countAll(x: Value, weights: Value, size: number, binary: boolean): Value {
  return reshape(countRows(reshape(x, [1, sizeOf(x.shape)]), weights, size, binary), [size]);
}

/** [n, n, ...]: the elements of `x` where both halves of the index agree, zero elsewhere. */
function diagonal(x: Value): Value {
  const size = sizeOf(x.shape);
  const eye = Array.from({ length: size * size }, (_, index) => (index % (size + 1) === 0 ? 1 : 0));
  const matrix = mul(reshape(x, [size, 1]), constant(x.element, [size, size], arrayOf(x.element, eye)));
  return reshape(matrix, [...x.shape, ...x.shape]);
}

export const scatterKernels: KernelFamily = {
  Bincount: kernel<{ x: Value; weights: Value }, BincountAttrs>(
    ({ inputs: { x, weights }, attrs: { size } }) => countAll(x, weights, size, false),
  ),
  DenseBincount: kernel<{ x: Value; weights: Value }, DenseBincountAttrs>(
    ({ inputs: { x, weights }, attrs: { size, binaryOutput = false } }) =>
      x.shape.length === 2
        ? countRows(x, weights, size, binaryOutput)
        : countAll(x, weights, size, binaryOutput),
  ),
  Diag: kernel<{ x: Value }>(({ inputs: { x } }) =>
    x.element === 'bool' ? cast(diagonal(cast(x, 'int32')), 'bool') : diagonal(x),
  ),
  GatherNd: kernel<{ params: Value; indices: Value }>(({ tf, inputs: { params, indices } }) =>
    gatherNd(tf, params, indices),
  ),
  ScatterNd: kernel<{ indices: Value; updates: Value }, ScatterNdAttrs>(
    ({ inputs: { indices, updates }, attrs: { shape } }) => {
      const columns = asColumns(indices);
      const parts = [...columns.shape.slice(0, -1), ...shape.slice(columns.shape.at(-1))];
      return scatter(filled(0, updates.element, shape), columns, reshape(updates, parts), 'add');
    },
  ),
  SparseToDense: kernel<
    { sparseIndices: Value; sparseValues: Value; defaultValue: Value },
    SparseToDenseAttrs
  >(({ inputs: { sparseIndices, sparseValues, defaultValue }, attrs: { outputShape } }) => {
    const indices = asColumns(sparseIndices);
    const values = expand(sparseValues, [at(indices.shape, 0)]);
    return scatter(expand(cast(defaultValue, values.element), outputShape), indices, values, 'none');
  }),
  TensorScatterUpdate: kernel<{ tensor: Value; indices: Value; updates: Value }>(
    ({ inputs: { tensor, indices, updates } }) => scatter(tensor, indices, updates, 'none'),
  ),
};
