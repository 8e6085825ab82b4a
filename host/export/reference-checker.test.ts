/**
 * Holds exported files to the standard's own checker, where Debian's python3-onnx is installed. The checker is a
 * tool for developers; the other tests run exported files in onnxruntime on every machine.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeOnnxModel } from '../../core/onnx/write-model.ts';
import { exportedLargerOfTwo } from '../testing/larger-of-two.ts';

const PYTHON = '/usr/bin/python3';
const run = promisify(execFile);
const isInstalled = await run(PYTHON, ['-c', 'import onnx']).then(
  () => true,
  () => false,
);

const title = isInstalled
  ? 'python3-onnx'
  : 'python3-onnx is not installed, so files are not checked with it';

describe.runIf(isInstalled)(title, () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'layerloom-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function check(content: Uint8Array): Promise<string> {
    const file = join(folder, 'network.onnx');
    await writeFile(file, content);
    const { stdout } = await run(PYTHON, ['scripts/check-onnx.py', file]).catch((error: unknown) => ({
      stdout: String(Reflect.get(Object(error), 'stdout')),
    }));
    return stdout;
  }

  test('finds nothing wrong with an exported file', async () => {
    expect(await check(writeOnnxModel(exportedLargerOfTwo().exported))).toBe('');
  });

  test('finds what is wrong with a file that breaks the standard', async () => {
    const { exported } = exportedLargerOfTwo();
    const broken = { ...exported, graph: { ...exported.graph, initializers: [] } };
    expect(await check(writeOnnxModel(broken))).toMatch(
      /network\.onnx: Nodes in a graph must be topologically/,
    );
  });
});
