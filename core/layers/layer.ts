/**
 * The contract of a layer. A layer is one file that calls `defineLayer` and one line in `registry.ts`;
 * everything else (palette, inspector, help, inference, training, export, conformance test) reads it from here.
 */
import type { ColumnStatistics } from '../data/statistics.ts';
import type { Sum } from '../explain/sum.ts';
import type { Problem } from '../issues/issue.ts';
import type { WeightSpec } from '../model/weight.ts';
import type { OnnxEmitter, OnnxValue } from '../onnx/emitter.ts';
import type { Result } from '../result.ts';
import type { TensorType } from '../shape/tensor-type.ts';
import type { Tensor } from '../tensorflow.ts';
import type { CallContext } from './call-context.ts';
import type { Masking } from './masking.ts';
import type { Parameters, ParamsOf } from './parameter.ts';
import type { Sight } from './sight.ts';

export const CATEGORIES = {
  io: 'Input and output',
  dense: 'Dense',
  convolution: 'Convolution',
  pooling: 'Pooling',
  normalization: 'Normalization and regularization',
  activation: 'Activation',
  merge: 'Merge and shape',
  sequence: 'Sequence and attention',
  preprocessing: 'Preprocessing and augmentation',
} as const;

export type Category = keyof typeof CATEGORIES;

export interface Port {
  /** Stable; part of the document. `in` and `out` where there is one. */
  readonly id: string;
  readonly label: string;
  /** Takes any number of links, in the order in which they stand in the document. Inputs only. */
  readonly multiple?: boolean;
}

export interface Ports {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

/** Ports of most layers: one in, one out. */
export const ONE_TO_ONE: Ports = {
  inputs: [{ id: 'in', label: 'Input' }],
  outputs: [{ id: 'out', label: 'Output' }],
};

/** Ports of layers that merge any number of tensors. */
export const MANY_TO_ONE: Ports = {
  inputs: [{ id: 'in', label: 'Inputs', multiple: true }],
  outputs: [{ id: 'out', label: 'Output' }],
};

/** By input; absent where all steps count. */
export type Masks<T> = readonly (T | undefined)[];

/** One or more. Inference calls a layer only with as many inputs as its ports ask for. */
export type NonEmpty<T> = readonly [T, ...T[]];

export interface ExampleInput extends TensorType {
  /** The values are whole numbers from 0 to below this, as a layer that looks them up wants them. */
  readonly below?: number;
}

/** An example is help, and a row of the conformance test: shapes, real TensorFlow.js, ONNX and training agree. */
export interface Example<P> {
  readonly title: string;
  readonly params: Partial<P>;
  /** Shapes of the inputs, batch first as `null`. */
  readonly inputs: readonly ExampleInput[];
  readonly outputs: readonly TensorType[];
  /** Number of values in all weights, trainable or not. */
  readonly parameters?: number;
}

/** Numbers that stand for one weight after training. */
export interface WeightData {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface LayerDefinition<P = Readonly<Record<string, unknown>>> {
  /** Keras's class name; part of the document. */
  readonly type: string;
  /** Grows when the meaning of the parameters changes; the document's migrations then translate. */
  readonly version: number;
  readonly title: string;
  readonly category: Category;
  /** Name of a lucide icon in kebab case. */
  readonly icon: string;
  /** What it does to the tensor, in one sentence for the palette. */
  readonly summary: string;
  /** Markdown: what it does, when to use it. */
  readonly doc: string;
  /** KaTeX. */
  readonly formula?: string;
  readonly parameters: Parameters;
  /** The parameters that matter, for the card: `32 filters, 3×3`. */
  readonly describe: (params: P) => string;
  readonly ports: (params: P) => Ports;
  /** Types of the outputs, one for each output port; or what is wrong with parameters and inputs together. */
  readonly infer: (
    params: P,
    inputs: NonEmpty<TensorType>,
  ) => Result<readonly TensorType[], readonly Problem[]>;
  /** Called only with inputs that `infer` accepts. Names are unique within the layer. */
  readonly weights: (params: P, inputs: NonEmpty<TensorType>) => readonly WeightSpec[];
  /** Multiply-adds for one sample. */
  readonly multiplyAdds: (params: P, inputs: NonEmpty<TensorType>, outputs: NonEmpty<TensorType>) => number;
  /**
   * The forward pass as TensorFlow.js operations; one tensor for each output port. `weight` throws for a name
   * that `weights` did not list. A layer without inputs is given a tensor that has nothing to say but its batch.
   */
  readonly call: (
    context: CallContext,
    params: P,
    inputs: NonEmpty<Tensor>,
    weight: (name: string) => Tensor,
  ) => readonly Tensor[];
  /** The inference pass as ONNX nodes, opset 17; one value for each output port. */
  readonly emitOnnx: (
    emitter: OnnxEmitter,
    params: P,
    inputs: NonEmpty<OnnxValue>,
    weight: (name: string) => WeightData,
    masks?: Masks<OnnxValue>,
  ) => readonly OnnxValue[];
  /** What it does with masks, which say which steps of a sequence count. Absent: they are lost here. */
  readonly masking?: Masking<P>;
  /** The arithmetic behind the shape of the output. Called only with inputs that `infer` accepts. */
  readonly explain?: (params: P, inputs: NonEmpty<TensorType>) => readonly Sum[];
  /**
   * For a layer that looks its inputs up in a table: they must be whole numbers from 0 to below this, as the data
   * holds them.
   */
  readonly looksUp?: (params: P) => { readonly below: number; readonly param: string };
  /** Absent where each place is treated by itself, or, if the number of places changes, everything is seen. */
  readonly sight?: (params: P, inputs: NonEmpty<TensorType>) => Sight;
  /**
   * Weights that are measured on the training samples before training, as Keras's `adapt` does: their numbers, by
   * name, of what reaches the layer. One column for each place of its last dimension.
   */
  readonly adapt?: (
    params: P,
    columns: readonly ColumnStatistics[],
  ) => Readonly<Record<string, readonly number[]>>;
  readonly examples: readonly Example<P>[];
}

type Defaulted = 'version' | 'ports' | 'weights' | 'multiplyAdds' | 'describe';

type Definition<Q extends Parameters> = Omit<LayerDefinition<ParamsOf<Q>>, Defaulted | 'parameters'> &
  Partial<Pick<LayerDefinition<ParamsOf<Q>>, Defaulted>> & { readonly parameters: Q };

/**
 * Checks a layer's file against the contract and fills what most layers share. The result forgets the exact
 * type of the parameters: documents hold parameters of every kind, and `parseParams` has checked them.
 */
export function defineLayer<const Q extends Parameters>(definition: Definition<Q>): LayerDefinition {
  const complete: LayerDefinition<ParamsOf<Q>> = {
    version: 1,
    ports: () => ONE_TO_ONE,
    weights: () => [],
    multiplyAdds: () => 0,
    describe: () => '',
    ...definition,
  };
  return complete as unknown as LayerDefinition;
}
