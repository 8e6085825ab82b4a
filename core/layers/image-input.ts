/** What layers that slide a window over images ask of their input, with one wording for the whole family. */
import type { Problem, Remedy } from '../issues/issue.ts';
import { fail, ok, type Result } from '../result.ts';
import { formatShape, type Shape, sampleShape, sampleSize, type TensorType } from '../shape/tensor-type.ts';
import { effectiveKernel, type WindowSettings, windowOutput } from '../shape/window.ts';

export interface ImageSize {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** The input as images; or why it is none, with a Reshape as remedy where the count of values allows one. */
export function needsImage({ shape }: TensorType): Result<ImageSize, readonly Problem[]> {
  if (shape.length === 4) {
    const [height = 1, width = 1, channels = 1] = sampleShape(shape);
    return ok({ height, width, channels });
  }
  const image = likelyImage(shape);
  const size = image && formatShape([null, ...image]);
  const advice = size
    ? `Add a Reshape to ${size} before it.`
    : 'Link it to a layer that gives images, or add a Reshape before it.';
  return fail([
    {
      code: 'needs-image',
      severity: 'error',
      message: `{layer} needs images (height, width, channels), but {source} gives ${nameShape(shape)}. ${advice}`,
      received: formatShape(shape),
      expected: 'height × width × channels',
      input: 0,
      remedies: image
        ? [
            {
              kind: 'insert-before',
              label: `Insert Reshape to ${size}`,
              layer: { type: 'Reshape', params: { targetShape: image } },
              input: 0,
            },
          ]
        : [],
    },
  ]);
}

function nameShape(shape: Shape): string {
  if (shape.length < 2) return 'a single number for each sample';
  if (shape.length === 2) return `a flat row of ${sampleSize(shape)} numbers`;
  return `${shape.length - 1} dimensions (${formatShape(shape)})`;
}

/** 784 numbers are 28 × 28 × 1, 3072 are 32 × 32 × 3; two dimensions are an image without colours. */
function likelyImage(shape: Shape): readonly [number, number, number] | undefined {
  if (shape.length === 3) {
    const [height = 1, width = 1] = sampleShape(shape);
    return [height, width, 1];
  }
  if (shape.length !== 2) return undefined;
  const count = sampleSize(shape);
  for (const channels of [1, 3]) {
    const side = Math.sqrt(count / channels);
    if (side >= 2 && Number.isInteger(side)) return [side, side, channels];
  }
  return undefined;
}

export interface WindowWords {
  /** `kernel` or `pooling window`. */
  readonly noun: string;
  /** The parameter that holds the window's size: `kernelSize`. */
  readonly param: string;
}

/** Height and width of the output; or why the window does not fit the image. */
export function slideWindow(
  image: ImageSize,
  settings: WindowSettings,
  { noun, param }: WindowWords,
): Result<readonly [number, number], readonly Problem[]> {
  const size = [image.height, image.width] as const;
  const dilation = settings.dilationRate ?? [1, 1];
  const output = windowOutput(size, settings);
  if (output[0] > 0 && output[1] > 0) return ok(output);

  const covered = settings.kernelSize.map((kernel, axis) => effectiveKernel(kernel, dilation[axis] ?? 1));
  const largest = settings.kernelSize.map((kernel, axis) =>
    Math.min(kernel, Math.floor(((size[axis] ?? 1) - 1) / (dilation[axis] ?? 1)) + 1),
  );
  const spread = dilation[0] > 1 || dilation[1] > 1 ? ', spread by its dilation,' : '';
  return fail([
    {
      code: 'window-larger-than-input',
      severity: 'error',
      message: `The ${covered.join(' × ')} ${noun} of {layer}${spread} is larger than the ${size.join(' × ')} image that {source} gives. Set the padding to "same" or make the ${noun} smaller.`,
      received: size.join(' × '),
      expected: `at least ${covered.join(' × ')}`,
      input: 0,
      param,
      remedies: [
        { kind: 'set-params', label: 'Set padding to "same"', params: { padding: 'same' } },
        {
          kind: 'set-params',
          label: `Make the ${noun} ${largest.join(' × ')}`,
          params: { [param]: largest },
        },
      ],
    },
  ]);
}

/** TensorFlow computes steps of more than one place only for kernels without gaps. */
export function checkDilation({ strides, dilationRate = [1, 1] }: WindowSettings): readonly Problem[] {
  const skips = strides.some((stride) => stride > 1);
  const spreads = dilationRate.some((rate) => rate > 1);
  if (!skips || !spreads) return [];
  const remedies: Remedy[] = [
    { kind: 'set-params', label: 'Set strides to 1 × 1', params: { strides: [1, 1] } },
    { kind: 'set-params', label: 'Set dilation to 1 × 1', params: { dilationRate: [1, 1] } },
  ];
  return [
    {
      code: 'strides-with-dilation',
      severity: 'error',
      message: `{layer} cannot both skip places (strides ${strides.join(' × ')}) and spread its kernel (dilation ${dilationRate.join(' × ')}). Set one of them to 1 × 1.`,
      received: `strides ${strides.join(' × ')}, dilation ${dilationRate.join(' × ')}`,
      expected: 'strides or dilation of 1 × 1',
      param: 'dilationRate',
      remedies,
    },
  ];
}
