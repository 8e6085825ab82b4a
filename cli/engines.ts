import type { EngineReport } from '../host/contract.ts';
import { HostError } from '../host/contract.ts';
import { ENGINES } from '../host/engine/catalogue.ts';
import { installEngine } from '../host/engine/install-engine.ts';
import { homeFolder } from '../host/home-folder.ts';
import { EngineDesk } from '../host/service/engine-desk.ts';
import { startChildWorker } from '../host/worker/child-transport.ts';
import { type CliCommand, EXIT, textOption } from './command.ts';
import { formatCount } from './figures.ts';
import type { Output } from './output.ts';
import { table } from './table.ts';

const INSTALLABLE = ENGINES.flatMap((entry) => (entry.kind === 'eager' ? [entry] : []));

/** `layerloom engines`: what can compute on this machine, tested and measured. */
export const engines: CliCommand = {
  name: 'engines',
  usage: '[--again] [--install cuda]',
  summary: 'shows which engines work on this machine, and how fast they train',
  options: { again: { type: 'boolean' }, install: { type: 'string' } },
  explained: {
    '--again': 'test once more, rather than show what was found the last time',
    '--install E': `install an engine that does not come with Layerloom: ${INSTALLABLE.map(({ installedAs }) => installedAs).join(', ')}`,
  },
  arguments: { min: 0, max: 0 },
  run: async (args, output) => {
    const wanted = textOption(args, 'install');
    if (wanted !== undefined) await install(wanted, output);
    const again = args.values.again === true || wanted !== undefined;
    const desk = new EngineDesk(homeFolder(), () => startChildWorker(undefined, { quiet: true }));
    const reports = await desk.list({ again });
    const rows = [
      ['Engine', 'What it is', 'Works', 'LeNet-5, samples/s', 'Differs from cpu by', ''],
      ...reports.map(rowOf),
    ];
    for (const line of table(rows, [3, 4])) output.line(line);
    output.record({ engines: reports });
    return EXIT.success;
  },
};

function rowOf({ id, title, state, reason = '', samplesPerSecond, difference }: EngineReport): string[] {
  return [
    id,
    title,
    state === 'works' ? 'yes' : 'no',
    samplesPerSecond === undefined ? '' : formatCount(samplesPerSecond),
    difference === undefined ? '' : difference === 0 ? '0' : difference.toExponential(0),
    reason,
  ];
}

async function install(wanted: string, output: Output): Promise<void> {
  const entry = INSTALLABLE.find(({ installedAs }) => installedAs === wanted);
  if (!entry) {
    throw new HostError({
      code: 'unknown-engine',
      message: `There is no engine "${wanted}" to install. Choose one of: ${INSTALLABLE.map(({ installedAs }) => installedAs).join(', ')}.`,
    });
  }
  output.line(`Installing ${entry.package}. It is large; this takes some minutes.`);
  const folder = await installEngine(entry);
  output.line(`Installed in ${folder}. Now all engines are tested.`);
}
