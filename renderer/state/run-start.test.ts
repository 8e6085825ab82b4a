import { expect, test } from 'vitest';
import { DOCUMENT, STARTED, studio, summary } from '../testing/run-studio.ts';

test('a run says what is done before it is there, and is stopped then', async () => {
  const { store, asked, tellStart, refuse, holdBack } = studio([
    { summary: summary('before', 'completed'), events: [] },
  ]);
  await store.getState().load();
  const answer = holdBack('runs.start');
  const started = store.getState().start(DOCUMENT);
  tellStart('new', { work: 'reading', done: 12, total: 80 });
  expect(store.getState().phase).toMatchObject({
    type: 'starting',
    id: 'new',
    step: { work: 'reading', done: 12, total: 80 },
  });
  await store.getState().stop();
  await store.getState().stop();
  expect(asked.filter((channel) => channel === 'runs.stop')).toHaveLength(1);
  tellStart('new', { work: 'reading', done: 14, total: 80 });
  expect(store.getState().phase).toMatchObject({ type: 'starting', stopping: true });

  refuse('The run was stopped.', 'run-stopped', 'runs.start');
  tellStart('new', undefined);
  answer();
  await started;
  expect(store.getState().phase).toEqual({ type: 'cancelled' });
  // It stays so when the list is read again, until another run is started or shown.
  await store.getState().load();
  expect(store.getState().phase).toEqual({ type: 'cancelled' });
  await store.getState().show('before');
  expect(store.getState().phase).toMatchObject({ type: 'finished', run: 'before' });
});

test('a run that was there before Stop reached the host is stopped then', async () => {
  const { store, asked, holdBack } = studio();
  const answer = holdBack('runs.start');
  const started = store.getState().start(DOCUMENT);
  await store.getState().stop();
  answer();
  await started;
  expect(asked.filter((channel) => channel === 'runs.stop')).toHaveLength(2);
  expect(store.getState().phase).toEqual({ type: 'stopping', run: 'new' });
});

test('a resumed run that is stopped while its data is read is shown as it was', async () => {
  const { store, holdBack, refuse } = studio([{ summary: summary('old', 'stopped'), events: [STARTED] }]);
  await store.getState().load();
  const answer = holdBack('runs.resume');
  const resumed = store.getState().resume('old');
  expect(store.getState().phase).toEqual({ type: 'starting', id: 'old' });
  await store.getState().stop();
  refuse('The run was stopped.', 'run-stopped', 'runs.resume');
  answer();
  await resumed;
  expect(store.getState().phase).toEqual({ type: 'finished', run: 'old', reason: 'stopped' });
});

test('a reloaded page follows a run that is still being prepared, until it is there or given up', async () => {
  const { store, runs, tellStart } = studio();
  tellStart('new', { work: 'measuring' });
  expect(store.getState().phase).toEqual({ type: 'idle' });
  await store.getState().load();
  await store.getState().follow('Digits');
  expect(store.getState().phase).toMatchObject({ type: 'starting', id: 'new', step: { work: 'measuring' } });
  tellStart('new', undefined);
  await expect.poll(() => store.getState().phase).toEqual({ type: 'idle' });

  tellStart('new', { work: 'reading' });
  expect(store.getState().phase).toMatchObject({ type: 'starting', id: 'new' });
  runs.unshift({ summary: summary('new', 'running'), events: [STARTED] });
  tellStart('new', undefined);
  await expect.poll(() => store.getState().phase).toEqual({ type: 'training', run: 'new' });
});

test('a run of another network that is being prepared leaves this one alone', async () => {
  const { store, tellStart } = studio();
  await store.getState().load();
  await store.getState().follow('Digits');
  tellStart('other', { work: 'reading' }, 'Flowers');
  expect(store.getState().phase).toEqual({ type: 'idle' });
});
