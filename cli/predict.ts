import { resolve } from 'node:path';
import type { Prediction } from '../host/contract.ts';
import { type CliCommand, EXIT } from './command.ts';
import { withWorker } from './with-worker.ts';

/** Answers shown to a person; a program gets all. */
const SHOWN = 3;

/** `layerloom predict`: asks an exported file. */
export const predict: CliCommand = {
  name: 'predict',
  usage: 'FILE.onnx INPUT…',
  summary: 'asks an ONNX file about images, CSV files or rows of numbers',
  explained: {
    'FILE.onnx': 'a file that Layerloom or another program has exported',
    INPUT: 'an image file, a CSV file whose rows are samples, or a row written out: 5.1,3.5,1.4,0.2',
  },
  arguments: { min: 2, max: 10_000 },
  run: async (args, output) => {
    const [file = '', ...inputs] = args.positionals;
    const predictions = await withWorker((worker) =>
      worker.request('predict-file', { file: resolve(file), inputs }),
    );
    for (const { input, outputs } of predictions) {
      output.line(`${input}: ${outputs.map(describe).join('; ')}`);
    }
    output.record({ onnx: resolve(file), predictions });
    return EXIT.success;
  },
};

function describe({ output, values, labels }: Prediction): string {
  if (!labels) return `${output} ${values.map((value) => value.toPrecision(4)).join(' ')}`;
  const ranked = values
    .map((value, place) => ({ value, label: labels[place] ?? String(place) }))
    .sort((one, other) => other.value - one.value)
    .slice(0, SHOWN);
  return `${output} ${ranked.map(({ value, label }) => `${label} ${(value * 100).toFixed(1)}%`).join(', ')}`;
}
