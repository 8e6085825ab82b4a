/** Sentences about layers that look whole numbers up, and about what the data gives them instead. */
import type { FieldDescription } from '../data/dataset.ts';
import type { Layer } from '../document/schema.ts';
import { quoted } from './drawing.ts';
import type { Issue } from './issue.ts';

/** The Input changes the numbers on their way in. */
export function scaledLookupIssue(input: Layer, reader: Layer, scaling: string): Issue {
  return {
    code: 'lookup-of-scaled-numbers',
    severity: 'error',
    message: `${quoted(reader)} looks up whole numbers, but ${quoted(input)} scales them on their way in. Set its scaling to "None".`,
    received: scaling,
    expected: 'none',
    param: 'scaling',
    layer: input.id,
    fixes: [
      {
        label: 'Set the scaling to "None"',
        commands: [{ type: 'set-params', layer: input.id, params: { scaling: 'none' } }],
      },
    ],
  };
}

/** The data holds numbers that the table has no row for. `largest` is the greatest of them. */
export function smallTableIssue(
  reader: Layer,
  field: FieldDescription,
  table: { readonly below: number; readonly param: string },
  largest: number,
): Issue {
  const needed = largest + 1;
  return {
    code: 'lookup-table-too-small',
    severity: 'error',
    message: `${quoted(reader)} has rows for the numbers 0 to ${table.below - 1}, but the field "${field.name}" goes up to ${largest}. It needs ${needed} rows.`,
    received: String(table.below),
    expected: String(needed),
    param: table.param,
    layer: reader.id,
    fixes: [
      {
        label: `Make it ${needed} rows`,
        commands: [{ type: 'set-params', layer: reader.id, params: { [table.param]: needed } }],
      },
    ],
  };
}

export function negativeLookupIssue(reader: Layer, field: FieldDescription, smallest: number): Issue {
  return {
    code: 'lookup-of-negative-numbers',
    severity: 'error',
    message: `${quoted(reader)} looks up whole numbers from 0 on, but the field "${field.name}" holds numbers down to ${smallest}. Link it to an Input of another field.`,
    received: String(smallest),
    expected: '0 or more',
    layer: reader.id,
    fixes: [],
  };
}
