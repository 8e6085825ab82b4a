/** A dataset that is computed rather than read: always the same numbers, from its own fixed seed. */
import type { Dataset, FieldDescription } from '../dataset.ts';
import { countClasses } from '../description.ts';
import { type FieldValues, memoryDataset } from '../memory-dataset.ts';

export interface Generator {
  /** `xor`, in `builtin:xor`. */
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly samples: number;
  readonly fields: readonly FieldDescription[];
  readonly target: string;
  /** Values of every field, sample after sample. */
  readonly values: () => Readonly<Record<string, FieldValues>>;
}

export function generate({ name, values: compute, fields, ...about }: Generator): Dataset {
  const values = compute();
  const target = fields.find((field) => field.name === about.target);
  const labels = values[about.target];
  return memoryDataset(
    {
      source: `builtin:${name}`,
      ...about,
      fields: [...fields],
      ...(target?.classes && labels && { classCounts: countClasses(labels, target.classes.length) }),
      problems: [],
    },
    values,
  );
}

/** The two fields of all sets of points in a plane. */
export function planeFields(classes: readonly string[]): FieldDescription[] {
  return [
    { name: 'x', kind: 'numeric', shape: [2], columns: ['x1', 'x2'] },
    { name: 'label', kind: 'category', shape: [], classes: [...classes] },
  ];
}

/** `samples` points in a plane with their classes; `place` is called once for each, classes in turn. */
export function planePoints(
  samples: number,
  classes: number,
  place: (label: number, turn: number) => readonly [number, number],
): { x: Float32Array; label: Int32Array } {
  const x = new Float32Array(samples * 2);
  const label = new Int32Array(samples);
  for (let i = 0; i < samples; i++) {
    label[i] = i % classes;
    x.set(place(i % classes, Math.floor(i / classes)), i * 2);
  }
  return { x, label };
}
