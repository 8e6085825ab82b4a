import { type CliCommand, EXIT } from './command.ts';
import { formatCount } from './figures.ts';
import { table } from './table.ts';
import { withWorker } from './with-worker.ts';

/** `layerloom engines`: what can compute on this machine, measured. */
export const engines: CliCommand = {
  name: 'engines',
  usage: '',
  summary: 'shows which engines work on this machine, and how fast they train',
  explained: {},
  arguments: { min: 0, max: 0 },
  run: async (_args, output) => {
    const measured = await withWorker((worker) => worker.request('measure-engine', {}));
    const { engine, title, network, samplesPerSecond } = measured;
    const rows = [
      ['Engine', 'What it is', `${network}, samples/s`],
      [engine, title, formatCount(samplesPerSecond)],
    ];
    for (const line of table(rows, [2])) output.line(line);
    output.record({ engines: [{ id: engine, title, network, samplesPerSecond }] });
    return EXIT.success;
  },
};
