/**
 * Every template, as a person would use it from the command line: checked, trained for an epoch, exported, proven.
 * The famous networks are too large to be trained here, and only checked.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../host/package-root.ts';
import { layerloom } from './testing/run-cli.ts';

interface Listed {
  readonly id: string;
  readonly purpose?: 'architecture';
}

const index: unknown = JSON.parse(await readFile(join(packageRoot(), 'templates', 'index.json'), 'utf8'));
const templates = listed(index);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'layerloom-templates-'));
  await writeDigits(join(folder, 'digits'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(templates.filter(({ purpose }) => purpose === 'architecture'))('$id is checked', async ({ id }) => {
  const check = await layerloom('check', id, '--json');
  expect(check.last()).toMatchObject({ ok: true, issues: [] });
});

test.each(templates.filter(({ purpose }) => purpose === undefined))(
  '$id is checked, trained and exported',
  async ({ id }) => {
    const check = await layerloom('check', id, '--json');
    expect(check.last()).toMatchObject({ ok: true, issues: [] });

    const document: { dataset: unknown } = JSON.parse(
      await readFile(join(packageRoot(), 'templates', `${id}.json`), 'utf8'),
    );
    const data = document.dataset === null ? ['--data', join(folder, 'digits')] : [];
    const run = join(folder, id);
    const trained = await layerloom('train', id, '--out', run, '--epochs', '1', '--json', ...data);
    expect(trained.err).toBe('');
    expect(trained.last()).toMatchObject({ epochs: 1, engine: 'cpu', metrics: { loss: expect.any(Number) } });

    const exported = await layerloom('export', run, '--onnx', join(folder, `${id}.onnx`), '--json');
    const { opset, parity } = exported.last() as { opset: number; parity: Record<string, number> };
    expect(opset).toBe(17);
    expect(parity.maxAbsDiff).toBeLessThanOrEqual(1e-4);
    expect(parity.accuracyOnnx).toBe(parity.accuracyTrained);
  },
);

function listed(json: unknown): readonly Listed[] {
  if (!Array.isArray(json)) throw new Error('templates/index.json is no list.');
  return json as Listed[];
}

/** A hundred images of 28 × 28 in the files of MNIST, ten of each class: a bright bar that stands elsewhere. */
async function writeDigits(target: string): Promise<void> {
  const count = 100;
  const images = Buffer.alloc(16 + count * 784);
  const labels = Buffer.alloc(8 + count);
  [0x803, count, 28, 28].forEach((value, place) => {
    images.writeUInt32BE(value, place * 4);
  });
  labels.writeUInt32BE(0x801, 0);
  labels.writeUInt32BE(count, 4);
  for (let sample = 0; sample < count; sample++) {
    const label = sample % 10;
    labels[8 + sample] = label;
    for (let row = 0; row < 28; row++) {
      images.fill(
        200 + (sample % 50),
        16 + sample * 784 + row * 28 + label * 2,
        16 + sample * 784 + row * 28 + label * 2 + 3,
      );
    }
  }
  await mkdir(target, { recursive: true });
  await writeFile(join(target, 'train-images-idx3-ubyte'), images);
  await writeFile(join(target, 'train-labels-idx1-ubyte'), labels);
}
