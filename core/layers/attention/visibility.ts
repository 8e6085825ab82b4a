/** Who sees whom in an attention. Scores of what is hidden become so negative that softmax makes them 0. */
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';

/** Keras's number for it. */
const HIDDEN = -1e9;

/** 1 where the key's step is not later than the query's. */
function causalTable(queries: number, keys: number): Float32Array {
  return Float32Array.from({ length: queries * keys }, (_, index) =>
    index % keys <= Math.floor(index / keys) ? 1 : 0,
  );
}

export interface Visibility {
  readonly causal: boolean;
  readonly queries: number;
  readonly keys: number;
}

/**
 * The scores (batch × heads × queries × keys), very negative where nothing is seen. A step that sees nothing at all
 * looks everywhere alike, and has no gradient.
 */
export function hideScores(
  tf: TensorFlow,
  scores: Tensor,
  { causal, queries, keys }: Visibility,
  mask: Tensor | undefined,
): Tensor {
  const table = causal ? tf.tensor(causalTable(queries, keys), [1, 1, queries, keys]) : undefined;
  const hidden = (seen: Tensor) => tf.mul(tf.sub(1, seen), HIDDEN);
  if (!mask) return table ? tf.add(scores, hidden(table)) : scores;
  const given = tf.reshape(mask, [mask.shape[0] ?? 1, 1, mask.rank === 2 ? 1 : queries, keys]);
  const seen = table ? tf.mul(table, given) : given;
  return tf.add(tf.mul(scores, seen), hidden(seen));
}

export function emitHideScores(
  emitter: OnnxEmitter,
  scores: string,
  { causal, queries, keys }: Visibility,
  mask: OnnxValue | undefined,
): string {
  const dims = [1, 1, queries, keys];
  const table = causalTable(queries, keys);
  if (!mask) {
    if (!causal) return scores;
    const hidden = table.map((seen) => (1 - seen) * HIDDEN);
    return emitter.node('Add', [scores, emitter.weight('causalMask', dims, hidden)], { name: 'masked' });
  }
  const shape = [0, 1, mask.shape.length === 2 ? 1 : queries, keys];
  const given = emitter.node('Reshape', [emitter.asIs(mask).name, emitter.int64(shape)], { name: 'mask' });
  const seen = causal
    ? emitter.node('Mul', [given, emitter.weight('causalMask', dims, table)], { name: 'seen' })
    : given;
  const unseen = emitter.node('Sub', [emitter.float(1), seen], { name: 'unseen' });
  const hidden = emitter.node('Mul', [unseen, emitter.float(HIDDEN)], { name: 'hidden' });
  const left = emitter.node('Mul', [scores, seen], { name: 'seenScores' });
  return emitter.node('Add', [left, hidden], { name: 'masked' });
}

/** What is seen where a mask was given ([batch, keys] or [batch, queries, keys]) and steps of the key do not count. */
export function seenKeys(
  tf: TensorFlow,
  given: Tensor | undefined,
  counting: readonly Tensor[],
): Tensor | undefined {
  const [first, ...others] = counting;
  if (!first) return given;
  const keys = others.reduce((one, other) => tf.mul(one, other), first);
  if (!given) return keys;
  return tf.mul(given, given.rank === 2 ? keys : tf.expandDims(keys, 1));
}

export function emitSeenKeys(
  emitter: OnnxEmitter,
  given: OnnxValue | undefined,
  counting: readonly OnnxValue[],
): OnnxValue | undefined {
  const [first, ...others] = counting;
  if (!first) return given;
  const product = (one: OnnxValue, other: string): OnnxValue => ({
    ...one,
    name: emitter.node('Mul', [emitter.asIs(one).name, other], { name: 'seenKeys' }),
    layout: 'as-is',
  });
  const keys = others.reduce((one, other) => product(one, other.name), first);
  if (!given) return keys;
  const isRow = given.shape.length === 2;
  return product(given, isRow ? keys.name : emitter.node('Unsqueeze', [keys.name, emitter.int64([1])]));
}
