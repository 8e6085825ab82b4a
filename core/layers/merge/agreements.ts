/** What makes two inputs of a merge agree: a projection to as many channels, a Flatten, or paddings that keep the size. */
import type { Remedy } from '../../issues/issue.ts';
import { type Shape, sampleShape, sampleSize } from '../../shape/tensor-type.ts';

const CONVOLUTIONS: Readonly<Record<number, string>> = { 2: 'Conv1D', 3: 'Conv2D', 4: 'Conv3D' };

/** `before` is the shape of the first input, `shape` that of the one that differs; `projects` if channels must agree. */
export function agreements(
  before: Shape,
  shape: Shape,
  input: number,
  { projects }: { readonly projects: boolean },
): readonly Remedy[] {
  const [wanted, given] = [sampleShape(before), sampleShape(shape)];
  if (wanted.length !== given.length) return flattens(wanted, given, input, projects);
  const growth = wanted.slice(0, -1).map((length, axis) => length - (given[axis] ?? 0));
  const channels = wanted.at(-1) ?? 1;
  const sameChannels = !projects || channels === given.at(-1);
  if (growth.every((more) => more === 0))
    return sameChannels ? [] : [projection(given.length, channels, input)];
  if (!sameChannels) return [];
  // The smaller of the two grows.
  if (growth.every((more) => more >= 0))
    return [{ kind: 'keep-size', label: 'Set padding to "same" before it', input, growth }];
  if (growth.every((more) => more <= 0))
    return [
      {
        kind: 'keep-size',
        label: 'Set padding to "same" before it',
        input: 0,
        growth: growth.map((more) => -more),
      },
    ];
  return [];
}

/** A row of numbers, or a window of one place that mixes the channels. */
function projection(rank: number, channels: number, input: number): Remedy {
  const type = CONVOLUTIONS[rank];
  if (!type) {
    return {
      kind: 'insert-before',
      label: `Insert Dense with ${channels} units`,
      layer: { type: 'Dense', params: { units: channels } },
      input,
    };
  }
  const ones = Array.from({ length: rank - 1 }, () => 1);
  return {
    kind: 'insert-before',
    label: `Insert ${rank === 2 ? '' : `${ones.join(' × ')} `}${type} with ${channels} filters`,
    layer: { type, params: { filters: channels, kernelSize: rank === 2 ? 1 : ones } },
    input,
  };
}

/** A row cannot meet an image; as a row, the image can. */
function flattens(
  wanted: readonly number[],
  given: readonly number[],
  input: number,
  projects: boolean,
): readonly Remedy[] {
  const flat = wanted.length === 1 ? input : given.length === 1 ? 0 : undefined;
  if (flat === undefined) return [];
  const fits = sampleSize([null, ...wanted]) === sampleSize([null, ...given]);
  if (projects && !fits) return [];
  return [
    { kind: 'insert-before', label: 'Insert Flatten', layer: { type: 'Flatten', params: {} }, input: flat },
  ];
}
