/** Kernels that make values out of nothing or out of indices. */
import type {
  FillAttrs,
  GatherV2Attrs,
  LinSpaceAttrs,
  OneHotAttrs,
  RangeAttrs,
  UnsortedSegmentSumAttrs,
} from '@tensorflow/tfjs-core';
import { UnsupportedProgram } from '../engine.ts';
import { add, cast, compare, elementwise, where } from '../graph/elementwise.ts';
import { at, filled, reshape } from '../graph/layout.ts';
import { scatterRows } from '../graph/scatter.ts';
import { arrayOf, constant, int, node, scalar, sizeOf, type Value } from '../graph/value.ts';
import { elementOf, type KernelFamily, kernel, shapeOf, type Unary } from './kernel.ts';

const likewise = (value: number) => kernel<Unary>(({ inputs: { x } }) => filled(value, x.element, x.shape));

/** Also right for an index outside the depth: its row is all `offValue`. */
function oneHot(indices: Value, { depth, onValue, offValue, dtype }: OneHotAttrs): Value {
  const element = elementOf(dtype ?? 'float32');
  const range = constant(
    'int32',
    [depth],
    Int32Array.from({ length: depth }, (_, index) => index),
  );
  const on = compare('Equal', reshape(cast(indices, 'int32'), [...indices.shape, 1]), range);
  if (onValue === 1 && offValue === 0) return cast(on, element);
  return where(on, scalar(onValue, element), scalar(offValue, element));
}

/** With `batchDims`, the leading axes of both run side by side: each batch gathers from its own part. */
function gather(x: Value, indices: Value, axis: number, batchDims: number): Value {
  const whole = [...x.shape.slice(0, axis), ...indices.shape.slice(batchDims), ...x.shape.slice(axis + 1)];
  const along = (values: Value, places: Value, place: number, shape: readonly number[]) =>
    node('Gather', [values, places], { element: x.element, shape }, { axis: int(place) });
  const places = cast(indices, 'int32');
  if (batchDims === 0) return along(x, places, axis, whole);
  // One long axis of batches times places: the places of a batch begin where its part does.
  const batches = sizeOf(x.shape.slice(0, batchDims));
  const between = x.shape.slice(batchDims, axis);
  const [length, inner] = [at(x.shape, axis), sizeOf(x.shape.slice(axis + 1))];
  const outer = sizeOf(between);
  const count = sizeOf(indices.shape) / batches;
  const firsts = sequence(batches * outer, (part) => part * length);
  const first = constant('int32', [batches, outer, 1], arrayOf('int32', firsts));
  const all = add(reshape(places, [batches, 1, count]), first);
  const rows = batches * outer * count;
  const rowsOf = reshape(x, [batches * outer * length, inner]);
  return reshape(along(rowsOf, reshape(all, [rows]), 0, [rows, inner]), whole);
}

function unsortedSegmentSum(x: Value, segmentIds: Value, numSegments: number): Value {
  const inner = x.shape.slice(segmentIds.shape.length);
  const count = sizeOf(segmentIds.shape);
  // An id that is no segment's counts nowhere; to the runtime a negative one would count from the end.
  const ids = reshape(cast(segmentIds, 'int32'), [count]);
  const inside = elementwise('Clip', [ids, scalar(0, 'int32'), scalar(numSegments - 1, 'int32')]);
  const counts = reshape(compare('Equal', ids, inside), [count, ...inner.map(() => 1)]);
  const parts = where(counts, reshape(x, [count, ...inner]), scalar(0, x.element));
  return scatterRows(filled(0, x.element, [numSegments, ...inner]), inside, parts, 'add');
}

const sequence = (length: number, step: (index: number) => number) =>
  Array.from({ length }, (_, i) => step(i));

export const createKernels: KernelFamily = {
  Fill: kernel<unknown, FillAttrs>(({ attrs: { shape, value, dtype } }) => {
    if (typeof value === 'string') throw new UnsupportedProgram('The program fills a tensor with text.');
    return filled(value, elementOf(dtype ?? 'float32'), shape);
  }),
  GatherV2: kernel<{ x: Value; indices: Value }, GatherV2Attrs>(({ tf, inputs, attrs }) => {
    const { x, indices } = inputs;
    const axis = at(tf.util.parseAxisParam(attrs.axis, [...x.shape]), 0);
    tf.backend_util.segment_util.collectGatherOpShapeInfo(
      shapeOf(x),
      shapeOf(indices),
      axis,
      attrs.batchDims,
    );
    const batchDims = attrs.batchDims < 0 ? attrs.batchDims + indices.shape.length : attrs.batchDims;
    return gather(x, indices, axis, batchDims);
  }),
  LinSpace: kernel<unknown, LinSpaceAttrs>(({ attrs: { start, stop, num } }) => {
    const step = num > 1 ? (stop - start) / (num - 1) : 0;
    return constant(
      'float32',
      [num],
      arrayOf(
        'float32',
        sequence(num, (index) => start + index * step),
      ),
    );
  }),
  OneHot: kernel<{ indices: Value }, OneHotAttrs>(({ inputs: { indices }, attrs }) => oneHot(indices, attrs)),
  OnesLike: likewise(1),
  Range: kernel<unknown, RangeAttrs>(({ attrs: { start, stop, step: given, dtype } }) => {
    // TensorFlow.js counts down where only the end says so.
    const step = stop < start && given === 1 ? -1 : given;
    const length = Math.max(0, Math.ceil((stop - start) / step));
    const element = elementOf(dtype ?? 'float32');
    return constant(
      element,
      [length],
      arrayOf(
        element,
        sequence(length, (index) => start + index * step),
      ),
    );
  }),
  UnsortedSegmentSum: kernel<{ x: Value; segmentIds: Value }, UnsortedSegmentSumAttrs>(
    ({ inputs: { x, segmentIds }, attrs: { numSegments } }) => unsortedSegmentSum(x, segmentIds, numSegments),
  ),
  ZerosLike: likewise(0),
};
