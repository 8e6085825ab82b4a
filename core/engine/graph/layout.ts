/**
 * Operators that only move elements: reshape, transpose, slice, pad, join. A transpose of a transpose is one
 * transpose or none, and transposes sink below what does not mind the order of axes. TensorFlow.js speaks
 * channels last and ONNX channels first; this is where most of the transposes between the two vanish.
 */
import { amongBlocks, blocksBelow, unblocked, unblockedFirst } from './blocked.ts';
import {
  arrayOf,
  constant,
  int,
  int64,
  ints,
  node,
  nodeOutputs,
  producer,
  sameDimensions,
  scalar,
  sizeOf,
  type Value,
} from './value.ts';

/** The inverse of a permutation: `transpose(transpose(x, p), inversePermutation(p))` is `x`. */
export function inversePermutation(permutation: readonly number[]): number[] {
  const inverse = new Array<number>(permutation.length).fill(0);
  for (const [place, axis] of permutation.entries()) inverse[axis] = place;
  return inverse;
}

/** The value below a transpose and the permutation, if `value` is one. */
export function transposed(
  value: Value,
): { readonly below: Value; readonly permutation: readonly number[] } | undefined {
  const made = producer(value, 'Transpose');
  const below = made?.inputs[0];
  const permutation = made?.attributes.perm;
  return below && permutation?.type === 'ints' ? { below, permutation: permutation.value } : undefined;
}

/** `at(list, index)` for indices that are in the list by construction. */
export function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`There is no item ${index} in a list of ${list.length}.`);
  return item;
}

export function transpose(x: Value, permutation: readonly number[]): Value {
  const inner = transposed(x);
  if (inner) {
    return transpose(
      inner.below,
      permutation.map((axis) => at(inner.permutation, axis)),
    );
  }
  if (permutation.every((axis, place) => axis === place)) return x;
  const blocks = blocksBelow(x);
  if (blocks?.element === 'float32' && sameDimensions(permutation, [0, 3, 1, 2]))
    return unblockedFirst(blocks);
  const shape = permutation.map((axis) => at(x.shape, axis));
  // Where only axes of length 1 change places the elements lie as before.
  const long = (axes: readonly number[]) => axes.filter((axis) => x.shape[axis] !== 1);
  if (sameDimensions(long(permutation), long(x.shape.map((_, axis) => axis)))) return reshape(x, shape);
  return node('Transpose', [x], { element: x.element, shape }, { perm: ints(permutation) });
}

export function reshape(x: Value, shape: readonly number[]): Value {
  const below = producer(x, 'Reshape')?.inputs[0] ?? x;
  if (sameDimensions(below.shape, shape)) return below;
  // In the shape of a reshape, ONNX reads 0 as "as before".
  if (sizeOf(shape) === 0) return constant(x.element, shape, arrayOf(x.element, []));
  const spread = producer(below, 'Expand')?.inputs[0];
  if (spread && sizeOf(spread.shape) === 1) return expand(reshape(spread, []), shape);
  return node('Reshape', [below, int64(shape)], { element: x.element, shape });
}

export function expand(x: Value, shape: readonly number[]): Value {
  if (sameDimensions(x.shape, shape)) return x;
  return node('Expand', [x, int64(shape)], { element: x.element, shape });
}

/** Every element the same. Kept as a scalar until somebody needs the elements. */
export function filled(value: number, element: Value['element'], shape: readonly number[]): Value {
  return expand(scalar(value, element), shape);
}

export function slice(
  x: Value,
  begin: readonly number[],
  end: readonly number[],
  strides: readonly number[] = begin.map(() => 1),
): Value {
  const shape = begin.map((first, axis) =>
    Math.max(0, Math.ceil((at(end, axis) - first) / at(strides, axis))),
  );
  if (sameDimensions(shape, x.shape) && strides.every((stride) => stride === 1)) return x;
  const inner = transposed(x);
  if (inner) {
    const back = inversePermutation(inner.permutation);
    const below = (list: readonly number[]) => back.map((axis) => at(list, axis));
    return transpose(slice(inner.below, below(begin), below(end), below(strides)), inner.permutation);
  }
  const blocks = blocksBelow(x);
  if (blocks) {
    const block = at(blocks.shape, 4);
    const ends = [at(begin, 3), at(end, 3)] as const;
    if (strides[3] === 1 && ends.every((place) => place % block === 0)) {
      const below = ([n = 0, h = 0, w = 0]: readonly number[], c: number, last: number) => [n, c, h, w, last];
      return unblocked(
        slice(
          blocks,
          below(begin, ends[0] / block, 0),
          below(end, ends[1] / block, block),
          below(strides, 1, 1),
        ),
      );
    }
  }
  // A backward slice to the very first element ends before it; counted from the end, -1 would be the last.
  const last = end.map((value) => (value < 0 ? Number.MIN_SAFE_INTEGER : value));
  const axes = begin
    .map((_, axis) => axis)
    .filter((axis) => strides[axis] !== 1 || shape[axis] !== x.shape[axis]);
  const pick = (list: readonly number[]) => int64(axes.map((axis) => at(list, axis)));
  return node('Slice', [x, pick(begin), pick(last), int64(axes), pick(strides)], {
    element: x.element,
    shape,
  });
}

/** Parts of the given sizes along one axis. */
export function split(x: Value, sizes: readonly number[], axis: number): Value[] {
  if (sizes.length === 1) return [x];
  const inner = transposed(x);
  if (inner) {
    const parts = split(inner.below, sizes, at(inner.permutation, axis));
    return parts.map((part) => transpose(part, inner.permutation));
  }
  const outputs = sizes.map((size) => ({
    element: x.element,
    shape: x.shape.map((dimension, place) => (place === axis ? size : dimension)),
  }));
  return nodeOutputs('Split', [x, int64(sizes)], outputs, { axis: int(axis) });
}

/** Adds `before[axis]` and `after[axis]` elements of one value around `x`. */
export function pad(x: Value, before: readonly number[], after: readonly number[], value: number): Value {
  if (before.every((count) => count === 0) && after.every((count) => count === 0)) return x;
  const inner = transposed(x);
  if (inner) {
    const back = inversePermutation(inner.permutation);
    const below = (list: readonly number[]) => back.map((axis) => at(list, axis));
    return transpose(pad(inner.below, below(before), below(after), value), inner.permutation);
  }
  const blocks = blocksBelow(x);
  if (blocks && before[3] === 0 && after[3] === 0) {
    const below = ([n = 0, h = 0, w = 0]: readonly number[]) => [n, 0, h, w, 0];
    return unblocked(pad(blocks, below(before), below(after), value));
  }
  const shape = x.shape.map((dimension, axis) => dimension + at(before, axis) + at(after, axis));
  return node('Pad', [x, int64([...before, ...after]), scalar(value, x.element)], {
    element: x.element,
    shape,
  });
}

export function concat(values: readonly Value[], axis: number): Value {
  const parts = values.filter((value) => value.shape[axis] !== 0);
  const first = at(parts.length > 0 ? parts : values, 0);
  if (parts.length <= 1) return first;
  const inner = transposed(first);
  if (inner) {
    const below = parts.map((value) => {
      const own = transposed(value);
      return own && sameDimensions(own.permutation, inner.permutation) ? own.below : undefined;
    });
    if (below.every((value) => value !== undefined)) {
      return transpose(concat(below, at(inner.permutation, axis)), inner.permutation);
    }
  }
  for (const { shape } of parts) {
    if (
      shape.length !== first.shape.length ||
      shape.some((size, place) => place !== axis && size !== first.shape[place])
    ) {
      throw new Error(
        `Tensors of shapes [${first.shape.join(', ')}] and [${shape.join(', ')}] cannot be joined along dimension ` +
          `${axis}: all other dimensions must be equal.`,
      );
    }
  }
  const joined = concatBlocks(parts, axis);
  if (joined) return joined;
  const shape = [...first.shape];
  shape[axis] = parts.reduce((sum, value) => sum + at(value.shape, axis), 0);
  return node('Concat', parts, { element: first.element, shape }, { axis: int(axis) });
}

/** Images of whole blocks of channels are joined as they lie. */
function concatBlocks(parts: readonly Value[], axis: number): Value | undefined {
  const block = parts.map((part) => blocksBelow(part)?.shape[4]).find((found) => found);
  if (block === undefined) return undefined;
  const below = parts.map((part) => {
    const [n = 0, h = 0, w = 0, c = 0] = part.shape;
    return c % block === 0 ? amongBlocks(part, [n, c / block, h, w, block]) : undefined;
  });
  if (!below.every((value) => value?.shape.length === 5)) return undefined;
  return unblocked(concat(below as Value[], at([0, 2, 3, 1], axis)));
}

export function tile(x: Value, repeats: readonly number[]): Value {
  if (repeats.every((count) => count === 1)) return x;
  const shape = x.shape.map((dimension, axis) => dimension * at(repeats, axis));
  if (x.shape.every((dimension, axis) => dimension === 1 || repeats[axis] === 1)) return expand(x, shape);
  return node('Tile', [x, int64(repeats)], { element: x.element, shape });
}

/** [batch, height, width, channels] to [batch, channels, height, width]. */
export function channelsFirst(x: Value): Value {
  const rank = x.shape.length;
  return transpose(x, [0, rank - 1, ...Array.from({ length: rank - 2 }, (_, index) => index + 1)]);
}

export function channelsLast(x: Value): Value {
  const rank = x.shape.length;
  return transpose(x, [0, ...Array.from({ length: rank - 2 }, (_, index) => index + 2), 1]);
}
