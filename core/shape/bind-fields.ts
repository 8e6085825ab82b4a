/** Which field of a dataset an Input or an Output is bound to. An empty name leaves the choice to the dataset. */
import type { DatasetDescription, FieldDescription } from '../data/dataset.ts';

/** Undefined where the dataset has no such field. */
export function inputField(name: string, dataset: DatasetDescription): FieldDescription | undefined {
  return name === ''
    ? dataset.fields.find((field) => field.name !== dataset.target)
    : dataset.fields.find((field) => field.name === name);
}

/** Undefined where the dataset has no such field. */
export function outputField(name: string, dataset: DatasetDescription): FieldDescription | undefined {
  const wanted = name === '' ? dataset.target : name;
  return dataset.fields.find((field) => field.name === wanted);
}
