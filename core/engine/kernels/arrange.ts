/** Kernels that move elements without computing: reshape, transpose, pad, slice, join, repeat, gather. */
import type {
  BroadCastToAttrs,
  ConcatAttrs,
  ExpandDimsAttrs,
  MirrorPadAttrs,
  PackAttrs,
  PadV2Attrs,
  ReshapeAttrs,
  ReverseAttrs,
  SliceAttrs,
  SplitVAttrs,
  StridedSliceAttrs,
  TileAttrs,
  TransposeAttrs,
  UnpackAttrs,
} from '@tensorflow/tfjs-core';
import { at, concat, expand, pad, reshape, slice, split, tile, transpose } from '../graph/layout.ts';
import { int64, node, text, type Value } from '../graph/value.ts';
import { type KernelFamily, kernel, shapeOf, type Unary, type ValueList } from './kernel.ts';

/** The values of a list in their order: the keys of a record are sorted as numbers. */
const ordered = (inputs: ValueList) => Object.values(inputs);

/** The part `[start, start + size)` of one axis. */
function part(x: Value, axis: number, start: number, size: number): Value {
  const begin = x.shape.map((_, index) => (index === axis ? start : 0));
  const end = x.shape.map((dimension, index) => (index === axis ? start + size : dimension));
  return slice(x, begin, end);
}

const without = (shape: readonly number[], axis: number) => shape.filter((_, index) => index !== axis);

function unpack(x: Value, axis: number): Value[] {
  return Array.from({ length: at(x.shape, axis) }, (_, index) =>
    reshape(part(x, axis, index, 1), without(x.shape, axis)),
  );
}

export const arrangeKernels: KernelFamily = {
  BroadcastTo: kernel<Unary, BroadCastToAttrs>(({ inputs: { x }, attrs: { shape } }) => expand(x, shape)),
  Concat: kernel<ValueList, ConcatAttrs>(({ tf, inputs, attrs: { axis } }) => {
    const values = ordered(inputs);
    const place = at(tf.util.parseAxisParam(axis, [...at(values, 0).shape]), 0);
    tf.backend_util.assertParamsConsistent(
      values.map(({ shape }) => [...shape]),
      place,
    );
    return concat(values, place);
  }),
  ExpandDims: kernel<{ input: Value }, ExpandDimsAttrs>(({ inputs: { input }, attrs: { dim } }) => {
    const rank = input.shape.length;
    if (dim < -(rank + 1) || dim > rank) {
      throw new Error(
        `A tensor of ${rank} dimensions has no place ${dim} for one more: ${-(rank + 1)} to ${rank}.`,
      );
    }
    const place = dim < 0 ? dim + rank + 1 : dim;
    return reshape(input, [...input.shape.slice(0, place), 1, ...input.shape.slice(place)]);
  }),
  MirrorPad: kernel<Unary, MirrorPadAttrs>(({ inputs: { x }, attrs: { paddings, mode } }) =>
    mirrorPad(x, paddings, mode),
  ),
  Pack: kernel<ValueList, PackAttrs>(({ tf, inputs, attrs: { axis } }) => {
    const values = ordered(inputs);
    const first = at(values, 0);
    for (const { shape, element } of values) {
      tf.util.assertShapesMatch([...shape], [...first.shape], 'Tensors to stack must have one shape. ');
      tf.util.assert(element === first.element, () => 'Tensors to stack must have one type.');
    }
    return concat(
      values.map((value) => reshape(value, [...value.shape.slice(0, axis), 1, ...value.shape.slice(axis)])),
      axis,
    );
  }),
  PadV2: kernel<Unary, PadV2Attrs>(({ inputs: { x }, attrs: { paddings, constantValue } }) =>
    pad(
      x,
      paddings.map(([before]) => before),
      paddings.map(([, after]) => after),
      constantValue,
    ),
  ),
  Reshape: kernel<Unary, ReshapeAttrs>(({ tf, inputs: { x }, attrs: { shape } }) =>
    reshape(x, tf.util.inferFromImplicitShape(shape, tf.util.sizeFromShape([...x.shape]))),
  ),
  Reverse: kernel<Unary, ReverseAttrs>(({ tf, inputs: { x }, attrs: { dims } }) => {
    const axes = tf.util.parseAxisParam(dims, [...x.shape]);
    return slice(
      x,
      x.shape.map((dimension, axis) => (axes.includes(axis) ? dimension - 1 : 0)),
      x.shape.map((dimension, axis) => (axes.includes(axis) ? -1 : dimension)),
      x.shape.map((_, axis) => (axes.includes(axis) ? -1 : 1)),
    );
  }),
  Slice: kernel<Unary, SliceAttrs>(({ tf, inputs: { x }, attrs: { begin, size } }) => {
    const [first = [], sizes = []] = tf.slice_util.parseSliceParams(shapeOf(x), begin, size);
    tf.slice_util.assertParamsValid(shapeOf(x), first, sizes);
    return slice(
      x,
      first,
      sizes.map((count, axis) => count + at(first, axis)),
    );
  }),
  SplitV: kernel<Unary, SplitVAttrs>(({ tf, inputs: { x }, attrs: { numOrSizeSplits, axis } }) => {
    const place = at(tf.util.parseAxisParam(axis, [...x.shape]), 0);
    return split(x, tf.backend_util.prepareSplitSize(shapeOf(x), numOrSizeSplits, place), place);
  }),
  StridedSlice: kernel<Unary, StridedSliceAttrs>(({ tf, inputs: { x }, attrs }) => {
    const info = tf.slice_util.sliceInfo(
      [...x.shape],
      attrs.begin,
      attrs.end,
      attrs.strides,
      attrs.beginMask,
      attrs.endMask,
      attrs.ellipsisMask,
      attrs.newAxisMask,
      attrs.shrinkAxisMask,
    );
    return reshape(slice(x, info.begin, info.end, info.strides), info.finalShape);
  }),
  Tile: kernel<Unary, TileAttrs>(({ inputs: { x }, attrs: { reps } }) => tile(x, reps)),
  Transpose: kernel<Unary, TransposeAttrs>(({ inputs: { x }, attrs: { perm } }) => transpose(x, perm)),
  Unpack: kernel<{ value: Value }, UnpackAttrs>(({ inputs: { value }, attrs: { axis } }) =>
    unpack(value, axis < 0 ? axis + value.shape.length : axis),
  ),
};

function mirrorPad(x: Value, paddings: readonly [number, number][], mode: 'reflect' | 'symmetric'): Value {
  const shape = x.shape.map((dimension, axis) => {
    const [before, after] = at(paddings, axis);
    return dimension + before + after;
  });
  if (mode === 'reflect') {
    const pads = int64([...paddings.map(([before]) => before), ...paddings.map(([, after]) => after)]);
    return node('Pad', [x, pads], { element: x.element, shape }, { mode: text('reflect') });
  }
  // `symmetric` repeats the edge as well, which ONNX's own padding cannot.
  return paddings.reduce((value, [before, after], axis) => {
    const length = at(value.shape, axis);
    const index = Array.from({ length: length + before + after }, (_, place) => {
      const offset = place - before;
      if (offset < 0) return -offset - 1;
      return offset < length ? offset : 2 * length - offset - 1;
    });
    return gatherAxis(value, index, axis);
  }, x);
}

function gatherAxis(x: Value, index: readonly number[], axis: number): Value {
  if (index.length === x.shape[axis]) return x;
  const shape = x.shape.map((dimension, place) => (place === axis ? index.length : dimension));
  return node(
    'Gather',
    [x, int64(index)],
    { element: x.element, shape },
    { axis: { type: 'int', value: axis } },
  );
}
