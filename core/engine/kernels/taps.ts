/** What the taps of a filter see of channels-first images: a convolution written as a matrix product. */
import { at, channelsLast, concat, pad, reshape, slice } from '../graph/layout.ts';
import type { Window } from '../graph/products.ts';
import type { Value } from '../graph/value.ts';

/** One view of the images for each tap, row by row of the filter. */
export function tapViews(x: Value, [height, width]: readonly [number, number], window: Window): Value[] {
  const [top, left, bottom, right] = window.pads;
  const padded = pad(x, [0, 0, top, left], [0, 0, bottom, right], 0);
  const [down, across] = window.strides;
  const views: Value[] = [];
  for (let row = 0; row < window.kernel[0]; row++) {
    for (let column = 0; column < window.kernel[1]; column++) {
      const first = [row * window.dilations[0], column * window.dilations[1]] as const;
      views.push(
        slice(
          padded,
          [0, 0, ...first],
          [
            ...padded.shape.slice(0, 2),
            first[0] + (height - 1) * down + 1,
            first[1] + (width - 1) * across + 1,
          ],
          [1, 1, down, across],
        ),
      );
    }
  }
  return views;
}

/** [batch * height * width, taps * channels]: a row for each place of the result. */
export function tapRows(x: Value, size: readonly [number, number], window: Window): Value {
  const views = concat(tapViews(x, size, window).map(channelsLast), 3);
  return reshape(views, [at(x.shape, 0) * size[0] * size[1], at(views.shape, 3)]);
}
