/** How the values of a weight start. The names and formulas are Keras's. */
export type Initializer =
  | { readonly type: 'zeros' }
  | { readonly type: 'ones' }
  | { readonly type: 'constant'; readonly value: number }
  | { readonly type: 'glorotUniform' }
  | { readonly type: 'glorotNormal' }
  | { readonly type: 'heUniform' }
  | { readonly type: 'heNormal' }
  | { readonly type: 'lecunNormal' };

export interface WeightSpec {
  /** Within the layer, in Keras's words: `kernel`, `bias`, `gamma`, `movingMean`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly initializer: Initializer;
  /** Whether the optimizer changes it. Running statistics are not trainable. */
  readonly trainable: boolean;
}

export function weightSize(weight: WeightSpec): number {
  return weight.shape.reduce((product, dimension) => product * dimension, 1);
}
