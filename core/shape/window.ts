/**
 * Arithmetic of sliding windows (convolution, pooling) with TensorFlow's meaning of padding, shared by shape
 * inference and ONNX export. Every list has one number for each axis: steps; height, width; depth, height, width.
 */

/** `valid` looks only where the window fits; `same` pads with as little as keeps the size (at stride 1). */
export type Padding = 'valid' | 'same';

export interface WindowSettings {
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  /** `causal` pads before the first step only, so that no step sees a later one. */
  readonly padding: Padding | 'causal';
  readonly dilationRate?: readonly number[];
}

/** As many numbers as `T` has. */
type Alike<T extends readonly number[]> = { readonly [K in keyof T]: number };

/** The extent of a kernel whose taps lie `dilation` apart: 3 taps, dilation 2 cover 5 values. */
export function effectiveKernel(kernel: number, dilation: number): number {
  return (kernel - 1) * dilation + 1;
}

/** The extent of the window along each axis. */
export function windowReach({ kernelSize, dilationRate }: WindowSettings): readonly number[] {
  return kernelSize.map((kernel, axis) => effectiveKernel(kernel, dilationRate?.[axis] ?? 1));
}

/** The size after the window has slid; 0 or less where it does not fit. */
export function windowOutput<const T extends readonly number[]>(size: T, settings: WindowSettings): Alike<T> {
  const reach = windowReach(settings);
  const output = size.map((length, axis) => {
    const stride = settings.strides[axis] ?? 1;
    return settings.padding === 'valid'
      ? Math.floor((length - (reach[axis] ?? 1)) / stride) + 1
      : Math.ceil(length / stride);
  });
  return output as unknown as Alike<T>;
}

export interface WindowPads {
  /** Top, left. */
  readonly before: readonly number[];
  /** Bottom, right. */
  readonly after: readonly number[];
}

/** What `padding` adds around the input. With `same`, an odd amount goes behind, as in TensorFlow. */
export function windowPads(size: readonly number[], settings: WindowSettings): WindowPads {
  const reach = windowReach(settings);
  const output = windowOutput(size, settings);
  const totals = size.map((length, axis) => {
    const covered = ((output[axis] ?? 1) - 1) * (settings.strides[axis] ?? 1) + (reach[axis] ?? 1);
    return Math.max(0, covered - length);
  });
  switch (settings.padding) {
    case 'valid':
      return { before: size.map(() => 0), after: size.map(() => 0) };
    case 'same': {
      const before = totals.map((total) => Math.floor(total / 2));
      return { before, after: totals.map((total, axis) => total - (before[axis] ?? 0)) };
    }
    case 'causal':
      return { before: reach.map((extent) => extent - 1), after: size.map(() => 0) };
  }
}
