import { expect, test } from 'vitest';
import { DOCUMENT, epochEnd, progress, STARTED, studio, summary } from '../testing/run-studio.ts';
import { bestEpoch, doneShare, latestMetrics, recordEvents } from './run-record.ts';

test('a run goes from idle through training to finished', async () => {
  const { store, tell } = studio();
  expect(store.getState().phase).toEqual({ type: 'idle' });
  const started = store.getState().start(DOCUMENT);
  expect(store.getState().phase).toEqual({ type: 'starting' });
  await started;
  expect(store.getState().phase).toEqual({ type: 'training', run: 'new' });

  tell('new', progress(1, 5, 0.8));
  tell('new', epochEnd(1, 0.5, true));
  const record = () => store.getState().opened.new?.record ?? recordEvents('none', []);
  expect(record().curve.map(({ x, epoch }) => [x, epoch])).toEqual([
    [0.5, false],
    [1, true],
  ]);
  expect(doneShare(record())).toBe(0.25);

  tell('new', {
    type: 'finished',
    reason: 'completed',
    epochs: 4,
    metrics: { valLoss: 0.1 },
    samplesPerSecond: 9,
  });
  expect(store.getState().phase).toEqual({ type: 'finished', run: 'new', reason: 'completed' });
});

test('a run that cannot start says why', async () => {
  const { store, refuse } = studio();
  refuse('The file "flowers.csv" is empty. Choose another one.');
  await store.getState().start(DOCUMENT);
  expect(store.getState().phase).toEqual({
    type: 'failed',
    run: undefined,
    message: 'The file "flowers.csv" is empty. Choose another one.',
  });
});

test('a run that fails later says why', async () => {
  const { store, tell } = studio();
  await store.getState().start(DOCUMENT);
  tell('new', { type: 'failed', message: 'The disk is full.' });
  expect(store.getState().phase).toEqual({ type: 'failed', run: 'new', message: 'The disk is full.' });
});

test('stopping waits for the host, and only one run trains at a time', async () => {
  const { store, tell, asked } = studio();
  await store.getState().start(DOCUMENT);
  await store.getState().stop();
  expect(store.getState().phase).toEqual({ type: 'stopping', run: 'new' });
  tell('new', progress(1, 6, 0.7));
  expect(store.getState().phase.type).toBe('stopping');
  await store.getState().start(DOCUMENT);
  await store.getState().resume('new');
  expect(asked.filter((channel) => channel === 'runs.start' || channel === 'runs.resume')).toEqual([
    'runs.start',
  ]);
  tell('new', { type: 'finished', reason: 'stopped', epochs: 0, metrics: {}, samplesPerSecond: 9 });
  expect(store.getState().phase).toEqual({ type: 'finished', run: 'new', reason: 'stopped' });
});

test('a run is started on the engine that was chosen, and tells when another one takes over', async () => {
  const { store, engines, tell } = studio();
  await store.getState().start(DOCUMENT);
  expect(engines).toEqual(['webgpu']);
  tell('new', { type: 'notice', message: 'The processor computes from here on.' });
  expect(store.getState().opened.new?.record.notice).toBe('The processor computes from here on.');
  expect(store.getState().phase).toEqual({ type: 'training', run: 'new' });
});

test('a reloaded page shows the run in progress, not just the newest', async () => {
  const { store } = studio([
    { summary: summary('newest', 'completed'), events: [] },
    { summary: summary('going', 'running'), events: [STARTED, progress(1, 5, 0.9)] },
  ]);
  await store.getState().load();
  expect(store.getState().phase).toEqual({ type: 'training', run: 'going' });
  expect(store.getState().opened.going?.record.progress?.step).toBe(5);
});

test('another network shows its own newest run, or none', async () => {
  const other = { ...summary('flowers', 'completed'), network: 'Flowers' };
  const { store } = studio([
    { summary: summary('digits', 'completed'), events: [] },
    { summary: other, events: [] },
  ]);
  await store.getState().load();
  await store.getState().follow('Flowers');
  expect(store.getState().phase).toEqual({ type: 'finished', run: 'flowers', reason: 'completed' });
  await store.getState().follow('Untitled');
  expect(store.getState().phase).toEqual({ type: 'idle' });
  await store.getState().load();
  expect(store.getState().phase).toEqual({ type: 'idle' });
});

test('a run in progress stays in view while another network is opened', async () => {
  const { store } = studio();
  await store.getState().start(DOCUMENT);
  await store.getState().follow('Flowers');
  expect(store.getState().phase).toEqual({ type: 'training', run: 'new' });
});

test('an interrupted run is offered again with its reason', async () => {
  const { store } = studio([
    { summary: summary('cut', 'interrupted', 'The training process ended.'), events: [STARTED] },
  ]);
  await store.getState().load();
  expect(store.getState().phase).toEqual({
    type: 'interrupted',
    run: 'cut',
    message: 'The training process ended.',
  });
  await store.getState().resume('cut');
  expect(store.getState().phase).toEqual({ type: 'training', run: 'cut' });
});

test('events told while a run is being read are neither lost nor doubled', async () => {
  const { store, tell } = studio([
    { summary: summary('going', 'running'), events: [STARTED, progress(1, 1, 0.9)] },
  ]);
  const reading = store.getState().open('going');
  tell('going', progress(1, 1, 0.9));
  tell('going', progress(1, 2, 0.8));
  await reading;
  expect(store.getState().opened.going?.record.curve.map(({ x }) => x)).toEqual([0.1, 0.2]);
});

test('many events are shown at once', async () => {
  const frames: (() => void)[] = [];
  const { store, tell } = studio([], (work) => frames.push(work));
  await store.getState().start(DOCUMENT);
  let changes = 0;
  store.subscribe(() => {
    changes += 1;
  });
  for (let epoch = 1; epoch <= 4; epoch++) tell('new', epochEnd(epoch, 1 / epoch, true));
  tell('new', { type: 'finished', reason: 'completed', epochs: 4, metrics: {}, samplesPerSecond: 9 });
  expect(changes).toBe(0);
  expect(frames).toHaveLength(1);
  frames.shift()?.();
  expect(changes).toBe(1);
  expect(store.getState().opened.new?.record.epochs).toHaveLength(4);
  expect(store.getState().phase.type).toBe('finished');
});

test('what is still to be shown is not shown twice when the run is read meanwhile', async () => {
  const frames: (() => void)[] = [];
  const { store, runs, tell } = studio([], (work) => frames.push(work));
  await store.getState().start(DOCUMENT);
  tell('new', STARTED);
  runs[0]?.events.push(epochEnd(1, 0.5, true));
  await store.getState().open('new');
  for (const show of frames) show();
  expect(store.getState().opened.new?.record.epochs).toHaveLength(1);
});

test('after a lost connection everything is read again', async () => {
  const { store, runs, reconnect } = studio();
  await store.getState().start(DOCUMENT);
  runs[0] = { summary: summary('new', 'completed'), events: [STARTED, epochEnd(1, 0.3, true)] };
  reconnect();
  await expect.poll(() => store.getState().phase.type).toBe('finished');
  expect(store.getState().opened.new?.record.epochs).toHaveLength(1);
});

test('a removed run is gone, and another one is shown', async () => {
  const { store, runs } = studio([
    { summary: summary('b', 'completed'), events: [] },
    { summary: summary('a', 'completed'), events: [] },
  ]);
  await store.getState().load();
  runs.shift();
  await store.getState().remove('b');
  expect(store.getState().opened.b).toBeUndefined();
  expect(store.getState().phase).toEqual({ type: 'finished', run: 'a', reason: 'completed' });
});

test('a fault of the list is kept for the user', async () => {
  const { store, refuse } = studio();
  refuse('Layerloom’s host does not answer.');
  await store.getState().load();
  expect(store.getState().fault).toBe('Layerloom’s host does not answer.');
});

test('a resumed run tells again what came after its checkpoint', () => {
  const record = recordEvents('r', [
    STARTED,
    epochEnd(1, 0.5, true),
    epochEnd(2, 0.4, true),
    progress(3, 5, 0.3),
    { ...STARTED, resumedFrom: 1 },
    epochEnd(2, 0.45, false),
  ]);
  expect(record.epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
  expect(record.curve.map(({ x }) => x)).toEqual([1, 2]);
  expect(bestEpoch(record)?.epoch).toBe(1);
  expect(latestMetrics(record)).toEqual({ loss: 0.225, valLoss: 0.45 });
});
