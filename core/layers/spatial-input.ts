/** Sequences, images and volumes under one view: places along one, two or three axes, and channels. */
import type { Problem } from '../issues/issue.ts';
import { ok, type Result } from '../result.ts';
import type { TensorType } from '../shape/tensor-type.ts';
import { needsImage } from './image-input.ts';
import { needsSequence } from './sequence-input.ts';
import { needsVolume } from './volume-input.ts';

export interface SpatialInput {
  /** Steps; height, width; or depth, height, width. */
  readonly size: readonly number[];
  readonly channels: number;
}

export function needsSpatial(axes: number, input: TensorType): Result<SpatialInput, readonly Problem[]> {
  switch (axes) {
    case 1: {
      const sequence = needsSequence(input);
      return sequence.ok ? ok({ size: [sequence.value.steps], channels: sequence.value.features }) : sequence;
    }
    case 2: {
      const image = needsImage(input);
      if (!image.ok) return image;
      const { height, width, channels } = image.value;
      return ok({ size: [height, width], channels });
    }
    default: {
      const volume = needsVolume(input);
      if (!volume.ok) return volume;
      const { depth, height, width, channels } = volume.value;
      return ok({ size: [depth, height, width], channels });
    }
  }
}

/** What has places along so many axes, for messages. */
export function spatialNoun(axes: number): string {
  return axes === 1 ? 'sequence' : axes === 2 ? 'image' : 'volume';
}

/** A parameter of several numbers as it stands in documents: one number alone where there is one axis. */
export function asParameter(numbers: readonly number[]): number | readonly number[] {
  return numbers.length === 1 ? (numbers[0] ?? 1) : numbers;
}

/** A parameter that is one number where there is one axis, as a list. */
export function asList(parameter: number | readonly number[]): readonly number[] {
  return typeof parameter === 'number' ? [parameter] : parameter;
}
