/** What paddings and croppings have in common: how much is added or cut off before and behind along each axis. */
import type { Problem } from '../../issues/issue.ts';
import type { OnnxEmitter, OnnxValue } from '../../onnx/emitter.ts';
import { fail, ok, type Result } from '../../result.ts';
import { sampleShape, type TensorType } from '../../shape/tensor-type.ts';
import type { Tensor, TensorFlow } from '../../tensorflow.ts';
import { needsSpatial, spatialNoun } from '../spatial-input.ts';

/** A parameter as it stands in documents: before and behind, axis by axis. */
type Border = readonly number[];

const before = (border: Border) => border.filter((_, place) => place % 2 === 0);
const behind = (border: Border) => border.filter((_, place) => place % 2 === 1);
const total = (border: Border) => before(border).map((amount, axis) => amount + (behind(border)[axis] ?? 0));

export function describeBorder(border: Border): string {
  const [first] = border;
  if (!border.every((amount) => amount === first)) return border.join(', ');
  return border.length === 2 ? `${first} at both ends` : `${first} on every side`;
}

export function inferPadding(
  border: Border,
  input: TensorType,
): Result<readonly TensorType[], readonly Problem[]> {
  const places = needsSpatial(border.length / 2, input);
  if (!places.ok) return places;
  const { size, channels } = places.value;
  return ok([{ dtype: 'float32', shape: [null, ...grown(size, border), channels] }]);
}

function grown(size: readonly number[], border: Border): number[] {
  return size.map((length, axis) => length + (total(border)[axis] ?? 0));
}

export function pad(tf: TensorFlow, x: Tensor, border: Border, value = 0): Tensor {
  const sides = before(border).map((amount, axis): [number, number] => [amount, behind(border)[axis] ?? 0]);
  return tf.pad(x, [[0, 0], ...sides, [0, 0]], value);
}

export function emitPadding(emitter: OnnxEmitter, x: OnnxValue, border: Border, value = 0): OnnxValue {
  const list = (sides: readonly number[]) =>
    x.layout === 'channels-first' ? [0, 0, ...sides] : [0, ...sides, 0];
  const pads = [...list(before(border)), ...list(behind(border))];
  const name = emitter.node('Pad', [x.name, emitter.int64(pads), emitter.float(value)]);
  const size = sampleShape(x.shape).slice(0, -1);
  return { name, shape: [null, ...grown(size, border), x.shape.at(-1) ?? 1], layout: x.layout };
}

/** `param` is the parameter that holds the border. */
export function inferCropping(
  border: Border,
  input: TensorType,
  param: string,
): Result<readonly TensorType[], readonly Problem[]> {
  const places = needsSpatial(border.length / 2, input);
  if (!places.ok) return places;
  const { size, channels } = places.value;
  const left = shrunk(size, border);
  if (left.every((length) => length > 0)) {
    return ok([{ dtype: 'float32', shape: [null, ...left, channels] }]);
  }
  const noun = spatialNoun(size.length);
  return fail([
    {
      code: 'crop-larger-than-input',
      severity: 'error',
      message: `{layer} cuts off ${cutOff(total(border))}, and nothing is left of the ${size.join(' × ')} ${size.length === 1 ? 'steps' : noun} that {source} gives. Cut off less.`,
      received: size.join(' × '),
      expected: `at least ${total(border)
        .map((amount) => amount + 1)
        .join(' × ')}`,
      input: 0,
      param,
      remedies: [{ kind: 'set-params', label: 'Cut off nothing', params: { [param]: border.map(() => 0) } }],
    },
  ]);
}

function cutOff(amounts: readonly number[]): string {
  const [first = 0, second = 0, third] = amounts;
  if (amounts.length === 1) return `${first} steps`;
  if (third === undefined) return `${first} rows and ${second} columns`;
  return `${first} layers, ${second} rows and ${third} columns`;
}

function shrunk(size: readonly number[], border: Border): number[] {
  return size.map((length, axis) => length - (total(border)[axis] ?? 0));
}

export function crop(tf: TensorFlow, x: Tensor, border: Border): Tensor {
  const [batch = 1, ...places] = x.shape;
  const channels = places.pop() ?? 1;
  return tf.slice(x, [0, ...before(border), 0], [batch, ...shrunk(places, border), channels]);
}

export function emitCropping(emitter: OnnxEmitter, x: OnnxValue, border: Border): OnnxValue {
  const size = sampleShape(x.shape).slice(0, -1);
  const first = x.layout === 'channels-first' ? 2 : 1;
  const name = emitter.node('Slice', [
    x.name,
    emitter.int64(before(border)),
    emitter.int64(size.map((length, axis) => length - (behind(border)[axis] ?? 0))),
    emitter.int64(size.map((_, axis) => first + axis)),
  ]);
  return { name, shape: [null, ...shrunk(size, border), x.shape.at(-1) ?? 1], layout: x.layout };
}
