/** Matrix products and convolutions: where the time goes. Images lie channels first here. */

import { broadcastShape } from './elementwise.ts';
import { at, transpose } from './layout.ts';
import { type Attributes, int, ints, node, type Value } from './value.ts';

/** The last two axes exchanged. */
export function matrixTranspose(x: Value): Value {
  const rank = x.shape.length;
  const axes = x.shape.map((_, axis) => axis);
  return transpose(x, [...axes.slice(0, -2), rank - 1, rank - 2]);
}

export function matMul(a: Value, b: Value, transposeA: boolean, transposeB: boolean): Value {
  const rank = a.shape.length;
  const rows = at(a.shape, transposeA ? rank - 1 : rank - 2);
  const columns = at(b.shape, b.shape.length - (transposeB ? 2 : 1));
  const inner = [
    at(a.shape, transposeA ? rank - 2 : rank - 1),
    at(b.shape, b.shape.length - (transposeB ? 1 : 2)),
  ];
  if (inner[0] !== inner[1]) {
    throw new Error(
      `A matrix product got shapes [${a.shape.join(', ')}] and [${b.shape.join(', ')}], of which it would multiply ` +
        `rows of ${inner[0]} with columns of ${inner[1]}. Both must be equal.`,
    );
  }
  if (rank === 2 && b.shape.length === 2 && (transposeA || transposeB)) {
    const attributes: Attributes = { transA: int(transposeA ? 1 : 0), transB: int(transposeB ? 1 : 0) };
    return node('Gemm', [a, b], { element: a.element, shape: [rows, columns] }, attributes);
  }
  const batch = broadcastShape([a.shape.slice(0, -2), b.shape.slice(0, -2)]);
  const left = transposeA ? matrixTranspose(a) : a;
  const right = transposeB ? matrixTranspose(b) : b;
  return node('MatMul', [left, right], { element: a.element, shape: [...batch, rows, columns] });
}

/** How a window moves over an image. Two numbers each: height, width. */
export interface Window {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  /** Top, left, bottom, right. */
  readonly pads: readonly [number, number, number, number];
}

/** `x` is [batch, channels, height, width], `kernel` is [filters, channels / groups, height, width]. */
export function conv(x: Value, kernel: Value, window: Window, groups = 1): Value {
  const shape = convolutionShape(x.shape, at(kernel.shape, 0), window);
  return node('Conv', [x, kernel], { element: 'float32', shape }, windowAttributes(window, groups));
}

/** Of images of the given shape and so many filters. */
export function convolutionShape(images: readonly number[], filters: number, window: Window): number[] {
  const [batch = 0, , height = 0, width = 0] = images;
  const [kernelHeight, kernelWidth] = window.kernel;
  const [top, left, bottom, right] = window.pads;
  const place = (size: number, taps: number, axis: 0 | 1) =>
    Math.floor((size - (taps - 1) * window.dilations[axis] - 1) / window.strides[axis]) + 1;
  return [
    batch,
    filters,
    place(height + top + bottom, kernelHeight, 0),
    place(width + left + right, kernelWidth, 1),
  ];
}

/** The transpose of `conv`: from the shape of its result back to images of the given height and width. */
export function convTranspose(
  y: Value,
  kernel: Value,
  window: Window,
  [height, width]: readonly [number, number],
  groups = 1,
): Value {
  const [batch = 0, , outHeight = 0, outWidth = 0] = y.shape;
  const [top, left, bottom, right] = window.pads;
  const rest = (size: number, out: number, pads: number, axis: 0 | 1) =>
    size - ((out - 1) * window.strides[axis] + (window.kernel[axis] - 1) * window.dilations[axis] + 1 - pads);
  const outputPadding = [rest(height, outHeight, top + bottom, 0), rest(width, outWidth, left + right, 1)];
  const shape = [batch, at(kernel.shape, 1) * groups, height, width];
  return node(
    'ConvTranspose',
    [y, kernel],
    { element: 'float32', shape },
    {
      ...windowAttributes(window, groups),
      output_padding: ints(outputPadding),
    },
  );
}

export function windowAttributes(window: Window, groups: number): Attributes {
  return {
    kernel_shape: ints(window.kernel),
    strides: ints(window.strides),
    dilations: ints(window.dilations),
    pads: ints(window.pads),
    group: int(groups),
  };
}
