import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeDocument } from '../core/document/read.ts';
import type { NetworkDocument } from '../core/document/schema.ts';
import { digitReader, runaway } from '../host/testing/small-networks.ts';
import { temporaryFolder } from '../host/testing/temporary-folder.ts';
import { layerloom, runCli } from './testing/run-cli.ts';

async function saved(document: NetworkDocument): Promise<string> {
  const file = join(await temporaryFolder(), 'network.json');
  await writeFile(file, writeDocument(document));
  return file;
}

describe('how it is called', () => {
  test('help lists the commands, and each has its own', async () => {
    const help = await layerloom('--help');
    expect(help.code).toBe(0);
    for (const command of [
      'check',
      'train',
      'evaluate',
      'export',
      'predict',
      'data inspect',
      'engines',
      'bench',
      'serve',
    ]) {
      expect(help.out).toContain(`\n  ${command}`);
      const own = await layerloom(...command.split(' '), '--help');
      expect(own).toMatchObject({ code: 0, err: '' });
      expect(own.out).toContain(`layerloom ${command}`);
      expect(own.out).toContain('--json');
    }
  });

  test.each([
    {
      args: ['trian'],
      sentence:
        'There is no command "trian". The commands are: check, train, evaluate, export, predict, data inspect, engines, bench, serve.',
    },
    { args: ['train', 'xor'], sentence: '--out is missing: name the folder that the run shall be kept in.' },
    {
      args: ['train', 'xor', '--out', 'x', '--epochs', 'many'],
      sentence: '--epochs takes a whole number from 1 to 100000, but received "many".',
    },
    { args: ['train', 'xor', '--out', 'x', '--fast'], sentence: "Unknown option '--fast'." },
    { args: ['check'], sentence: 'The command is "layerloom check NETWORK [--data D]", but none was given.' },
    { args: ['check', 'xor', '--data'], sentence: "Option '--data <value>' argument missing." },
  ])('wrong usage is told apart: $args', async ({ args, sentence }) => {
    const result = await layerloom(...args);
    expect(result).toMatchObject({ code: 2, out: '' });
    expect(result.err).toContain(sentence);
  });
});

describe('check', () => {
  test('gives layers, totals and no problems of a template', async () => {
    const result = await layerloom('check', 'xor', '--json');
    expect(result.code).toBe(0);
    expect(result.records()).toHaveLength(1);
    expect(result.last()).toMatchObject({ ok: true, issues: [] });
    expect(result.last().layers).toContainEqual({
      id: expect.any(String),
      name: expect.any(String),
      type: 'Input',
      output: [null, 2],
      letters: ['F'],
      weights: [],
      parameters: 0,
      state: 0,
      multiplyAdds: 0,
      forwardBytes: 8,
      trainingBytes: 16,
      receptiveField: null,
      onnxReady: true,
    });
  });

  test('prints a table for a person', async () => {
    const { code, out } = await layerloom('check', await saved(digitReader()));
    expect(code).toBe(0);
    expect(out).toMatch(
      /^Layer +Type +Output +Weights +Parameters +State +Multiply-adds +Memory +Training +Sees +ONNX$/m,
    );
    expect(out).toMatch(
      /^conv +Conv2D +6 H × 6 W × 4 C +kernel 3×3×1×4, bias 4 +40 +0 +1,296 +576 B +1.1 KB +3×3 +yes$/m,
    );
    expect(out).toContain('The network can be trained.');
  });

  test('names problems with their layer and fix, and exits with 1', async () => {
    const { layers, links, ...rest } = digitReader();
    const document = {
      ...rest,
      layers: layers.filter(({ id }) => id !== 'flatten'),
      links: links
        .filter(({ from }) => from.layer !== 'flatten')
        .map((link) =>
          link.to.layer === 'flatten' ? { ...link, to: { ...link.to, layer: 'dropout' } } : link,
        ),
    } as NetworkDocument;
    const result = await layerloom('check', await saved(document), '--json');
    expect(result.code).toBe(1);
    expect(result.last()).toMatchObject({ ok: false });
    expect(result.last().issues).toContainEqual({
      code: 'dense-needs-features',
      severity: 'error',
      layer: 'answer',
      message: expect.stringContaining('Add a Flatten before it.'),
      fix: 'Insert Flatten',
    });
  });

  test.each([
    ['{"format": "layerloom/1", "name": ', /This is not a whole JSON file .*take an earlier copy of it\.$/],
    ['{"format": "layerloom/9"}', /newer/],
    [
      '{"nodes": []}',
      /This is not a Layerloom network: expected "format": "layerloom\/1", received nothing\./,
    ],
  ])('says what is wrong with the file %s', async (text, sentence) => {
    const file = join(await temporaryFolder(), 'network.json');
    await writeFile(file, text);
    const result = await layerloom('check', file, '--json');
    expect(result.code).toBe(1);
    expect(result.err.trimEnd()).toMatch(sentence);
    expect(result.err).not.toContain('    at ');
    expect(result.last()).toMatchObject({ error: { message: expect.stringMatching(sentence) } });
  });

  test('a misspelt template is recognised', async () => {
    const { code, err } = await layerloom('check', 'lenet5-digit');
    expect(code).toBe(1);
    expect(err).toMatch(
      /There is no file "lenet5-digit", and no template of that name\. Did you mean "lenet5-digits"\? The templates are: lenet5-digits, /,
    );
  });
});

describe('a trained network', () => {
  let folder = '';
  let run = '';
  let onnx = '';
  let trained: Awaited<ReturnType<typeof layerloom>>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'layerloom-'));
    run = join(folder, 'run');
    onnx = join(folder, 'digits.onnx');
    await writeFile(join(folder, 'network.json'), writeDocument(digitReader()));
    trained = await layerloom('train', join(folder, 'network.json'), '--out', run, '--epochs', '3', '--json');
    return () => rm(folder, { recursive: true, force: true });
  });

  test('train tells its events and ends with the result', () => {
    expect(trained).toMatchObject({ code: 0, err: '' });
    const types = trained.records().map(({ type }) => type);
    expect(types[0]).toBe('starting');
    expect(types[types.lastIndexOf('starting') + 1]).toBe('started');
    expect(types.filter((type) => type === 'epoch')).toHaveLength(3);
    expect(trained.last()).toMatchObject({
      run,
      state: 'completed',
      epochs: 3,
      metrics: {
        loss: expect.any(Number),
        accuracy: expect.any(Number),
        valLoss: expect.any(Number),
        valAccuracy: expect.any(Number),
      },
      engine: 'cpu',
    });
    expect(trained.last().samplesPerSecond).toBeGreaterThan(0);
  });

  test('the run folder holds what it should', async () => {
    expect((await readdir(run)).sort()).toEqual([
      'best.json',
      'checkpoints',
      'metrics.jsonl',
      'network.json',
      'run.json',
    ]);
    const lines = (await readFile(join(run, 'metrics.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).type)).toEqual(
      expect.arrayContaining(['started', 'epoch', 'finished']),
    );
  });

  test('it is not trained over', async () => {
    const again = await layerloom('train', join(folder, 'network.json'), '--out', run);
    expect(again.code).toBe(1);
    expect(again.err).toBe(
      `layerloom: There is already a run in ${run}. Go on with it with --resume, or choose another folder.\n`,
    );
  });

  test('export writes and proves, evaluate agrees, predict answers with labels', async () => {
    const exported = await layerloom('export', run, '--onnx', onnx, '--json');
    expect(exported).toMatchObject({ code: 0, err: '' });
    expect(exported.records()).toHaveLength(1);
    const { parity, ...file } = exported.last() as { parity: Record<string, number> };
    expect(file).toEqual({ onnx, opset: 17, bytes: (await readFile(onnx)).length });
    expect(parity.samples).toBe(359);
    expect(parity.maxAbsDiff).toBeLessThan(1e-4);
    expect(parity.accuracyOnnx).toBe(parity.accuracyTrained);
    // On the processor that trained it, to the last answer.
    expect(parity.accuracyRecorded).toBeCloseTo(parity.accuracyOnnx ?? 0, 6);

    const own = await layerloom('evaluate', run, '--json');
    expect(own.last()).toMatchObject({
      samples: 359,
      outputs: [{ classification: { accuracy: parity.accuracyTrained } }],
    });
    const all = await layerloom('evaluate', onnx, '--data', 'builtin:digits');
    expect(all.code).toBe(0);
    expect(all.out).toMatch(/^1,797 samples$/m);
    expect(all.out).toMatch(/^true \\ answer +0 +1 +2/m);

    const csv = join(folder, 'one.csv');
    const zeros = Array.from({ length: 64 }, () => 0).join(',');
    await writeFile(csv, `${zeros}\n`);
    const answer = await layerloom('predict', onnx, csv, zeros, '--json');
    expect(answer).toMatchObject({ code: 0, err: '' });
    const { predictions } = answer.last() as {
      predictions: { outputs: { values: number[]; labels: string[] }[] }[];
    };
    expect(predictions).toHaveLength(2);
    expect(predictions[0]?.outputs[0]?.labels).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(predictions[0]?.outputs[0]?.values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    expect(predictions[1]?.outputs).toEqual(predictions[0]?.outputs);
  });

  test('an ONNX file that is none is refused', async () => {
    const fake = join(folder, 'fake.onnx');
    await writeFile(fake, 'Dear Sir or Madam, this is a letter.');
    const result = await layerloom('predict', fake, '1,2,3');
    expect(result).toMatchObject({ code: 1, out: '' });
    expect(result.err).toContain(`"${fake}"`);
    expect(result.err).not.toContain('    at ');
  });
});

describe('interrupting and resuming', () => {
  test('an interrupt keeps a checkpoint, and --resume ends bit for bit like a run left alone', async () => {
    const folder = await temporaryFolder();
    const [network, whole, part] = [join(folder, 'n.json'), join(folder, 'whole'), join(folder, 'part')];
    await writeFile(network, writeDocument(digitReader({ epochs: 8, batchSize: 4 })));
    await layerloom('train', network, '--out', whole, '--json');
    const interrupt = { after: '"type":"epoch","epoch":2', signal: 'SIGINT' } as const;
    const stopped = await runCli(['train', network, '--out', part, '--json'], { interrupt });
    expect(stopped.code).toBe(0);
    expect(stopped.last()).toMatchObject({ state: 'stopped' });
    const resumed = await layerloom('train', '--resume', '--out', part, '--json');
    expect(resumed.code).toBe(0);
    expect(resumed.last()).toMatchObject({ state: 'completed', epochs: 8 });
    const last = join('checkpoints', 'epoch-000008-step-00000000.safetensors');
    expect(tensorsOf(await readFile(join(part, last)))).toEqual(tensorsOf(await readFile(join(whole, last))));
  });

  test('what decides the numbers cannot change on the way', async () => {
    const folder = await temporaryFolder();
    const result = await layerloom('train', '--resume', '--out', folder, '--seed', '2');
    expect(result.code).toBe(2);
    expect(result.err).toContain(
      '--seed cannot change in the middle of a run. Leave it out, or start a new run.',
    );
  });

  test('there must be a run', async () => {
    const folder = await temporaryFolder();
    const result = await layerloom('train', '--resume', '--out', folder);
    expect(result.code).toBe(1);
    expect(result.err).toContain(`There is no run in ${folder}: it has no file "run.json".`);
  });
});

/** A checkpoint's bytes without its header, which also holds times. */
function tensorsOf(file: Buffer): Buffer {
  return file.subarray(8 + Number(file.readBigUInt64LE(0)));
}

describe('what a run refuses before it trains', () => {
  test('an output folder that cannot be', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'notes'), 'mine');
    const out = join(folder, 'notes', 'run');
    const result = await layerloom('train', 'xor', '--out', out, '--json');
    expect(result.code).toBe(1);
    expect(result.last()).toEqual({
      error: {
        code: 'folder-unwritable',
        message: `${out} cannot be used as a folder: there is a file of that name in the way. Choose another folder.`,
      },
    });
    expect(await readFile(join(folder, 'notes'), 'utf8')).toBe('mine');
  });

  test('data that is not there', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'run');
    const result = await layerloom('train', 'xor', '--data', join(folder, 'none'), '--out', out);
    expect(result.code).toBe(1);
    expect(result.err).toContain(`There is no file or folder '${join(folder, 'none')}'.`);
    expect(await readdir(folder)).toEqual([]);
  });

  test('an empty folder as data', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'data'));
    const result = await layerloom('data', 'inspect', join(folder, 'data'), '--json');
    expect(result.code).toBe(1);
    expect(result.last()).toMatchObject({ error: { code: 'dataset' } });
  });

  test('an engine that does not exist', async () => {
    const out = join(await temporaryFolder(), 'run');
    const result = await layerloom('train', 'xor', '--out', out, '--engine', 'abacus');
    expect(result.code).toBe(1);
    expect(result.err).toContain('The engine "abacus" does not work on this machine. Use one of: cpu.');
  });

  test('a learning rate that is far too large fails with advice', async () => {
    const out = join(await temporaryFolder(), 'run');
    const result = await layerloom('train', await saved(runaway()), '--out', out);
    expect(result.code).toBe(1);
    expect(result.err).toMatch(
      /no longer (a number|numbers after this step) \(epoch \d+, step \d+\)\. .*The learning rate is 1000; try 100\. /,
    );
  });
});

test('data inspect shows fields and classes', async () => {
  const { code, out } = await layerloom('data', 'inspect', 'builtin:digits');
  expect(code).toBe(0);
  expect(out).toContain('1,797 samples');
  expect(out).toMatch(/^image +image +8 × 8 × 1/m);
  expect((await layerloom('data', 'inspect', 'builtin:digits', '--json')).last()).toMatchObject({
    samples: 1797,
    target: 'label',
  });
});

test('engines tests this machine once, and again when asked to', async () => {
  const env = { LAYERLOOM_HOME: await temporaryFolder() };
  const first = await runCli(['engines', '--json'], { env });
  expect(first.code).toBe(0);
  const { engines } = first.last() as { engines: { id: string; samplesPerSecond: number }[] };
  expect(engines[0]).toMatchObject({ id: 'cpu', state: 'works', difference: 0 });
  expect(engines[0]?.samplesPerSecond).toBeGreaterThan(0);
  const table = await runCli(['engines'], { env });
  expect(table.out).toMatch(/^Engine +What it is +Works +LeNet-5, samples\/s +Differs from cpu by$/m);
  expect(table.out).toMatch(/^cpu +Processor +yes +[\d,]+ +0$/m);
  expect(table.out).toMatch(/^tensorflow +Processor \(TensorFlow\) +no +it is not installed; /m);
  expect((await runCli(['engines', '--json'], { env })).last()).toEqual(first.last());
  expect((await runCli(['engines', '--again', '--json'], { env })).last()).not.toEqual(first.last());
});

test('an engine that nobody can install is refused with those that can be', async () => {
  const { code, err } = await layerloom('engines', '--install', 'abacus');
  expect(code).toBe(1);
  expect(err).toContain('There is no engine "abacus" to install. Choose one of: cuda, tensorflow.');
});
