import { type Attributes, ints, text } from '../graph/value.ts';

/**
 * Padding of a maximum, for as many axes as `size` has. onnxruntime's optimizer takes zeros that were put around an image
 * for padding of the maximum behind them, which counts for nothing: numbers below zero would come out. It leaves alone
 * what does not write its pads out.
 */
export function maximumPads(
  size: readonly number[],
  kernel: readonly number[],
  strides: readonly number[],
  pads: readonly number[],
): Attributes {
  if (pads.every((pad) => pad === 0)) return { auto_pad: text('VALID') };
  const totals = size.map((length, axis) => {
    const stride = strides[axis] ?? 1;
    return (Math.ceil(length / stride) - 1) * stride + (kernel[axis] ?? 1) - length;
  });
  const before = totals.map((total) => Math.floor(total / 2));
  const same = [...before, ...totals.map((total, axis) => total - (before[axis] ?? 0))];
  // Where strides step over more than the window, the runtime would count pads below zero.
  const isSame = same.every((pad, index) => pad >= 0 && pad === pads[index]);
  return isSame ? { auto_pad: text('SAME_UPPER') } : { pads: ints(pads) };
}
