/** How the values of a weight start. The names, formulas and defaults are Keras's. */
export type Initializer =
  | { readonly type: 'zeros' | 'ones' }
  | { readonly type: 'constant'; readonly value: number }
  | { readonly type: 'glorotUniform' | 'glorotNormal' }
  | { readonly type: 'heUniform' | 'heNormal' }
  | { readonly type: 'lecunUniform' | 'lecunNormal' }
  | { readonly type: 'randomUniform'; readonly minval: number; readonly maxval: number }
  | { readonly type: 'randomNormal' | 'truncatedNormal'; readonly mean: number; readonly stddev: number }
  | {
      readonly type: 'varianceScaling';
      readonly scale: number;
      readonly mode: 'fanIn' | 'fanOut' | 'fanAvg';
      readonly distribution: 'truncatedNormal' | 'untruncatedNormal' | 'uniform';
    }
  /** Rows or columns, whichever are fewer, stand at right angles and have the length `gain`. */
  | { readonly type: 'orthogonal'; readonly gain: number }
  /** Passes each channel on as it is: `gain` on the diagonal, in the middle of the window. */
  | { readonly type: 'identity'; readonly gain: number }
  /** Equal parts along the last axis, each with its own: the gates of a recurrent layer. Never a person's choice. */
  | { readonly type: 'parts'; readonly parts: readonly Initializer[] };

/** A penalty that is added to the loss, so that weights stay small. */
export type Regularizer =
  | { readonly type: 'none' }
  | { readonly type: 'l1'; readonly l1: number }
  | { readonly type: 'l2'; readonly l2: number }
  | { readonly type: 'l1l2'; readonly l1: number; readonly l2: number }
  | { readonly type: 'orthogonal'; readonly factor: number };

/** What a weight is brought back to after every step. Norms are those of the weights of one output. */
export type Constraint =
  | { readonly type: 'none' | 'nonNeg' | 'unitNorm' }
  | { readonly type: 'maxNorm'; readonly maxValue: number }
  | {
      readonly type: 'minMaxNorm';
      readonly minValue: number;
      readonly maxValue: number;
      /** How much of the way to the nearest allowed norm one step goes. */
      readonly rate: number;
    };

export interface WeightSpec {
  /** Within the layer, in Keras's words: `kernel`, `bias`, `gamma`, `movingMean`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly initializer: Initializer;
  /** Whether the optimizer changes it. Running statistics are not trainable. */
  readonly trainable: boolean;
  readonly regularizer?: Regularizer;
  readonly constraint?: Constraint;
  /** Numbers to start with instead, in the order of the shape. */
  readonly values?: readonly number[];
}

export function weightSize(weight: Pick<WeightSpec, 'shape'>): number {
  return weight.shape.reduce((product, dimension) => product * dimension, 1);
}
