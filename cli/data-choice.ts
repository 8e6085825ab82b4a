/** What a person says about data beside its name: `--target` and `--window`. */
import type { DatasetReference } from '../core/document/schema.ts';
import { type Arguments, integerOption, textOption } from './command.ts';

const LONGEST_WINDOW = 10_000;

export const DATA_CHOICE_OPTIONS = {
  target: { type: 'string' },
  window: { type: 'string' },
} as const;

export const DATA_CHOICE_EXPLAINED = {
  '--target FIELD': 'the field to predict, where the data leaves a choice',
  '--window N': 'the rows of a table follow each other in time; each sample looks back on N of them',
};

export function dataChoice(args: Arguments): Pick<DatasetReference, 'target' | 'window'> {
  const target = textOption(args, 'target');
  const window = integerOption(args, 'window', { min: 1, max: LONGEST_WINDOW });
  return { ...(target !== undefined && { target }), ...(window !== undefined && { window }) };
}
