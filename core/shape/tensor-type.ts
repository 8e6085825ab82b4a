/** What flows along a link: element type and dimensions. The first dimension is the batch and is `null`. */
export type DType = 'float32' | 'int32' | 'bool';

/** A dimension is a positive whole number, or `null` where only the run decides it (the batch). */
export type Dimension = number | null;

/** Batch first, channels last: a batch of 28x28 grey images is `[null, 28, 28, 1]`. */
export type Shape = readonly Dimension[];

export interface TensorType {
  readonly dtype: DType;
  readonly shape: Shape;
  /** Goes with a mask that tells which steps of the sequence count. */
  readonly masked?: boolean;
}

export function float32(...shape: Dimension[]): TensorType {
  return { dtype: 'float32', shape };
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dimension, axis) => dimension === b[axis]);
}

export function sameType(a: TensorType, b: TensorType): boolean {
  return a.dtype === b.dtype && sameShape(a.shape, b.shape) && (a.masked ?? false) === (b.masked ?? false);
}

/** Dimensions of one sample, without the batch. Unknown dimensions count as a fault of the caller. */
export function sampleShape(shape: Shape): number[] {
  return shape.slice(1).map((dimension, index) => {
    if (dimension === null) throw new Error(`Dimension ${index + 1} of (${shape.join(', ')}) is not known.`);
    return dimension;
  });
}

/** Values in one sample: 784 for `[null, 28, 28, 1]`; 1 for `[null]`. */
export function sampleSize(shape: Shape): number {
  return sampleShape(shape).reduce((product, dimension) => product * dimension, 1);
}

/** `28 x 28 x 1` for a person; the batch is left out. A single value per sample reads `1`. */
export function formatShape(shape: Shape): string {
  const sample = shape.slice(1);
  return sample.length === 0 ? '1' : sample.map((dimension) => dimension ?? '?').join(' × ');
}
