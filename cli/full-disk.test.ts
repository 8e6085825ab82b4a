import { spawnSync } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeDocument } from '../core/document/read.ts';
import { RunFolder } from '../host/runs/run-folder.ts';
import { digitReader } from '../host/testing/small-networks.ts';
import { temporaryFolder } from '../host/testing/temporary-folder.ts';
import { CLI, layerloom, runProgram } from './testing/run-cli.ts';

/** A checkpoint of about 80 KB: weights and Adam's two values for each. */
const document = digitReader({ epochs: 2 });
const wide = {
  ...document,
  layers: document.layers.map((layer) =>
    layer.id === 'conv' ? { ...layer, params: { filters: 16, kernelSize: [3, 3] } } : layer,
  ),
};
const FIRST = 'epoch-000002-step-00000000.safetensors';

/** Linux lets even an unprivileged user mount a small disk of memory, unless it is told not to. */
const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

describe.runIf(process.platform !== 'win32')('a file that may not grow', () => {
  test('a checkpoint that cannot be written fails the run; what was there survives, and the run can go on', async () => {
    const folder = await temporaryFolder();
    const [network, run] = [join(folder, 'network.json'), join(folder, 'run')];
    await writeFile(network, writeDocument(wide));
    expect((await layerloom('train', network, '--out', run)).code).toBe(0);
    const before = await readdir(join(run, 'checkpoints'));
    expect(before).toContain(FIRST);

    const limited = `ulimit -f 64; exec "$0" "$@"`;
    const failed = await runProgram('/bin/sh', [
      '-c',
      limited,
      process.execPath,
      CLI,
      ...['train', '--resume', '--epochs', '4', '--out', run, '--json'],
    ]);
    expect(failed.code).toBe(1);
    expect(failed.last()).toEqual({
      error: {
        code: 'training-failed',
        message: expect.stringMatching(
          /^"epoch-\d+-step-\d+\.safetensors" is larger than a file in .+ may be\. Nothing half-written was left there, and earlier files are as they were\. Choose another folder, or ask for a higher limit\. Resuming the run goes on from its last checkpoint\.$/,
        ),
      },
    });
    expect(await readdir(join(run, 'checkpoints'))).toEqual(before);
    expect((await RunFolder.open(run)).record.state).toBe('failed');

    const resumed = await layerloom('train', '--resume', '--out', run, '--json');
    expect(resumed.last()).toMatchObject({ state: 'completed', epochs: 4 });
  });
});

describe.runIf(canMount)('a disk that fills', () => {
  test('the run fails in a sentence, and its checkpoints are whole', async () => {
    const folder = await temporaryFolder();
    const network = join(folder, 'network.json');
    await writeFile(network, writeDocument({ ...wide, training: { ...wide.training, epochs: 10_000 } }));
    const script = [
      `mount -t tmpfs -o size=200k none "${folder}/disk"`,
      `"$0" "${CLI}" train "${network}" --out "${folder}/disk/run" --json`,
      'echo "{\\"code\\": $?}"',
      `echo "[\\"$(ls -m "${folder}/disk/run/checkpoints")\\"]"`,
    ].join('\n');
    spawnSync('mkdir', [join(folder, 'disk')]);
    const result = await runProgram('unshare', ['-rm', '/bin/sh', '-c', script, process.execPath]);
    const [error, code, files] = result.records().slice(-3);
    expect(error).toEqual({
      error: {
        code: 'training-failed',
        message: expect.stringMatching(
          /^The disk is full: "epoch-\d+-step-\d+\.safetensors" could not be written to /,
        ),
      },
    });
    expect(code).toEqual({ code: 1 });
    expect(String(files)).toMatch(/^epoch-\d+-step-\d+\.safetensors/);
    expect(String(files)).not.toContain('.tmp');
  });
});
