/** Reads the table of handwritten digits: 64 pixels from 0 to 16, row by row, then the digit. */
import { type Dataset, DatasetError } from './dataset.ts';
import { completeDescription } from './description.ts';
import { memoryDataset } from './memory-dataset.ts';

const PIXELS = 64;
const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

export function decodeDigits(text: string): Dataset {
  const rows = text.trim().split('\n');
  const image = new Uint8Array(rows.length * PIXELS);
  const label = new Uint8Array(rows.length);
  rows.forEach((row, index) => {
    const numbers = row.split(',').map(Number);
    const digit = numbers[PIXELS];
    if (numbers.length !== PIXELS + 1 || digit === undefined || !(digit in DIGITS)) {
      throw new DatasetError(
        `The built-in digits are damaged at line ${index + 1}. Install the program again.`,
      );
    }
    image.set(numbers.slice(0, PIXELS), index * PIXELS);
    label[index] = digit;
  });
  const values = { image, label };
  return memoryDataset(
    completeDescription(
      {
        source: 'builtin:digits',
        title: 'Handwritten digits',
        summary: 'Small grey images of handwritten digits, 8 by 8 pixels, from 13 people.',
        licence:
          'CC BY 4.0. E. Alpaydin and C. Kaynak: Optical Recognition of Handwritten Digits, UCI Machine Learning Repository.',
        samples: rows.length,
        fields: [
          { name: 'image', kind: 'image', shape: [8, 8, 1], range: [0, 16] },
          { name: 'label', kind: 'category', shape: [], classes: DIGITS },
        ],
        target: 'label',
      },
      values,
    ),
    values,
  );
}
