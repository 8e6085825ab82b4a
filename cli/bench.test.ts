import { expect, test } from 'vitest';
import { layerloom } from './testing/run-cli.ts';

test('a network is measured', async () => {
  const result = await layerloom('bench', '--net', 'mlp', '--steps', '2', '--rounds', '1', '--json');
  expect(result).toMatchObject({ code: 0, err: '' });
  const [figures, summary] = result.records();
  expect(figures).toMatchObject({ net: 'mlp', batch: 64, threads: 2, parameters: 669_706 });
  expect(figures?.samplesPerSecond).toBeGreaterThan(0);
  expect(figures).not.toHaveProperty('peer');
  expect(summary).toEqual({ networks: 1 });
});

test('a profile names the operators of a step', async () => {
  const result = await layerloom(
    'bench',
    '--net',
    'lenet5',
    '--batch',
    '8',
    '--steps',
    '2',
    '--profile',
    '--json',
  );
  expect(result).toMatchObject({ code: 0, err: '' });
  const { net, operators, runMilliseconds } = result.last();
  expect(net).toBe('lenet5');
  expect(runMilliseconds).toBeGreaterThan(0);
  const names = (operators as { operator: string }[]).map(({ operator }) => operator);
  expect(names).toEqual(expect.arrayContaining(['Conv', 'Sqrt']));
});

test.each([
  {
    args: ['--net', 'alexnet'],
    sentence:
      '--net takes one of mlp, lenet5, keras-cnn, vgg-cifar, resnet20-cifar, unet, lstm, transformer, but received "alexnet".',
  },
  { args: ['--against', 'keras'], sentence: '--against takes "torch", but received "keras".' },
])('what cannot be measured is said: $args', async ({ args, sentence }) => {
  const result = await layerloom('bench', ...args);
  expect(result).toMatchObject({ code: 2, out: '' });
  expect(result.err).toContain(sentence);
});
