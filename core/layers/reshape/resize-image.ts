/**
 * Images brought to another size. As in Keras, pixels are squares whose centres lie at half numbers, and nothing is
 * smoothed before an image is made smaller.
 */
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import { sampleShape } from '../../shape/tensor-type.ts';
import type { Tensor, Tensor4D, TensorFlow } from '../../tensorflow.ts';

export type Interpolation = 'nearest' | 'bilinear';

/** Height, width. */
type Size = readonly [number, number];

export function resizeImage(
  tf: TensorFlow,
  x: Tensor,
  [height, width]: Size,
  interpolation: Interpolation,
): Tensor {
  const resize = interpolation === 'bilinear' ? tf.image.resizeBilinear : tf.image.resizeNearestNeighbor;
  return resize(x as Tensor4D, [height, width], false, true);
}

export function emitResizeImage(
  emitter: OnnxEmitter,
  input: OnnxValue,
  size: Size,
  interpolation: Interpolation,
): OnnxValue {
  const [height = 1, width = 1, channels = 1] = sampleShape(input.shape);
  const x = emitter.channelsFirst(input).name;
  const shape = [null, ...size, channels];
  const lines = [nearestLines(height, size[0]), nearestLines(width, size[1])] as const;
  if (interpolation === 'nearest' && !lines.every(areClear)) {
    // Runtimes would round such places either way.
    const rows = emitter.node('Gather', [x, emitter.int64(lines[0].map(Math.floor))], {
      attributes: { axis: 2 },
    });
    const name = emitter.node('Gather', [rows, emitter.int64(lines[1].map(Math.floor))], {
      attributes: { axis: 3 },
    });
    return { name, shape, layout: 'channels-first' };
  }
  const scales = emitter.float([1, 1, scaleOf(height, size[0]), scaleOf(width, size[1])]);
  const name = emitter.node('Resize', [x, '', scales], {
    attributes: {
      mode: interpolation === 'bilinear' ? 'linear' : 'nearest',
      coordinate_transformation_mode: 'half_pixel',
      ...(interpolation === 'nearest' ? { nearest_mode: 'round_prefer_ceil' } : {}),
    },
  });
  return { name, shape, layout: 'channels-first' };
}

/** The float32 factor that makes `size` of `old`: runtimes multiply and leave out what is behind the point. */
function scaleOf(old: number, size: number): number {
  const scale = Math.fround(size / old);
  return scale * old < size ? Math.fround(scale * (1 + 2 ** -23)) : scale;
}

/** Where the centre of each new line lies in the old image; the line is the whole part. */
function nearestLines(old: number, size: number): number[] {
  return Array.from({ length: size }, (_, line) => (old / size) * (line + 0.5));
}

/** No centre lies so near to the edge of a line that float32 could put it on the other side. */
function areClear(lines: readonly number[]): boolean {
  return lines.every((place) => Math.abs(place - Math.round(place)) > 1e-3);
}
