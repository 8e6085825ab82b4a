import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RunFolder } from '../runs/run-folder.ts';
import { runInWorker } from '../testing/run-in-worker.ts';
import { xorLearner } from '../testing/small-networks.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

test('a run on an engine that is gone goes on with the processor, and says so', async () => {
  const engine = process.platform === 'darwin' ? 'directml' : 'coreml';
  const title = { directml: 'Graphics card (DirectML)', coreml: 'Apple graphics and neural engine (CoreML)' };
  const folder = join(await temporaryFolder(), 'run');
  const { events } = await runInWorker({ folder, document: xorLearner({ epochs: 3 }), engine });
  expect(events.filter(({ type }) => type === 'notice')).toEqual([
    {
      type: 'notice',
      message: `${title[engine]} does not work any more, so the processor computes from here on; nothing is lost. The reason: it does not exist for this system.`,
    },
  ]);
  expect(events.at(-1)).toMatchObject({ type: 'finished', epochs: 3 });
  const run = await RunFolder.open(folder);
  expect(run.record).toMatchObject({ state: 'completed', engine: 'cpu' });
  expect((await run.readEvents()).map(({ type }) => type)).toContain('notice');
});
