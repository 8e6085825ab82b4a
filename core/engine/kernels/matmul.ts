/** Matrix products. */
import type { BatchMatMulAttrs, EinsumAttrs, Tensor } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../tensorflow.ts';
import { cast } from '../graph/elementwise.ts';
import { matMul } from '../graph/products.ts';
import { node, text, type Value } from '../graph/value.ts';
import { type FusedAttrs, type FusedInputs, finishFused } from './fused.ts';
import { type Binary, type KernelFamily, kernel, shapeOf, type ValueList } from './kernel.ts';

function product({ a, b }: Binary, { transposeA, transposeB }: BatchMatMulAttrs): Value {
  const result = matMul(cast(a, 'float32'), cast(b, 'float32'), transposeA, transposeB);
  return a.element === 'float32' || b.element === 'float32' ? result : cast(result, 'int32');
}

function einsum(tf: TensorFlow, values: readonly Value[], equation: string): Value {
  const { allDims, idDims } = tf.backend_util.decodeEinsumEquation(equation, values.length);
  tf.backend_util.checkEinsumDimSizes(
    allDims.length,
    idDims,
    values.map((value) => shapeOf(value) as Tensor),
  );
  const [terms = '', result = ''] = equation.replaceAll(' ', '').split('->');
  const sizes = new Map<string, number>();
  for (const [index, term] of terms.split(',').entries()) {
    for (const [axis, letter] of [...term].entries()) sizes.set(letter, values[index]?.shape[axis] ?? 1);
  }
  const shape = [...result].map((letter) => sizes.get(letter) ?? 1);
  return node(
    'Einsum',
    values,
    { element: values[0]?.element ?? 'float32', shape },
    { equation: text(equation) },
  );
}

export const matMulKernels: KernelFamily = {
  _FusedMatMul: kernel<Binary & FusedInputs, BatchMatMulAttrs & FusedAttrs>(({ inputs, attrs }) =>
    finishFused(product(inputs, attrs), inputs, attrs),
  ),
  BatchMatMul: kernel<Binary, BatchMatMulAttrs>(({ inputs, attrs }) => product(inputs, attrs)),
  Einsum: kernel<ValueList, EinsumAttrs>(({ tf, inputs, attrs: { equation } }) =>
    einsum(tf, Object.values(inputs), equation),
  ),
};
