/**
 * Images made larger or smaller. Along each axis every new line is a weighted sum of old ones, so a resize is a
 * matrix product on either side and its gradient is the product with the transposed matrices.
 */
import { cast } from '../graph/elementwise.ts';
import { at, channelsFirst, channelsLast } from '../graph/layout.ts';
import { matMul } from '../graph/products.ts';
import { constant, type Value } from '../graph/value.ts';
import { type KernelFamily, kernel } from './kernel.ts';

interface ResizeAttrs {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
  readonly size?: readonly [number, number];
}

/** Weight of each old line in new line `line`, as TensorFlow counts. */
type Rule = (
  line: number,
  ratio: number,
  old: number,
  attrs: ResizeAttrs,
) => readonly (readonly [number, number])[];

const nearest: Rule = (line, ratio, old, { alignCorners, halfPixelCenters }) => {
  const place = ratio * (halfPixelCenters ? line + 0.5 : line);
  return [[Math.min(old - 1, alignCorners ? Math.round(place) : Math.floor(place)), 1]];
};

const bilinear: Rule = (line, ratio, old, { halfPixelCenters }) => {
  const place = halfPixelCenters ? ratio * (line + 0.5) - 0.5 : ratio * line;
  const before = Math.max(0, Math.floor(place));
  const share = Math.max(0, place - before);
  return [
    [Math.min(old - 1, before), 1 - share],
    [Math.min(old - 1, before + 1), share],
  ];
};

/** [new, old]. */
function weights(rule: Rule, old: number, size: number, attrs: ResizeAttrs): Value {
  const corners = attrs.alignCorners && size > 1;
  const ratio = corners ? (old - 1) / (size - 1) : old / size;
  const data = new Float32Array(size * old);
  for (let line = 0; line < size; line++) {
    for (const [source, weight] of rule(line, ratio, old, attrs)) {
      data[line * old + source] = (data[line * old + source] ?? 0) + weight;
    }
  }
  return constant('float32', [size, old], data);
}

const resize = (rule: Rule) =>
  kernel<{ images: Value }, ResizeAttrs>(({ inputs: { images }, attrs }) => {
    const [height = 0, width = 0] = attrs.size ?? [];
    const rows = weights(rule, at(images.shape, 1), height, attrs);
    const columns = weights(rule, at(images.shape, 2), width, attrs);
    return channelsLast(
      matMul(rows, matMul(channelsFirst(cast(images, 'float32')), columns, false, true), false, false),
    );
  });

const resizeGradient = (rule: Rule) =>
  kernel<{ images: Value; dy: Value }, ResizeAttrs>(({ inputs: { images, dy }, attrs }) => {
    const rows = weights(rule, at(images.shape, 1), at(dy.shape, 1), attrs);
    const columns = weights(rule, at(images.shape, 2), at(dy.shape, 2), attrs);
    return channelsLast(matMul(rows, matMul(channelsFirst(dy), columns, false, false), true, false));
  });

export const resizeKernels: KernelFamily = {
  ResizeBilinear: resize(bilinear),
  ResizeBilinearGrad: resizeGradient(bilinear),
  ResizeNearestNeighbor: resize(nearest),
  ResizeNearestNeighborGrad: resizeGradient(nearest),
};
