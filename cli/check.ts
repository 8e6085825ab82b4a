import type { Dataset } from '../core/data/dataset.ts';
import { DatasetError } from '../core/data/dataset.ts';
import { analyzeNetwork } from '../core/shape/analyze-network.ts';
import { formatShape } from '../core/shape/tensor-type.ts';
import { openDataset } from '../host/datasets/open-dataset.ts';
import { type CliCommand, EXIT } from './command.ts';
import { formatBytes, formatCount } from './figures.ts';
import { findNetwork, type NamedNetwork, withData } from './network-argument.ts';
import type { Output } from './output.ts';
import { table } from './table.ts';

/** `layerloom check`: what a network computes, what it costs, and what is wrong with it. */
export const check: CliCommand = {
  name: 'check',
  usage: 'NETWORK [--data D]',
  summary: 'validates a network and lists its layers with output shape, parameters and multiply-adds',
  options: { data: { type: 'string' }, target: { type: 'string' } },
  explained: {
    NETWORK: 'a document file or the id of a template',
    '--data D': 'check it against this data instead of its own',
    '--target FIELD': 'the field to predict, where the data leaves a choice',
  },
  arguments: { min: 1, max: 1 },
  run: async (args, output) => {
    const network = withData(await findNetwork(args.positionals[0] ?? ''), args);
    const { document } = network;
    const opened = await openData(network);
    const analysis = analyzeNetwork(document, { dataset: opened.dataset?.description });
    const rows = analysis.order.flatMap((id) => {
      const drawn = document.layers.find((layer) => layer.id === id);
      const layer = analysis.layers.get(id);
      return drawn && layer ? [{ drawn, layer, shape: layer.outputs?.[0]?.shape ?? null }] : [];
    });
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
    printLayers(
      rows.map(({ drawn, layer, shape }) => [
        drawn.name,
        drawn.type,
        shape ? formatShape(shape) : '?',
        formatCount(layer.parameters),
        formatCount(layer.multiplyAdds),
      ]),
      output,
    );
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
      layers: rows.map(({ drawn, layer, shape }) => ({
        id: drawn.id,
        type: drawn.type,
        output: shape,
        parameters: layer.parameters,
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

function printLayers(rows: readonly string[][], output: Output): void {
  const header = ['Layer', 'Type', 'Output', 'Parameters', 'Multiply-adds'];
  for (const line of table([header, ...rows], [3, 4])) output.line(line);
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
