/** Kernels over some of the axes. */
import type {
  AllAttrs,
  ArgMaxAttrs,
  CumsumAttrs,
  LogSoftmaxAttrs,
  MaxAttrs,
  SoftmaxAttrs,
  SumAttrs,
} from '@tensorflow/tfjs-core';
import { cast } from '../graph/elementwise.ts';
import { at } from '../graph/layout.ts';
import { argExtreme, type Reduction, reduce, softmax } from '../graph/reduction.ts';
import { int, node, scalar, type Value } from '../graph/value.ts';
import { type KernelFamily, kernel, type Unary } from './kernel.ts';

/** Whole numbers stay whole; what is true counts 1. */
const number = (x: Value) => (x.element === 'bool' ? cast(x, 'int32') : x);

const overAxes = (operator: Reduction, prepare: (x: Value) => Value) =>
  kernel<Unary, SumAttrs>(({ tf, inputs: { x }, attrs: { axis, keepDims } }) =>
    reduce(operator, prepare(x), tf.util.parseAxisParam(axis, [...x.shape]), keepDims),
  );

const extreme = (operator: Reduction) =>
  kernel<Unary, MaxAttrs>(({ tf, inputs: { x }, attrs: { reductionIndices, keepDims } }) =>
    reduce(operator, number(x), tf.util.parseAxisParam(reductionIndices, [...x.shape]), keepDims),
  );

const quantifier = (operator: Reduction) =>
  kernel<Unary, AllAttrs>(({ tf, inputs: { x }, attrs: { axis, keepDims } }) =>
    cast(reduce(operator, cast(x, 'int32'), tf.util.parseAxisParam(axis, [...x.shape]), keepDims), 'bool'),
  );

const place = (operator: 'ArgMax' | 'ArgMin') =>
  kernel<Unary, ArgMaxAttrs>(({ tf, inputs: { x }, attrs: { axis } }) =>
    cast(argExtreme(operator, number(x), at(tf.util.parseAxisParam(axis, [...x.shape]), 0)), 'int32'),
  );

/** A negative axis counts from the end. */
const fromStart = (axis: number, x: Value) => (axis < 0 ? axis + x.shape.length : axis);

export const reduceKernels: KernelFamily = {
  All: quantifier('ReduceMin'),
  Any: quantifier('ReduceMax'),
  ArgMax: place('ArgMax'),
  ArgMin: place('ArgMin'),
  Cumsum: kernel<Unary, CumsumAttrs>(({ inputs: { x }, attrs: { axis, exclusive, reverse } }) => {
    const value = number(x);
    return node('CumSum', [value, scalar(fromStart(axis, x), 'int32')], value, {
      exclusive: int(exclusive ? 1 : 0),
      reverse: int(reverse ? 1 : 0),
    });
  }),
  LogSoftmax: kernel<{ logits: Value }, LogSoftmaxAttrs>(({ inputs: { logits }, attrs: { axis } }) =>
    softmax('LogSoftmax', logits, fromStart(axis, logits)),
  ),
  Max: extreme('ReduceMax'),
  Mean: overAxes('ReduceMean', (x) => cast(x, 'float32')),
  Min: kernel<Unary, SumAttrs>(({ tf, inputs: { x }, attrs: { axis, keepDims } }) =>
    reduce('ReduceMin', number(x), tf.util.parseAxisParam(axis, [...x.shape]), keepDims),
  ),
  Prod: overAxes('ReduceProd', number),
  Softmax: kernel<{ logits: Value }, SoftmaxAttrs>(({ inputs: { logits }, attrs: { dim } }) =>
    softmax('Softmax', cast(logits, 'float32'), fromStart(dim, logits)),
  ),
  Sum: overAxes('ReduceSum', number),
};
