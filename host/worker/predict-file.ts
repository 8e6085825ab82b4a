/** Asks an exported file about what a person names on the command line. */
import { parse } from 'csv-parse/sync';
import { HostError, type Prediction, type Sample } from '../contract.ts';
import { openPredictor, type Predictor } from '../export/onnx-predictor.ts';
import { decodeImage } from '../images/decode-image.ts';
import { readInputFile } from '../read-input-file.ts';

interface Answer {
  readonly input: string;
  readonly outputs: Prediction[];
}

/** `inputs` are image files, CSV files whose rows are samples, or rows written out: `5.1,3.5,1.4,0.2`. */
export async function predictFile(file: string, inputs: readonly string[]): Promise<Answer[]> {
  const predictor = await openPredictor(file);
  try {
    const named: { readonly name: string; readonly sample: Sample }[] = [];
    for (const input of inputs) named.push(...(await samplesOf(predictor, input)));
    const answers = await predictor.predict(named.map(({ sample }) => sample));
    return named.map(({ name }, place) => ({ input: name, outputs: answers[place] ?? [] }));
  } finally {
    await predictor.release();
  }
}

async function samplesOf(predictor: Predictor, input: string): Promise<{ name: string; sample: Sample }[]> {
  const [port, ...others] = predictor.inputs;
  if (!port || others.length > 0) {
    throw new HostError({
      code: 'several-inputs',
      message: `"${predictor.file}" takes ${predictor.inputs.length} inputs at once, which cannot be given on the command line. Ask it from a program instead.`,
    });
  }
  const { field } = port;
  const row = parseNumbers(input.split(','));
  if (row) return [{ name: input, sample: { [field.name]: row } }];
  if (!/\.(csv|tsv|txt)$/i.test(input)) {
    return [{ name: input, sample: { [field.name]: Array.from(await decodeImage(input, field)) } }];
  }
  const rows = readRows(input, new TextDecoder().decode(await readInputFile(input, 'a CSV file')));
  return rows.map((values, index) => ({ name: `${input}:${index + 1}`, sample: { [field.name]: values } }));
}

/** Rows of numbers; a first line of names is passed over. */
function readRows(file: string, text: string): number[][] {
  const lines: string[][] = parse(text, {
    delimiter: [',', ';', '\t'],
    skip_empty_lines: true,
    relax_column_count: true,
    trim: true,
  });
  return lines.flatMap((cells, index) => {
    const numbers = parseNumbers(cells);
    if (numbers) return [numbers];
    if (index === 0 && lines.length > 1) return [];
    const wrong = cells.find((cell) => cell === '' || !Number.isFinite(Number(cell)));
    throw new HostError({
      code: 'not-a-number',
      message: `Row ${index + 1} of "${file}" has "${wrong}" where a number is expected. Give the network numbers only, in the columns' order of the training data and without the target.`,
    });
  });
}

/** Undefined unless all cells are numbers. */
function parseNumbers(cells: readonly string[]): number[] | undefined {
  const numbers = cells.map((cell) => (cell.trim() === '' ? Number.NaN : Number(cell)));
  return numbers.every(Number.isFinite) ? numbers : undefined;
}
