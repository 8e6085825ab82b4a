/** Normalization of a sample by itself, over all its places and a group of its channels. */
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import { sampleShape } from '../../shape/tensor-type.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import type { WeightData } from '../layer.ts';

/** `(x - mean) / sqrt(variance + epsilon)`, mean and variance for each sample and group of channels. */
export function normalizeGroups(tf: TensorFlow, x: Tensor, groups: number, epsilon: number): Tensor {
  const batch = x.shape[0] ?? 1;
  const channels = x.shape.at(-1) ?? 1;
  const places = x.size / (batch * channels);
  const grouped = tf.reshape(x, [batch, places, groups, channels / groups]);
  const centered = tf.sub(grouped, tf.mean(grouped, [1, 3], true));
  const variance = tf.mean(tf.square(centered), [1, 3], true);
  return tf.reshape(tf.mul(centered, tf.rsqrt(tf.add(variance, epsilon))), x.shape);
}

/** InstanceNormalization of groups in place of channels, then the factor and the shift that were learned. */
export function emitNormalizeGroups(
  emitter: OnnxEmitter,
  input: OnnxValue,
  { groups, epsilon }: { readonly groups: number; readonly epsilon: number },
  learned: { readonly gamma: WeightData | undefined; readonly beta: WeightData | undefined },
): OnnxValue {
  const sample = sampleShape(input.shape);
  const channels = sample.at(-1) ?? 1;
  const inner = sample.slice(0, -1);
  const x = sample.length > 1 ? emitter.channelsFirst(input) : input;
  const rows = emitter.node('Reshape', [x.name, emitter.int64([0, groups, -1])]);
  const ones = emitter.float(Array<number>(groups).fill(1));
  const zeros = emitter.float(Array<number>(groups).fill(0));
  const normal = emitter.node('InstanceNormalization', [rows, ones, zeros], {
    attributes: { epsilon: { float: epsilon } },
  });
  let name = emitter.node('Reshape', [normal, emitter.int64([0, channels, ...inner])]);
  const perChannel = [channels, ...inner.map(() => 1)];
  if (learned.gamma) {
    name = emitter.node('Mul', [name, emitter.weight('gamma', perChannel, learned.gamma.data)]);
  }
  if (learned.beta) {
    name = emitter.node('Add', [name, emitter.weight('beta', perChannel, learned.beta.data)]);
  }
  return { ...x, name };
}
