/** Puts a dataset's description together: counts its classes and names its problems in sentences. */
import type { DatasetDescription, FieldDescription } from './dataset.ts';
import type { FieldValues } from './memory-dataset.ts';

/** Fewer samples than this rarely teach a network anything that lasts. */
const FEW_SAMPLES = 50;
const FEW_IN_CLASS = 5;
/** The largest class may be this many times the smallest before accuracy misleads. */
const IMBALANCE = 4;
const MOST_NAMED = 5;

export type Draft = Omit<DatasetDescription, 'classCounts' | 'problems'>;

/** Samples of each class. */
export function countClasses(labels: Iterable<number>, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

/** With the class counts of its target, if that is a category, and `problems` in front of those found here. */
export function completeDescription(
  draft: Draft,
  values: Readonly<Record<string, FieldValues>>,
  problems: readonly string[] = [],
): DatasetDescription {
  const target = draft.fields.find(({ name }) => name === draft.target);
  const labels = values[draft.target];
  const classes = target?.classes;
  const classCounts =
    target?.kind === 'category' && labels && classes ? countClasses(labels, classes.length) : undefined;
  return {
    ...draft,
    ...(classCounts && { classCounts }),
    problems: [
      ...problems,
      ...sampleProblems(draft.samples),
      ...(classCounts && classes ? classProblems(classCounts, classes) : []),
      ...draft.fields.flatMap((field) => constantColumns(field, values[field.name])),
    ],
  };
}

function sampleProblems(samples: number): string[] {
  if (samples >= FEW_SAMPLES) return [];
  const count = samples === 1 ? 'is only 1 sample' : `are only ${samples} samples`;
  return [
    `There ${count}: the results will depend on chance. Collect more, or set the validation share to 0 to train on all of them.`,
  ];
}

export function classProblems(counts: readonly number[], classes: readonly string[]): string[] {
  const ranked = classes
    .map((name, index) => ({ name, count: counts[index] ?? 0 }))
    .sort((one, other) => other.count - one.count);
  const largest = ranked[0];
  const smallest = ranked.at(-1);
  if (!largest || !smallest) return [];
  if (ranked.length === 1) {
    return [
      `All samples are of the class '${largest.name}': there is nothing to tell apart. Add samples of others.`,
    ];
  }
  const problems: string[] = [];
  const rare = ranked.filter(({ count }) => count < FEW_IN_CLASS);
  if (rare.length > 0) {
    const names = rare.slice(0, MOST_NAMED).map(({ name, count }) => `'${name}' (${count})`);
    const more = rare.length > names.length ? ` and ${rare.length - names.length} more` : '';
    problems.push(
      `${rare.length === 1 ? 'One class has' : `${rare.length} classes have`} fewer than ${FEW_IN_CLASS} samples: ${names.join(', ')}${more}. That is too few to learn from. Add samples, or leave the class out.`,
    );
  }
  if (largest.count > IMBALANCE * smallest.count) {
    const total = counts.reduce((sum, count) => sum + count, 0);
    const share = Math.round((100 * largest.count) / total);
    problems.push(
      `The classes are uneven: '${largest.name}' has ${largest.count.toLocaleString('en')} samples, '${smallest.name}' has ${smallest.count.toLocaleString('en')}. Always answering '${largest.name}' would already be right for ${share}% of them, so do not judge by accuracy alone.`,
    );
  }
  return problems;
}

function constantColumns({ kind, columns }: FieldDescription, values: FieldValues | undefined): string[] {
  if (kind !== 'numeric' || !columns || !values || values.length <= columns.length) return [];
  const constant = columns.filter((_, place) => {
    for (let i = place; i < values.length; i += columns.length) if (values[i] !== values[place]) return false;
    return true;
  });
  const [first] = constant;
  if (first === undefined) return [];
  if (constant.length === 1) {
    const value = values[columns.indexOf(first)];
    return [`Column '${first}' is ${value} in every sample: it teaches the network nothing. Leave it out.`];
  }
  const named = constant.slice(0, MOST_NAMED).map((column) => `'${column}'`);
  const more = constant.length > named.length ? ` and ${constant.length - named.length} more` : '';
  return [
    `${constant.length} columns have the same value in every sample: ${named.join(', ')}${more}. They teach the network nothing. Leave them out.`,
  ];
}
