/** The kernel behind `randomUniform`: integer arithmetic on uint32, which wraps around as the reference does. */
import { add, cast, elementwise, mul } from '../graph/elementwise.ts';
import { reshape, slice } from '../graph/layout.ts';
import { arrayOf, constant, scalar, text, type Value } from '../graph/value.ts';
import {
  gridOf,
  KEY_STEP,
  MULTIPLIER_1,
  MULTIPLIER_2,
  streamKey,
  WEYL_COLUMN,
  WEYL_ROW,
} from '../random-reference.ts';
import { type KernelFamily, kernel } from './kernel.ts';

export const RANDOM_UNIFORM = 'LayerloomRandomUniform';

const unsigned = (value: number) => scalar(value, 'uint32');

const shiftRight = (x: Value, bits: number) =>
  elementwise('BitShift', [x, unsigned(bits)], 'uint32', { direction: text('RIGHT') });

const xorShift = (x: Value, bits: number) => elementwise('BitwiseXor', [x, shiftRight(x, bits)]);

const mix = (x: Value) =>
  mul(xorShift(mul(xorShift(x, 16), unsigned(MULTIPLIER_1)), 15), unsigned(MULTIPLIER_2));

/** `0, weyl, 2 * weyl, …` modulo 2^32, computed once, when the program is compiled. */
function weylSequence(length: number, weyl: number, shape: readonly number[]): Value {
  return constant(
    'uint32',
    shape,
    arrayOf(
      'uint32',
      Array.from({ length }, (_, index) => Math.imul(index, weyl) >>> 0),
    ),
  );
}

export const randomKernels: KernelFamily = {
  [RANDOM_UNIFORM]: kernel<{ seed: Value }, { stream: number; shape: number[] }>(
    ({ inputs: { seed }, attrs: { stream, shape } }) => {
      const { rows, columns } = gridOf(shape);
      const words = cast(seed, 'uint32');
      const word = (index: number) => slice(words, [index], [index + 1]);
      const rowKey = mix(add(mix(add(word(0), unsigned(streamKey(stream)))), word(1)));
      const columnKey = mix(add(rowKey, unsigned(KEY_STEP)));
      const rowNumbers = mix(add(weylSequence(rows, WEYL_ROW, [rows, 1]), rowKey));
      const columnNumbers = mix(add(weylSequence(columns, WEYL_COLUMN, [1, columns]), columnKey));
      const bits = shiftRight(mix(add(rowNumbers, columnNumbers)), 8);
      return reshape(mul(cast(bits, 'float32'), scalar(2 ** -24)), shape);
    },
  ),
};
