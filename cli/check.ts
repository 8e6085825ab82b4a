import { type LayerFigures, layerFigures } from '../core/analyze/layer-figures.ts';
import type { Dataset } from '../core/data/dataset.ts';
import { DatasetError } from '../core/data/dataset.ts';
import { analyzeNetwork } from '../core/shape/analyze-network.ts';
import { openDataset } from '../host/datasets/open-dataset.ts';
import { type CliCommand, EXIT } from './command.ts';
import { DATA_CHOICE_EXPLAINED, DATA_CHOICE_OPTIONS } from './data-choice.ts';
import { formatBytes, formatCount } from './figures.ts';
import { findNetwork, type NamedNetwork, withData } from './network-argument.ts';
import { table } from './table.ts';

/** `layerloom check`: what a network computes, what it costs, and what is wrong with it. */
export const check: CliCommand = {
  name: 'check',
  usage: 'NETWORK [--data D]',
  summary: 'validates a network and lists its layers: output, weights, costs, memory, what they see',
  options: { data: { type: 'string' }, ...DATA_CHOICE_OPTIONS },
  explained: {
    NETWORK: 'a document file or the id of a template',
    '--data D': 'check it against this data instead of its own',
    ...DATA_CHOICE_EXPLAINED,
  },
  arguments: { min: 1, max: 1 },
  run: async (args, output) => {
    const network = withData(await findNetwork(args.positionals[0] ?? ''), args);
    const { document } = network;
    const opened = await openData(network);
    const analysis = analyzeNetwork(document, { dataset: opened.dataset?.description });
    const rows = layerFigures(document, analysis);
    const issues = [
      ...analysis.issues.map(({ code, severity, layer, message, fixes }) => ({
        code,
        severity,
        layer: layer ?? null,
        message,
        fix: fixes[0]?.label ?? null,
      })),
      ...opened.faults,
    ];
    const ok = issues.every(({ severity }) => severity !== 'error');
    for (const line of layerTable(rows)) output.line(line);
    output.line();
    output.line(
      `${formatCount(analysis.parameters)} parameters (${formatCount(analysis.trainableParameters)} trained), ${formatCount(analysis.multiplyAdds)} multiply-adds and ${formatBytes(analysis.activationBytes)} of values a sample`,
    );
    for (const { severity, message, fix } of issues) {
      output.line(`${severity === 'error' ? 'Problem' : 'Note'}: ${message}${fix ? ` Fix: ${fix}.` : ''}`);
    }
    output.line(ok ? 'The network can be trained.' : 'The network cannot be trained yet.');
    output.record({
      ok,
      layers: rows.map(({ output: shape, receptiveField, ...layer }) => ({
        ...layer,
        output: shape ? [null, ...shape] : null,
        receptiveField: receptiveField ?? null,
      })),
      parameters: analysis.parameters,
      trainableParameters: analysis.trainableParameters,
      multiplyAdds: analysis.multiplyAdds,
      activationBytes: analysis.activationBytes,
      issues,
    });
    return ok ? EXIT.success : EXIT.inputFault;
  },
};

const HEADER = [
  'Layer',
  'Type',
  'Output',
  'Weights',
  'Parameters',
  'State',
  'Multiply-adds',
  'Memory',
  'Training',
  'Sees',
  'ONNX',
];

function layerTable(rows: readonly LayerFigures[]): readonly string[] {
  const cells = rows.map((row) => [
    row.name,
    row.type,
    row.output ? shapeWithLetters(row.output, row.letters) : '?',
    weightList(row.weights),
    formatCount(row.parameters),
    formatCount(row.state),
    formatCount(row.multiplyAdds),
    formatBytes(row.forwardBytes),
    formatBytes(row.trainingBytes),
    row.receptiveField === 'whole' ? 'all' : (row.receptiveField?.join('×') ?? '-'),
    row.onnxReady ? 'yes' : 'no',
  ]);
  return table([HEADER, ...cells], [4, 5, 6, 7, 8]);
}

/** A transformer's block has sixteen; the table names the first, and `--json` all. */
const WEIGHTS_IN_TABLE = 3;

function weightList(weights: LayerFigures['weights']): string {
  const named = weights
    .slice(0, WEIGHTS_IN_TABLE)
    .map(({ name, shape }) => `${name} ${shape.join('×') || '1'}`);
  const more = weights.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

/** `28 H × 28 W × 1 C`. */
function shapeWithLetters(shape: readonly number[], letters: readonly string[]): string {
  if (shape.length === 0) return '1';
  return shape.map((size, axis) => (letters[axis] ? `${size} ${letters[axis]}` : `${size}`)).join(' × ');
}

interface OpenedData {
  readonly dataset: Dataset | undefined;
  readonly faults: readonly {
    readonly code: string;
    readonly severity: 'error';
    readonly layer: null;
    readonly message: string;
    readonly fix: null;
  }[];
}

/** Data that cannot be read is one more problem of the network; its layers can be checked all the same. */
async function openData({ document, baseFolder }: NamedNetwork): Promise<OpenedData> {
  if (!document.dataset) return { dataset: undefined, faults: [] };
  try {
    return { dataset: await openDataset(document.dataset, { baseFolder }), faults: [] };
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    const fault = {
      code: 'dataset',
      severity: 'error',
      layer: null,
      message: error.message,
      fix: null,
    } as const;
    return { dataset: undefined, faults: [fault] };
  }
}
