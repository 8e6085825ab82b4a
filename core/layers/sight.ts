/**
 * How far one output of a layer looks, along each dimension between batch and channels: a window of `size` that
 * moves by `strides`; below 1 where the layer enlarges. Or everything there is.
 */
export type Sight = 'everything' | { readonly size: readonly number[]; readonly strides: readonly number[] };

/** A window whose values lie `dilation` apart. */
export function windowSight(window: {
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly dilationRate?: readonly number[];
}): Sight {
  const { kernelSize, strides, dilationRate = [] } = window;
  return { size: kernelSize.map((size, axis) => (size - 1) * (dilationRate[axis] ?? 1) + 1), strides };
}

/** Each place by itself, although places are added or taken away. */
export function placeSight(dimensions: number): Sight {
  const ones = Array.from({ length: dimensions }, () => 1);
  return { size: ones, strides: ones };
}

/** A place becomes several: each looks at `size` places. */
export function enlargedSight(factors: readonly number[], size = 1): Sight {
  return { size: factors.map(() => size), strides: factors.map((factor) => 1 / factor) };
}

/** A window that paints instead of looking: each output is painted by as many windows as reach it. */
export function paintedSight(kernelSize: readonly number[], strides: readonly number[]): Sight {
  return {
    size: kernelSize.map((size, axis) => Math.ceil(size / (strides[axis] ?? 1))),
    strides: strides.map((stride) => 1 / stride),
  };
}
