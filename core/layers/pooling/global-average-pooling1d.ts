import { wholeSums } from '../../explain/size-sums.ts';
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import { defineLayer } from '../layer.ts';
import { USES_MASK } from '../masking.ts';
import { emitGlobalPool, globalPool, globalPoolParameters, inferGlobalPool } from './global-pool.ts';

export const globalAveragePooling1d = defineLayer({
  type: 'GlobalAveragePooling1D',
  title: 'GlobalAveragePooling1D',
  category: 'pooling',
  icon: 'sigma',
  summary: 'Turns every feature of a sequence into its mean.',
  doc: `Takes the mean of each feature over all steps, so that one row of numbers is left for the whole sequence. It stands
behind an embedding or a Conv1D where a text or a signal is to be told apart, and has nothing to learn. Steps that a mask
hides, of an Embedding that masks zeros or a Masking layer, are left out.`,
  formula: 'y_c = \\frac{1}{T} \\sum_t x_{t,c}',
  parameters: globalPoolParameters,
  infer: (params, [input]) => inferGlobalPool(1, params, input),
  call: ({ tf, masks }, params, [x]) => {
    const [mask] = masks ?? [];
    if (!mask) return [globalPool(tf, 'mean', x, params)];
    const counting = tf.expandDims(mask, 2);
    const { keepdims } = params;
    return [
      tf.div(tf.sum(tf.mul(x, counting), 1, keepdims), atLeastOne(tf, tf.sum(mask, 1, true), keepdims)),
    ];
  },
  emitOnnx: (emitter, params, [x], _weight, masks) => {
    const [mask] = masks ?? [];
    return [
      mask
        ? emitMaskedMean(emitter, x, mask, params.keepdims)
        : emitGlobalPool(emitter, 'ReduceMean', x, params),
    ];
  },
  masking: USES_MASK,
  explain: (_params, [input]) => wholeSums(input),
  examples: [
    {
      title: 'Seven steps to one',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 7, 4] }],
      outputs: [{ dtype: 'float32', shape: [null, 4] }],
      parameters: 0,
    },
    {
      title: 'Steps that a mask hides are left out',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 5, 2], masked: true }],
      outputs: [{ dtype: 'float32', shape: [null, 2] }],
    },
    {
      title: 'A masked sequence as one step',
      params: { keepdims: true },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3], masked: true }],
      outputs: [{ dtype: 'float32', shape: [null, 1, 3] }],
    },
    {
      title: 'Dimensions of length 1 stay',
      params: { keepdims: true },
      inputs: [{ dtype: 'float32', shape: [null, 7, 4] }],
      outputs: [{ dtype: 'float32', shape: [null, 1, 4] }],
    },
  ],
});

/** A sequence of which no step counts has the mean 0. */
function atLeastOne(tf: TensorFlow, counts: Tensor, keepdims: boolean): Tensor {
  const bounded = tf.maximum(counts, 1);
  return keepdims ? tf.expandDims(bounded, 2) : bounded;
}

function emitMaskedMean(emitter: OnnxEmitter, x: OnnxValue, mask: OnnxValue, keepdims: boolean): OnnxValue {
  const counting = emitter.node('Unsqueeze', [mask.name, emitter.int64([2])]);
  const steps = emitter.node('Mul', [emitter.asIs(x).name, counting], { name: 'countingSteps' });
  const kept = { attributes: { keepdims: keepdims ? 1 : 0 } };
  const sum = emitter.node('ReduceSum', [steps, emitter.int64([1])], kept);
  const count = emitter.node('ReduceSum', [counting, emitter.int64([1])], { name: 'count', ...kept });
  const name = emitter.node('Div', [sum, emitter.node('Max', [count, emitter.float(1)])], { name: 'mean' });
  const features = x.shape.at(-1) ?? 1;
  return { name, shape: keepdims ? [null, 1, features] : [null, features], layout: 'as-is' };
}
