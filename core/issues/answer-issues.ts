/** Sentences about the function that a network ends in, where it cannot give the answers that are wanted. */
import type { FieldDescription } from '../data/dataset.ts';
import type { Layer, LinkId } from '../document/schema.ts';
import { quoted } from './drawing.ts';
import type { Fix, Issue } from './issue.ts';

/** The sum of one probability is always 1. */
export function softmaxOfOneNumber(
  output: Layer,
  end: Layer,
  link: LinkId | undefined,
  fixes: readonly Fix[],
): Issue {
  return {
    code: 'softmax-of-one-number',
    severity: 'warning',
    message: `${quoted(end)} gives ${quoted(output)} a softmax of a single number, which is always 1, whatever the network learns. Take a sigmoid for yes or no, or one number for each class.`,
    received: '1 number',
    expected: 'a sigmoid, or 2 or more numbers',
    layer: output.id,
    ...(link !== undefined && { link }),
    fixes,
  };
}

export function sigmoidForOneOfSeveral(
  output: Layer,
  end: Layer,
  field: FieldDescription,
  link: LinkId | undefined,
  fixes: readonly Fix[],
): Issue {
  return {
    code: 'sigmoid-for-one-of-several',
    severity: 'warning',
    message: `${quoted(output)} expects one of the ${field.classes?.length} classes of "${field.name}", but ${quoted(end)} is a sigmoid, which judges each class by itself. Make it a Softmax, whose probabilities add up to 1.`,
    received: 'a sigmoid',
    expected: 'a softmax',
    layer: output.id,
    ...(link !== undefined && { link }),
    fixes,
  };
}

const GIVES = {
  softmax: 'probabilities that add up to 1',
  sigmoid: 'numbers between 0 and 1',
  positive: 'no numbers below 0',
  other: 'any numbers',
} as const;

export function amountsEndInFunction(
  output: Layer,
  end: { readonly layer: Layer; readonly function: keyof typeof GIVES },
  field: FieldDescription,
  link: LinkId | undefined,
  fixes: readonly Fix[],
): Issue {
  const range = field.range ? `from ${field.range[0]} to ${field.range[1]}` : 'of any size';
  return {
    code: 'amounts-end-in-function',
    severity: 'warning',
    message: `${quoted(output)} expects the amounts in "${field.name}", ${range}, but ${quoted(end.layer)} gives ${GIVES[end.function]}. Take it out: amounts need no function at the end.`,
    received: GIVES[end.function],
    expected: `amounts ${range}`,
    layer: output.id,
    ...(link !== undefined && { link }),
    fixes,
  };
}
