/** Kernels about order along an axis: the largest elements, where a value belongs, running products. */
import type { CumprodAttrs, SearchSortedAttrs, TopKAttrs } from '@tensorflow/tfjs-core';
import { cast, compare, mul } from '../graph/elementwise.ts';
import { at, filled, pad, reshape, slice } from '../graph/layout.ts';
import { reduce } from '../graph/reduction.ts';
import { int, int64, nodeOutputs, type Value } from '../graph/value.ts';
import { type KernelFamily, kernel, type Unary } from './kernel.ts';

/** Always in order: that is one of the orders which an unsorted answer may have. */
function topK(x: Value, { k }: TopKAttrs): Value[] {
  const axis = x.shape.length - 1;
  const shape = [...x.shape.slice(0, axis), k];
  if (k === 0) return [filled(0, x.element, shape), filled(0, 'int32', shape)];
  const numbers = x.element === 'bool' ? cast(x, 'int32') : x;
  const outputs = [
    { element: numbers.element, shape },
    { element: 'int64', shape },
  ] as const;
  const attributes = { axis: int(axis), largest: int(1), sorted: int(1) };
  const [values, places] = nodeOutputs('TopK', [numbers, int64([k])], outputs, attributes);
  if (!values || !places) throw new Error('A node has as many outputs as types.');
  return [cast(values, x.element), cast(places, 'int32')];
}

/** How many elements of the sorted row lie before each value: a count of comparisons. */
function searchSorted(sorted: Value, values: Value, { side }: SearchSortedAttrs): Value {
  const [batch = 0, length = 0] = sorted.shape;
  const rows = reshape(sorted, [batch, 1, length]);
  const wanted = reshape(values, [batch, at(values.shape, 1), 1]);
  const before = compare(side === 'left' ? 'Less' : 'LessOrEqual', rows, wanted);
  return reduce('ReduceSum', cast(before, 'int32'), [2], false);
}

/** Products of ever twice as many neighbours: as many steps as the length has binary digits. */
function cumulativeProduct(x: Value, { axis, exclusive, reverse }: CumprodAttrs): Value {
  const place = axis < 0 ? axis + x.shape.length : axis;
  const length = at(x.shape, place);
  const moved = (value: Value, by: number) => {
    const only = (count: number) => x.shape.map((_, index) => (index === place ? count : 0));
    const padded = reverse ? pad(value, only(0), only(by), 1) : pad(value, only(by), only(0), 1);
    const begin = only(reverse ? by : 0);
    return slice(
      padded,
      begin,
      x.shape.map((size, index) => size + at(begin, index)),
    );
  };
  let product = exclusive ? moved(x, 1) : x;
  for (let reach = 1; reach < length; reach *= 2) product = mul(product, moved(product, reach));
  return product;
}

export const orderKernels: KernelFamily = {
  Cumprod: kernel<Unary, CumprodAttrs>(({ inputs: { x }, attrs }) => cumulativeProduct(x, attrs)),
  SearchSorted: kernel<{ sortedSequence: Value; values: Value }, SearchSortedAttrs>(
    ({ inputs: { sortedSequence, values }, attrs }) => searchSorted(sortedSequence, values, attrs),
  ),
  TopK: kernel<Unary, TopKAttrs>(({ inputs: { x }, attrs }) => topK(x, attrs)),
};
