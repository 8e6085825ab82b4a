/** Makes the field that a person names the one that is predicted. */
import { type Dataset, DatasetError } from './dataset.ts';
import { nearest } from './nearest.ts';

export function chooseTarget(dataset: Dataset, target: string | undefined): Dataset {
  const { description } = dataset;
  if (target === undefined || target === description.target) return dataset;
  const names = description.fields.map(({ name }) => name);
  if (!names.includes(target)) {
    const guess = nearest(target, names);
    throw new DatasetError(
      `'${description.title}' has no field '${target}'.${guess ? ` Did you mean '${guess}'?` : ''} Its fields are: ${names.join(', ')}.`,
    );
  }
  // The classes that were counted are those of the other target.
  const { classCounts: _, ...others } = description;
  return { description: { ...others, target }, read: (indices) => dataset.read(indices) };
}
