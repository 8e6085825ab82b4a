/** What layers over volumes ask of their input, with one wording for the whole family. */
import type { Problem } from '../issues/issue.ts';
import { fail, ok, type Result } from '../result.ts';
import { formatShape, sampleShape, type TensorType } from '../shape/tensor-type.ts';

export interface VolumeSize {
  readonly depth: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** The input as volumes (scans, short films); or why it is none, with a Reshape as remedy for an image. */
export function needsVolume({ shape }: TensorType): Result<VolumeSize, readonly Problem[]> {
  const sample = sampleShape(shape);
  if (sample.length === 4) {
    const [depth = 1, height = 1, width = 1, channels = 1] = sample;
    return ok({ depth, height, width, channels });
  }
  const volume = sample.length === 3 ? [...sample, 1] : undefined;
  const size = volume && formatShape([null, ...volume]);
  const advice = size
    ? `Add a Reshape to ${size} before it.`
    : 'Link it to a layer that gives volumes, or add a Reshape before it.';
  return fail([
    {
      code: 'needs-volume',
      severity: 'error',
      message: `{layer} needs volumes (depth, height, width, channels), but {source} gives ${formatShape(shape)}. ${advice}`,
      received: formatShape(shape),
      expected: 'depth × height × width × channels',
      input: 0,
      remedies: volume
        ? [
            {
              kind: 'insert-before',
              label: `Insert Reshape to ${size}`,
              layer: { type: 'Reshape', params: { targetShape: volume } },
              input: 0,
            },
          ]
        : [],
    },
  ]);
}
