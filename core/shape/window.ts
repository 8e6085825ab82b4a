/**
 * Arithmetic of sliding windows (convolution, pooling) with TensorFlow's meaning of padding, shared by shape
 * inference and ONNX export.
 */

/** `valid` looks only where the window fits; `same` pads with as little as keeps the size (at stride 1). */
export type Padding = 'valid' | 'same';

export interface WindowSettings {
  /** Height, width. */
  readonly kernelSize: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: Padding;
  readonly dilationRate?: readonly [number, number];
}

/** The extent of a kernel whose taps lie `dilation` apart: 3 taps, dilation 2 cover 5 values. */
export function effectiveKernel(kernel: number, dilation: number): number {
  return (kernel - 1) * dilation + 1;
}

/** Height and width after the window has slid; 0 or less where it does not fit. */
export function windowOutput(
  [height, width]: readonly [number, number],
  settings: WindowSettings,
): readonly [number, number] {
  return [outputSize(height, 0, settings), outputSize(width, 1, settings)];
}

export interface WindowPads {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** What `padding` adds on the four sides. An odd amount goes to the bottom and the right, as in TensorFlow. */
export function windowPads([height, width]: readonly [number, number], settings: WindowSettings): WindowPads {
  const vertical = totalPad(height, 0, settings);
  const horizontal = totalPad(width, 1, settings);
  const top = Math.floor(vertical / 2);
  const left = Math.floor(horizontal / 2);
  return { top, bottom: vertical - top, left, right: horizontal - left };
}

function outputSize(size: number, axis: 0 | 1, settings: WindowSettings): number {
  const stride = settings.strides[axis];
  return settings.padding === 'same'
    ? Math.ceil(size / stride)
    : Math.floor((size - reach(axis, settings)) / stride) + 1;
}

function totalPad(size: number, axis: 0 | 1, settings: WindowSettings): number {
  if (settings.padding === 'valid') return 0;
  const covered = (outputSize(size, axis, settings) - 1) * settings.strides[axis] + reach(axis, settings);
  return Math.max(0, covered - size);
}

function reach(axis: 0 | 1, { kernelSize, dilationRate }: WindowSettings): number {
  return effectiveKernel(kernelSize[axis], dilationRate?.[axis] ?? 1);
}
