/** Convolution and pooling of channels-last images in double precision, written as their definitions. */

export interface ImageShape {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

export interface Geometry {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly pad: 'valid' | 'same';
}

interface Axis {
  readonly out: number;
  readonly before: number;
}

/** TensorFlow's rule: `same` puts the odd element of the padding at the end. */
function axisOf(size: number, kernel: number, stride: number, dilation: number, pad: string): Axis {
  const extent = (kernel - 1) * dilation + 1;
  if (pad === 'valid') return { out: Math.floor((size - extent) / stride) + 1, before: 0 };
  const out = Math.ceil(size / stride);
  return { out, before: Math.floor(Math.max(0, (out - 1) * stride + extent - size) / 2) };
}

/** Calls `visit` for each place of the result with the places of the image that its window covers. */
function eachWindow(
  shape: ImageShape,
  { kernel, strides, dilations, pad }: Geometry,
  visit: (batch: number, place: number, taps: readonly { tap: number; pixel: number }[]) => void,
): number {
  const rows = axisOf(shape.height, kernel[0], strides[0], dilations[0], pad);
  const columns = axisOf(shape.width, kernel[1], strides[1], dilations[1], pad);
  for (let batch = 0; batch < shape.batch; batch++) {
    for (let place = 0; place < rows.out * columns.out; place++) {
      const taps: { tap: number; pixel: number }[] = [];
      for (let tap = 0; tap < kernel[0] * kernel[1]; tap++) {
        const row =
          Math.floor(place / columns.out) * strides[0] -
          rows.before +
          Math.floor(tap / kernel[1]) * dilations[0];
        const column = (place % columns.out) * strides[1] - columns.before + (tap % kernel[1]) * dilations[1];
        if (row >= 0 && row < shape.height && column >= 0 && column < shape.width) {
          taps.push({ tap, pixel: (batch * shape.height + row) * shape.width + column });
        }
      }
      visit(batch, place, taps);
    }
  }
  return rows.out * columns.out;
}

/** `filter` is [height, width, in, out]. */
export function conv2dReference(
  x: readonly number[],
  filter: readonly number[],
  shape: ImageShape,
  outputs: number,
  geometry: Geometry,
): number[] {
  const result: number[] = [];
  eachWindow(shape, geometry, (_batch, _place, taps) => {
    for (let output = 0; output < outputs; output++) {
      let sum = 0;
      for (const { tap, pixel } of taps) {
        for (let input = 0; input < shape.channels; input++) {
          sum +=
            (x[pixel * shape.channels + input] ?? 0) *
            (filter[(tap * shape.channels + input) * outputs + output] ?? 0);
        }
      }
      result.push(sum);
    }
  });
  return result;
}

/** `filter` is [height, width, channels, multiplier]. */
export function depthwiseReference(
  x: readonly number[],
  filter: readonly number[],
  shape: ImageShape,
  multiplier: number,
  geometry: Geometry,
): number[] {
  const result: number[] = [];
  eachWindow(shape, geometry, (_batch, _place, taps) => {
    for (let channel = 0; channel < shape.channels; channel++) {
      for (let copy = 0; copy < multiplier; copy++) {
        result.push(
          taps.reduce(
            (sum, { tap, pixel }) =>
              sum +
              (x[pixel * shape.channels + channel] ?? 0) *
                (filter[(tap * shape.channels + channel) * multiplier + copy] ?? 0),
            0,
          ),
        );
      }
    }
  });
  return result;
}

export function poolReference(
  kind: 'max' | 'average',
  x: readonly number[],
  shape: ImageShape,
  geometry: Geometry,
): number[] {
  const result: number[] = [];
  eachWindow(shape, geometry, (_batch, _place, taps) => {
    for (let channel = 0; channel < shape.channels; channel++) {
      const seen = taps.map(({ pixel }) => x[pixel * shape.channels + channel] ?? 0);
      const sum = seen.reduce((total, value) => total + value, 0);
      result.push(kind === 'max' ? Math.max(...seen) : sum / seen.length);
    }
  });
  return result;
}
