import { resolve } from 'node:path';
import type { OutputEvaluation } from '../host/export/evaluate-onnx.ts';
import { type CliCommand, EXIT, textOption } from './command.ts';
import { DATA_CHOICE_EXPLAINED, DATA_CHOICE_OPTIONS, dataChoice } from './data-choice.ts';
import { formatCount } from './figures.ts';
import type { Output } from './output.ts';
import { table } from './table.ts';
import { withWorker } from './with-worker.ts';

/** `layerloom evaluate`: how well a trained network does on data. */
export const evaluate: CliCommand = {
  name: 'evaluate',
  usage: 'RUN_OR_ONNX [--data D]',
  summary: 'measures a trained network on data, with the confusion matrix of its classes',
  options: { data: { type: 'string' }, ...DATA_CHOICE_OPTIONS },
  explained: {
    RUN_OR_ONNX: 'the folder of a run, or an ONNX file',
    '--data D': 'what to measure on; without it, the validation samples of the run',
    ...DATA_CHOICE_EXPLAINED,
  },
  arguments: { min: 1, max: 1 },
  run: async (args, output) => {
    const source = textOption(args, 'data');
    const path = resolve(args.positionals[0] ?? '');
    const evaluation = await withWorker((worker) =>
      worker.request('evaluate', {
        path,
        ...(source !== undefined && {
          dataset: {
            reference: { source, ...dataChoice(args) },
            baseFolder: process.cwd(),
          },
        }),
      }),
    );
    output.line(`${formatCount(evaluation.samples)} samples`);
    for (const part of evaluation.outputs) print(part, output);
    output.record(evaluation);
    return EXIT.success;
  },
};

function print({ output: name, field, classification, regression }: OutputEvaluation, output: Output): void {
  output.line();
  output.line(`Output "${name}", compared with "${field}"`);
  if (classification) {
    const { accuracy, classes, confusion } = classification;
    const share = (value: number | null) => (value === null ? '-' : `${(value * 100).toFixed(1)}%`);
    output.line(`Accuracy ${share(accuracy)}`);
    output.line();
    const labels = classes.map(({ label }) => label);
    const columns = labels.length + 3;
    const rows = confusion.map((counts, row) => {
      const { label = '', precision = null, recall = null } = classes[row] ?? {};
      return [label, ...counts.map(String), share(precision), share(recall)];
    });
    const header = ['true \\ answer', ...labels, 'precision', 'recall'];
    const numeric = Array.from({ length: columns }, (_, column) => column).slice(1);
    for (const line of table([header, ...rows], numeric)) output.line(line);
  }
  if (regression) {
    for (const [figure, value] of Object.entries(regression)) {
      output.line(`${figure} ${typeof value === 'number' ? value.toPrecision(4) : String(value)}`);
    }
  }
}
