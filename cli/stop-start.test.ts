import { link, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { writeDocument } from '../core/document/read.ts';
import { deepDigitReader, digitReader } from '../host/testing/small-networks.ts';
import { temporaryFolder } from '../host/testing/temporary-folder.ts';
import { layerloom, runCli } from './testing/run-cli.ts';

test('an interrupt while images are read ends the run before it begins, and leaves its folder free', async () => {
  const folder = await temporaryFolder();
  const [network, images, out] = [join(folder, 'n.json'), join(folder, 'images'), join(folder, 'out')];
  await writeFile(network, writeDocument(digitReader()));
  const image = sharp({ create: { width: 1200, height: 1200, channels: 3, background: 'gray' } });
  for (const name of ['cats', 'dogs']) {
    await mkdir(join(images, name), { recursive: true });
    await image.png().toFile(join(images, name, '0.png'));
    for (let index = 1; index < 4000; index++) {
      await link(join(images, name, '0.png'), join(images, name, `${index}.png`));
    }
  }
  const interrupt = { after: '"total":8000', signal: 'SIGINT' } as const;
  const options = ['--data', images, '--out', out, '--json'];
  const stopped = await runCli(['train', network, ...options], { interrupt });
  expect(stopped.code).toBe(1);
  expect(stopped.records().slice(0, 2)).toEqual([
    { type: 'starting', work: 'reading' },
    { type: 'starting', work: 'reading', done: 0, total: 8000 },
  ]);
  expect(stopped.records().map(({ work }) => work)).not.toContain('measuring');
  expect(stopped.err).toBe(
    'layerloom: The run was stopped before its first step, so there is nothing to keep of it.\n',
  );
  expect(stopped.last()).toMatchObject({ error: { code: 'run-stopped' } });
  expect(await readdir(folder)).toEqual(['images', 'n.json']);

  const trained = await layerloom('train', network, '--out', out, '--epochs', '1', '--json');
  expect(trained.code).toBe(0);
});

test('an interrupt while the step is compiled ends the run at once, and it can be resumed', async () => {
  const folder = await temporaryFolder();
  const [network, out] = [join(folder, 'n.json'), join(folder, 'out')];
  await writeFile(network, writeDocument(deepDigitReader()));
  const interrupt = { after: '"type":"started"', signal: 'SIGINT' } as const;
  const stopped = await runCli(['train', network, '--out', out, '--json'], { interrupt });
  expect(stopped).toMatchObject({ code: 0, err: '' });
  expect(stopped.records().map(({ type }) => type)).not.toContain('progress');
  expect(stopped.last()).toMatchObject({ run: out, state: 'stopped', epochs: 0 });
  expect((await readdir(out)).sort()).toEqual(['metrics.jsonl', 'network.json', 'run.json']);
  expect(JSON.parse(await readFile(join(out, 'run.json'), 'utf8'))).toMatchObject({ state: 'stopped' });
  const again = await runCli(['train', '--resume', '--out', out, '--json'], { interrupt });
  expect(again.last()).toMatchObject({ run: out, state: 'stopped', epochs: 0 });
});
