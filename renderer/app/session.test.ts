import { beforeEach, describe, expect, it } from 'vitest';
import { writeDocument } from '../../core/document/read.ts';
import { emptyDocument } from '../../core/document/schema.ts';
import { createMemoryHost } from '../testing/memory-host.ts';
import { memoryStorage } from '../testing/memory-storage.ts';
import { listActions } from './actions.ts';
import { createSession, type Session } from './session.ts';

let session: Session;
let storage: Storage;

const host = createMemoryHost({ 'runs.list': () => [] });
const name = () => session.document.getState().history.document.name;
const enabled = (id: string) => listActions(session).find((action) => action.id === id)?.enabled;

beforeEach(async () => {
  storage = memoryStorage();
  session = createSession(host, storage);
  await session.recover();
});

describe('opening', () => {
  it('saves what was open before it shows another document', async () => {
    await session.openDocument(emptyDocument('First'));
    await session.openDocument(emptyDocument('Second'));
    const saved = host.asked.filter(({ channel }) => channel === 'projects.save');
    expect(saved.at(-1)?.request).toMatchObject({ document: { name: 'First' } });
    expect(name()).toBe('Second');
  });

  it('reads a network file', async () => {
    await session.openFile(new File([writeDocument(emptyDocument('Mine'))], 'mine.layerloom.json'));
    expect(name()).toBe('Mine');
    expect(session.ui.getState()).toMatchObject({ gallery: false, workspace: 'network', notice: undefined });
  });

  it.each([
    [
      'picture.png',
      'x',
      '“picture.png” is not a network file. Expected a file that ends in .layerloom.json; take one that Layerloom saved.',
    ],
    [
      'other.json',
      '{}',
      'This is not a Layerloom network: expected "format": "layerloom/1", received nothing. Open a file that Layerloom saved.',
    ],
  ])('keeps what is open and says what is wrong with %s', async (file, text, sentence) => {
    await session.openDocument(emptyDocument('Open'));
    await session.openFile(new File([text], file));
    expect(name()).toBe('Open');
    expect(session.ui.getState().notice).toBe(sentence);
  });
});

describe('the next start', () => {
  it('shows what was open', async () => {
    await session.openDocument(emptyDocument('Mine'));
    session.ui.getState().showWorkspace('evaluate');
    await session.autosave.flush();
    session.leave();
    const next = createSession(host, storage);
    await next.recover();
    expect(next.document.getState().history.document.name).toBe('Mine');
    expect(next.ui.getState()).toMatchObject({ gallery: false, workspace: 'evaluate' });
  });

  it('shows the gallery where the project is gone', async () => {
    await session.openDocument(emptyDocument('Mine'));
    await session.autosave.flush();
    session.leave();
    const empty = createMemoryHost({ 'runs.list': () => [] });
    const next = createSession(empty, storage);
    await next.recover();
    expect(next.ui.getState().gallery).toBe(true);
  });
});

describe('actions', () => {
  it('are enabled where they can do something', async () => {
    expect(enabled('select-all')).toBe(false);
    await session.newDocument();
    expect(enabled('undo')).toBe(false);
    expect(enabled('duplicate')).toBe(false);
    session.document.getState().addLayer('Dense', { kind: 'after', layer: undefined });
    expect(enabled('undo')).toBe(true);
    expect(enabled('duplicate')).toBe(true);
    expect(enabled('connect')).toBe(false);
  });

  it('say what undo takes back', async () => {
    await session.newDocument();
    session.document.getState().addLayer('Dense', { kind: 'after', layer: undefined });
    expect(listActions(session).find(({ id }) => id === 'undo')?.label).toBe('Undo Add Dense');
  });

  it('have shortcuts that mean one thing each', () => {
    const shortcuts = listActions(session).flatMap(({ keys }) => keys ?? []);
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
  });
});
