/**
 * Masks: which steps of a sequence count. A mask is [batch, steps] of ones and zeros; it stands beside a tensor and goes
 * with it from layer to layer, as in Keras. What becomes of it is said once, for tensors, for ONNX and for what is only
 * known of either.
 */
import type { Shape, TensorType } from '../shape/tensor-type.ts';

/** What masks are made with. */
export interface MaskMath<T> {
  /** 1 where a number is not `value`. */
  differs(x: T, value: number): T;
  /** 1 where any number of the last dimension is not `value`. */
  anyDiffers(x: T, value: number): T;
  /** 1 where one of the masks is. */
  either(one: T, other: T): T;
  /** The mask of a sequence of which every step counts. */
  all(x: T): T;
  /** One after the other. */
  joined(masks: readonly T[]): T;
}

export interface Masking<P> {
  /** The masks of the outputs, from the inputs and their masks; what is absent has none. */
  readonly carry: <T extends { readonly shape: Shape }>(
    math: MaskMath<T>,
    params: P,
    inputs: readonly [T, ...T[]],
    masks: readonly (T | undefined)[],
  ) => readonly (T | undefined)[];
}

/** The mask of the first input goes on with the first output. */
export const PASSES_MASK: Masking<unknown> = { carry: (_math, _params, _inputs, [mask]) => [mask] };

/** What reads the masks leaves no steps to be masked. */
export const USES_MASK: Masking<unknown> = { carry: () => [] };

/** A step counts if it does in any input; without one of the masks, all do. */
export const MERGES_MASKS: Masking<unknown> = {
  carry: (math, _params, inputs, masks) => {
    const known = masks.flatMap((mask) => (mask === undefined ? [] : [mask]));
    const [first, ...others] = known;
    if (first === undefined || known.length < inputs.length) return [];
    return [others.reduce((one, other) => math.either(one, other), first)];
  },
};

/** What is known of masks before anything is computed: whether there are any. */
export const MASK_TYPES: MaskMath<TensorType> = {
  differs: (x) => x,
  anyDiffers: ({ dtype, shape }) => ({ dtype, shape: shape.slice(0, -1) }),
  either: (one) => one,
  all: ({ dtype, shape }) => ({ dtype, shape: shape.slice(0, 2) }),
  joined: ([first = { dtype: 'float32', shape: [] }]) => first,
};
