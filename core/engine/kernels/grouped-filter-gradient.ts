/** The gradient of a filter that looks at groups of channels, each by itself. */
import { at, concat, reshape, slice, transpose } from '../graph/layout.ts';
import { conv, type Window } from '../graph/products.ts';
import type { Value } from '../graph/value.ts';
import { filterGradient } from './filter-gradient.ts';

/** Up to 32 groups, measured, each by itself is faster by up to four times; of many more the graph would be large. */
const MANY_GROUPS = 64;

/** Of `x` [batch, in, height, width] and `dy` [batch, out, ...] to [height, width, in / groups, out]. */
export function groupedFilterGradient(x: Value, dy: Value, window: Window, groups: number): Value {
  if (groups === 1) return filterGradient(x, dy, window);
  return groups < MANY_GROUPS ? groupByGroup(x, dy, window, groups) : atOnce(x, dy, window, groups);
}

function groupByGroup(x: Value, dy: Value, window: Window, groups: number): Value {
  const part = (value: Value, group: number) => {
    const each = at(value.shape, 1) / groups;
    const ends = value.shape.map((length, axis) => (axis === 1 ? (group + 1) * each : length));
    return slice(value, [0, group * each, 0, 0], ends);
  };
  const gradients = Array.from({ length: groups }, (_, group) =>
    filterGradient(part(x, group), part(dy, group), window),
  );
  return concat(gradients, 3);
}

/** One convolution in which the channels of a group stand for the batch; strides and dilations change places. */
function atOnce(x: Value, dy: Value, window: Window, groups: number): Value {
  const [batch = 0, inputs = 0, height = 0, width = 0] = x.shape;
  const each = inputs / groups;
  const parted = transpose(reshape(x, [batch, groups, each, height, width]), [2, 1, 0, 3, 4]);
  const sums = conv(
    reshape(parted, [each, groups * batch, height, width]),
    transpose(dy, [1, 0, 2, 3]),
    {
      kernel: [at(dy.shape, 2), at(dy.shape, 3)],
      strides: window.dilations,
      dilations: window.strides,
      pads: window.pads,
    },
    groups,
  );
  return transpose(slice(sums, [0, 0, 0, 0], [each, at(dy.shape, 1), ...window.kernel]), [2, 3, 0, 1]);
}
