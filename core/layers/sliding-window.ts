/** What layers that slide a window ask of its settings, with one wording for sequences, images and volumes. */
import type { Problem, Remedy } from '../issues/issue.ts';
import { fail, ok, type Result } from '../result.ts';
import { type WindowSettings, windowOutput, windowReach } from '../shape/window.ts';
import { asParameter, spatialNoun } from './spatial-input.ts';

export interface WindowWords {
  /** `kernel` or `pooling window`. */
  readonly noun: string;
  /** The parameter that holds the window's size: `kernelSize`. */
  readonly param: string;
}

/** The size of the output; or why the window does not fit. */
export function slideWindow(
  size: readonly number[],
  settings: WindowSettings,
  { noun, param }: WindowWords,
): Result<readonly number[], readonly Problem[]> {
  const output = windowOutput(size, settings);
  if (output.every((length) => length > 0)) return ok(output);

  const dilation = settings.dilationRate ?? [];
  const covered = by(windowReach(settings));
  const largest = settings.kernelSize.map((kernel, axis) =>
    Math.min(kernel, Math.floor(((size[axis] ?? 1) - 1) / (dilation[axis] ?? 1)) + 1),
  );
  const spread = dilation.some((rate) => rate > 1) ? ', spread by its dilation,' : '';
  const found =
    size.length === 1
      ? `The ${noun} of {layer}${spread} covers ${covered} steps, but {source} gives only ${by(size)}.`
      : `The ${covered} ${noun} of {layer}${spread} is larger than the ${by(size)} ${spatialNoun(size.length)} that {source} gives.`;
  return fail([
    {
      code: 'window-larger-than-input',
      severity: 'error',
      message: `${found} Set the padding to "same" or make the ${noun} smaller.`,
      received: by(size),
      expected: `at least ${covered}`,
      input: 0,
      param,
      remedies: [
        { kind: 'set-params', label: 'Set padding to "same"', params: { padding: 'same' } },
        {
          kind: 'set-params',
          label: `Make the ${noun} ${by(largest)}`,
          params: { [param]: asParameter(largest) },
        },
      ],
    },
  ]);
}

/** Keras, and so this program, has steps of more than one place only for kernels without gaps. */
export function checkDilation({ strides, dilationRate = [] }: WindowSettings): readonly Problem[] {
  const skips = strides.some((stride) => stride > 1);
  const spreads = dilationRate.some((rate) => rate > 1);
  if (!skips || !spreads) return [];
  const ones = strides.map(() => 1);
  const remedies: Remedy[] = [
    { kind: 'set-params', label: `Set strides to ${by(ones)}`, params: { strides: asParameter(ones) } },
    {
      kind: 'set-params',
      label: `Set dilation to ${by(ones)}`,
      params: { dilationRate: asParameter(ones) },
    },
  ];
  const places = strides.length === 1 ? 'steps' : 'places';
  return [
    {
      code: 'strides-with-dilation',
      severity: 'error',
      message: `{layer} cannot both skip ${places} (strides ${by(strides)}) and spread its kernel (dilation ${by(dilationRate)}). Set one of them to ${by(ones)}.`,
      received: `strides ${by(strides)}, dilation ${by(dilationRate)}`,
      expected: `strides or dilation of ${by(ones)}`,
      param: 'dilationRate',
      remedies,
    },
  ];
}

const by = (numbers: readonly number[]) => numbers.join(' × ');
