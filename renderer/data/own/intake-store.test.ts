import { expect, test } from 'vitest';
import { HostError, READING_CANCELLED } from '../../../host/contract.ts';
import { createMemoryHost, DIGITS } from '../../testing/memory-host.ts';
import { createIntake } from './intake-store.ts';
import type { Picked } from './picked.ts';

const flowers: Picked = {
  name: 'flowers.csv',
  folder: false,
  files: [{ path: 'flowers.csv', file: new File(['a,b'], 'flowers.csv') }],
};

function setUp(answers: Parameters<typeof createMemoryHost>[0] = {}) {
  const host = createMemoryHost({
    'data.begin': () => ({ upload: 'u' }),
    'data.finish': () => ({ source: '/data/flowers.csv' }),
    'data.cancel': () => ({}),
    'data.forget': () => ({}),
    'datasets.cancel': () => ({}),
    'datasets.describe': () => DIGITS,
    ...answers,
  });
  const adopted: string[] = [];
  const intake = createIntake(host, async () => async (source) => void adopted.push(source));
  return { host, adopted, intake, channels: () => host.asked.map(({ channel }) => channel) };
}

test('files are copied, read and given to the network', async () => {
  const { host, intake, adopted, channels } = setUp();
  const steps: string[] = [];
  intake.subscribe((state) => steps.push(state.intake.step));
  await intake.getState().bring(Promise.resolve(flowers));
  expect(adopted).toEqual(['/data/flowers.csv']);
  expect([...new Set(steps)]).toEqual(['listing', 'copying', 'reading', 'idle']);
  expect(channels()).toEqual(['data.begin', 'data.finish', 'datasets.describe']);
  expect(host.asked[0]?.request).toEqual({
    name: 'flowers',
    folder: false,
    files: [{ path: 'flowers.csv', bytes: 3 }],
  });
});

test('a copy that cannot be read is deleted, and the sentence is shown', async () => {
  const { intake, adopted, channels } = setUp({
    'datasets.describe': () => {
      throw new HostError({ code: 'dataset', message: 'It is no table.' });
    },
  });
  await intake.getState().bring(Promise.resolve(flowers));
  expect(intake.getState().intake).toEqual({
    step: 'failed',
    name: 'flowers.csv',
    message: 'It is no table.',
  });
  expect(adopted).toEqual([]);
  expect(channels().at(-1)).toBe('data.forget');
});

test('an empty folder is said so, and nothing is sent', async () => {
  const { intake, channels } = setUp();
  await intake.getState().bring(Promise.resolve({ name: 'pets', folder: true, files: [] }));
  expect(intake.getState().intake).toMatchObject({
    message:
      '“pets” holds no files. Choose a folder with images in a subfolder for each class, or a CSV file.',
  });
  expect(channels()).toEqual([]);
});

test('cancelled while it is copied: the copy goes, the network stays', async () => {
  const { intake, adopted, channels } = setUp({
    'data.begin': () => {
      intake.getState().cancel();
      return { upload: 'u' };
    },
  });
  await intake.getState().bring(Promise.resolve(flowers));
  expect(intake.getState().intake).toEqual({ step: 'idle' });
  expect(adopted).toEqual([]);
  expect(channels()).toEqual(['data.begin', 'data.cancel']);
});

test('cancelled while it is read: the host is told, and no fault is shown', async () => {
  const { intake, adopted, host } = setUp({
    'datasets.describe': () => {
      intake.getState().cancel();
      throw new HostError({ code: READING_CANCELLED, message: 'Reading was cancelled.' });
    },
  });
  await intake.getState().open('/home/me/pets/');
  expect(intake.getState().intake).toEqual({ step: 'idle' });
  expect(adopted).toEqual([]);
  expect(host.asked.at(-1)).toEqual({ channel: 'datasets.cancel', request: { source: '/home/me/pets/' } });
});
