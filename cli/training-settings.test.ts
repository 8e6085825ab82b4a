import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readDocument, writeDocument } from '../core/document/read.ts';
import { DEFAULT_TRAINING } from '../core/document/schema.ts';
import { xorLearner } from '../host/testing/small-networks.ts';
import { temporaryFolder } from '../host/testing/temporary-folder.ts';
import { layerloom } from './testing/run-cli.ts';
import { withTrainingOptions } from './training-settings.ts';

const settings = (values: Record<string, string>) =>
  withTrainingOptions(DEFAULT_TRAINING, { positionals: [], values });

test('what is not named stays as the network has it', () => {
  expect(settings({})).toEqual(DEFAULT_TRAINING);
});

test('an optimizer and a schedule come with their defaults, whatever the case of their names', () => {
  const training = settings({
    optimizer: 'AdamW',
    'learning-rate': '0.01',
    schedule: 'onecycle',
    patience: '4',
  });
  expect(training.optimizer).toMatchObject({ type: 'adamw', learningRate: 0.01, weightDecay: 0.004 });
  expect(training.schedule).toMatchObject({ type: 'oneCycle', pctStart: 0.3 });
  expect(training.earlyStopping).toEqual({ patience: 4, minDelta: 0 });
});

test('the learning rate alone changes nothing else of the optimizer', () => {
  const { optimizer } = settings({ 'learning-rate': '1e-4' });
  expect(optimizer).toEqual({ ...DEFAULT_TRAINING.optimizer, learningRate: 0.0001 });
});

test.each([
  [
    { optimizer: 'lion' },
    '--optimizer takes one of adam, adamw, sgd, rmsprop, nadam, adamax, adagrad, adadelta, but received "lion".',
  ],
  [
    { schedule: 'cosine' },
    '--schedule takes one of constant, cosineDecay, cosineDecayRestarts, oneCycle, stepDecay, exponentialDecay, polynomialDecay, inverseTimeDecay, reduceLROnPlateau, but received "cosine".',
  ],
  [{ 'learning-rate': '0' }, '--learning-rate takes a number above 0, up to 1000, but received "0".'],
  [{ patience: '0' }, '--patience takes a whole number from 1 to 100000, but received "0".'],
])('%j is refused in a sentence', (values, sentence) => {
  expect(() => settings(values)).toThrow(sentence);
});

test('a run ends early where it was told to, and its network keeps the settings', async () => {
  const folder = await temporaryFolder();
  const network = join(folder, 'network.json');
  const run = join(folder, 'run');
  const drawn = xorLearner();
  // No epoch is that much better than the first one.
  const earlyStopping = { patience: 30, minDelta: 1000 };
  const training = { ...drawn.training, earlyStopping };
  await writeFile(network, writeDocument({ ...drawn, training }));
  const options = ['--optimizer', 'sgd', '--learning-rate', '0.1', '--patience', '3', '--epochs', '40'];
  const result = await layerloom('train', network, '--out', run, ...options, '--json');
  expect(result).toMatchObject({ code: 0, err: '' });
  expect(result.last()).toMatchObject({ state: 'completed', early: true, epochs: 4 });
  const kept = readDocument(await readFile(join(run, 'network.json'), 'utf8'));
  expect(kept.ok && kept.value.training).toMatchObject({
    optimizer: { type: 'sgd', learningRate: 0.1 },
    earlyStopping: { patience: 3, minDelta: 1000 },
  });
  const resumed = await layerloom('train', '--resume', '--out', run, '--optimizer', 'adam');
  expect(resumed.code).toBe(2);
  expect(resumed.err).toContain('--optimizer cannot change in the middle of a run.');
});
