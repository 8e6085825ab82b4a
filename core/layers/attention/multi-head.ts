/**
 * Scaled dot-product attention by several heads (Vaswani et al. 2017), as a part of layers: its weights, which are
 * Keras's MultiHeadAttention's in shape and number, its forward pass, and its nodes.
 */
import type { Constraint, Initializer, Regularizer, WeightSpec } from '../../model/weight.ts';
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import type { CallContext } from '../call-context.ts';
import { biasWeights, kernelWeight } from '../kernel-parameters.ts';
import type { WeightData } from '../layer.ts';
import { dropValues } from '../normalization/drop-values.ts';
import { emitHideScores, hideScores } from './visibility.ts';

export interface MultiHead {
  /** Begins the names of its weights: `self` makes `selfQueryKernel`. */
  readonly prefix: string;
  readonly numHeads: number;
  readonly keyDim: number;
  readonly valueDim: number;
  readonly outputDim: number;
  readonly useBias: boolean;
  readonly dropout: number;
  readonly causal: boolean;
}

export interface ProjectionSettings {
  readonly useBias: boolean;
  readonly kernelInitializer: Initializer;
  readonly kernelRegularizer: Regularizer;
  readonly kernelConstraint: Constraint;
  readonly biasInitializer: Initializer;
  readonly biasRegularizer: Regularizer;
  readonly biasConstraint: Constraint;
}

/** What flows in: numbers of features, tensors or values of a graph. */
export interface Sourced<T> {
  readonly query: T;
  readonly value: T;
  readonly key: T;
}

type Role = 'query' | 'key' | 'value' | 'output';

/** `queryKernel`, or `selfQueryKernel` with a prefix. */
function weightName({ prefix }: MultiHead, role: Role, kind: 'Kernel' | 'Bias'): string {
  return prefixed(prefix, role + kind);
}

/** `self` and `scores` make `selfScores`. */
export function prefixed(prefix: string, name: string): string {
  return prefix === '' ? name : prefix + name.charAt(0).toUpperCase() + name.slice(1);
}

export function multiHeadWeights(
  head: MultiHead,
  features: Sourced<number>,
  settings: ProjectionSettings,
): readonly WeightSpec[] {
  const { numHeads, keyDim, valueDim, outputDim } = head;
  const projection = (role: Role, kernel: readonly number[], bias: readonly number[]) => [
    { ...kernelWeight(settings, kernel), name: weightName(head, role, 'Kernel') },
    ...biasWeights(settings, bias).map((weight) => ({ ...weight, name: weightName(head, role, 'Bias') })),
  ];
  return [
    ...projection('query', [features.query, numHeads, keyDim], [numHeads, keyDim]),
    ...projection('key', [features.key, numHeads, keyDim], [numHeads, keyDim]),
    ...projection('value', [features.value, numHeads, valueDim], [numHeads, valueDim]),
    ...projection('output', [numHeads, valueDim, outputDim], [outputDim]),
  ];
}

export function multiHeadMultiplyAdds(
  { numHeads, keyDim, valueDim, outputDim }: MultiHead,
  features: Sourced<number>,
  steps: { readonly queries: number; readonly keys: number },
): number {
  const { queries, keys } = steps;
  const projections =
    queries * features.query * keyDim + keys * (features.key * keyDim + features.value * valueDim);
  const attention = queries * keys * (keyDim + valueDim);
  return numHeads * (projections + attention + queries * valueDim * outputDim);
}

/** The sequence that the heads make together, and heads × queries × keys of attention. */
export function callMultiHead(
  context: CallContext,
  head: MultiHead,
  { query, key, value }: Sourced<Tensor>,
  mask: Tensor | undefined,
  weight: (name: string) => Tensor,
): { readonly output: Tensor; readonly scores: Tensor } {
  const { tf } = context;
  const { numHeads, keyDim, valueDim, outputDim, causal, dropout, useBias } = head;
  const project = (x: Tensor, role: Role, size: number) =>
    linear(
      tf,
      x,
      tf.reshape(weight(weightName(head, role, 'Kernel')), [-1, size]),
      useBias ? tf.reshape(weight(weightName(head, role, 'Bias')), [size]) : undefined,
    );
  const split = (x: Tensor, size: number) =>
    tf.transpose(tf.reshape(x, [x.shape[0] ?? 1, x.shape[1] ?? 1, numHeads, size]), [0, 2, 1, 3]);
  const queries = split(project(query, 'query', numHeads * keyDim), keyDim);
  const keys = split(project(key, 'key', numHeads * keyDim), keyDim);
  const values = split(project(value, 'value', numHeads * valueDim), valueDim);
  const [batch = 1, steps = 1] = query.shape;
  const likeness = tf.matMul(tf.mul(queries, 1 / Math.sqrt(keyDim)), keys, false, true);
  const visibility = { causal, queries: steps, keys: key.shape[1] ?? 1 };
  const scores = tf.softmax(hideScores(tf, likeness, visibility, mask));
  const found = tf.matMul(dropValues(context, dropout, scores), values);
  const joined = tf.reshape(tf.transpose(found, [0, 2, 1, 3]), [batch, steps, numHeads * valueDim]);
  return { output: project(joined, 'output', outputDim), scores };
}

/** The last dimension times a matrix, whatever comes before it. */
export function linear(tf: TensorFlow, x: Tensor, kernel: Tensor, bias?: Tensor): Tensor {
  const [rows = 1, columns = 1] = kernel.shape;
  const product = tf.matMul(tf.reshape(x, [-1, rows]), tf.reshape(kernel, [rows, columns]));
  const shifted = bias ? tf.add(product, bias) : product;
  return tf.reshape(shifted, [...x.shape.slice(0, -1), columns]);
}

export function emitMultiHead(
  emitter: OnnxEmitter,
  head: MultiHead,
  sources: Sourced<OnnxValue>,
  mask: OnnxValue | undefined,
  weight: (name: string) => WeightData,
): { readonly output: OnnxValue; readonly scores: OnnxValue } {
  const { numHeads, keyDim, valueDim, outputDim, causal, useBias } = head;
  const [, queries = 1] = sources.query.shape;
  const [, keys = 1] = sources.key.shape;
  const named = (name: string) => ({ name: prefixed(head.prefix, name) });
  const project = (x: string, role: Role, size: number): string => {
    const kernel = weightName(head, role, 'Kernel');
    const { data } = weight(kernel);
    const matrix = emitter.weight(kernel, [data.length / size, size], data);
    const product = emitter.node('MatMul', [x, matrix], named(`${role}MatMul`));
    if (!useBias) return product;
    const bias = weightName(head, role, 'Bias');
    const shift = emitter.weight(bias, [size], weight(bias).data);
    return emitter.node('Add', [product, shift], named(`${role}Add`));
  };
  const split = (source: OnnxValue, role: 'query' | 'key' | 'value', size: number, perm: number[]) => {
    const rows = project(emitter.asIs(source).name, role, numHeads * size);
    const heads = emitter.node(
      'Reshape',
      [rows, emitter.int64([0, 0, numHeads, size])],
      named(`${role}Heads`),
    );
    return emitter.node('Transpose', [heads], { ...named(`${role}ByHead`), attributes: { perm } });
  };
  const query = split(sources.query, 'query', keyDim, [0, 2, 1, 3]);
  const key = split(sources.key, 'key', keyDim, [0, 2, 3, 1]);
  const value = split(sources.value, 'value', valueDim, [0, 2, 1, 3]);
  const scaled = emitter.node('Mul', [query, emitter.float(1 / Math.sqrt(keyDim))], named('scale'));
  const likeness = emitter.node('MatMul', [scaled, key], named('likeness'));
  const visibility = { causal, queries: queries ?? 1, keys: keys ?? 1 };
  const masked = emitHideScores(emitter, likeness, visibility, mask);
  const scores = emitter.node('Softmax', [masked], { ...named('scores'), attributes: { axis: -1 } });
  const found = emitter.node('MatMul', [scores, value], named('found'));
  const turned = emitter.node('Transpose', [found], {
    ...named('bySteps'),
    attributes: { perm: [0, 2, 1, 3] },
  });
  const joined = emitter.node(
    'Reshape',
    [turned, emitter.int64([0, 0, numHeads * valueDim])],
    named('joined'),
  );
  return {
    output: {
      name: project(joined, 'output', outputDim),
      shape: [null, queries, outputDim],
      layout: 'as-is',
    },
    scores: { name: scores, shape: [null, numHeads, queries, keys], layout: 'as-is' },
  };
}
