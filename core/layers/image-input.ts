/** What layers over images ask of their input, with one wording for the whole family. */
import type { Problem } from '../issues/issue.ts';
import { fail, ok, type Result } from '../result.ts';
import { formatShape, type Shape, sampleShape, sampleSize, type TensorType } from '../shape/tensor-type.ts';

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
