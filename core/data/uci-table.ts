/** Reads the built-in tables: a line with rows, columns and names of the classes, then numbers and the class. */
import { type Dataset, DatasetError } from './dataset.ts';
import { completeDescription } from './description.ts';
import { memoryDataset } from './memory-dataset.ts';

export interface UciTable {
  readonly source: string;
  readonly title: string;
  readonly summary: string;
  readonly licence: string;
  readonly columns: readonly string[];
  /** Name of the field that holds the class. */
  readonly target: string;
}

export function decodeUciTable(text: string, table: UciTable): Dataset {
  const [head = '', ...lines] = text.trim().split('\n');
  const [, , ...classes] = head.trim().split(',');
  const width = table.columns.length;
  const features = new Float32Array(lines.length * width);
  const labels = new Uint8Array(lines.length);
  lines.forEach((line, row) => {
    const values = line.split(',').map(Number);
    const label = values[width];
    if (values.length !== width + 1 || label === undefined || !(label in classes)) {
      throw new DatasetError(`'${table.title}' is damaged at line ${row + 2}. Install the program again.`);
    }
    features.set(values.slice(0, width), row * width);
    labels[row] = label;
  });
  const values = { features, [table.target]: labels };
  return memoryDataset(
    completeDescription(
      {
        source: table.source,
        title: table.title,
        summary: table.summary,
        licence: table.licence,
        samples: lines.length,
        fields: [
          { name: 'features', kind: 'numeric', shape: [width], columns: [...table.columns] },
          { name: table.target, kind: 'category', shape: [], classes },
        ],
        target: table.target,
      },
      values,
    ),
    values,
  );
}
