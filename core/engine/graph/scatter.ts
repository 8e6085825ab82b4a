/** Numbers that go to places which are numbers themselves. */
import { add, cast, mul } from './elementwise.ts';
import { reshape } from './layout.ts';
import { arrayOf, constant, int, node, scalar, sizeOf, text, type Value } from './value.ts';

/**
 * Writes rows [count, ...inner] into `base` [rows, ...inner] at `places` [count], or adds them there, or keeps the
 * largest. One after the other: onnxruntime's ScatterND lets two threads add at the same place, and one of the sums
 * is lost (onnxruntime#23396).
 */
export function scatterRows(
  base: Value,
  places: Value,
  rows: Value,
  reduction: 'add' | 'max' | 'none',
): Value {
  const [count = 0, ...inner] = rows.shape;
  const width = sizeOf(inner);
  const flat = { element: base.element, shape: [sizeOf(base.shape)] };
  const scattered = node(
    'ScatterElements',
    [reshape(base, flat.shape), flatPlaces(places, count, width), reshape(rows, [count * width])],
    flat,
    { axis: int(0), reduction: text(reduction) },
  );
  return reshape(scattered, base.shape);
}

/** Of each element of the rows. */
function flatPlaces(places: Value, count: number, width: number): Value {
  if (width === 1) return reshape(places, [count]);
  const columns = constant(
    'int32',
    [1, width],
    arrayOf(
      'int32',
      Array.from({ length: width }, (_, column) => column),
    ),
  );
  const starts = mul(reshape(cast(places, 'int32'), [count, 1]), scalar(width, 'int32'));
  return reshape(add(starts, columns), [count * width]);
}
