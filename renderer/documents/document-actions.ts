/** Actions on whole networks: opening, saving, sharing, going from one to the next. */
import type { Action } from '../app/action.ts';
import { chooseNetworkFile, saveNetworkFile } from '../app/network-files.ts';
import type { Session } from '../app/session.ts';
import { en } from '../i18n/en.ts';
import { enDocuments as t } from '../i18n/en-documents.ts';
import { isLink, makeLink } from './share-link.ts';

export function documentActions(session: Session): Action[] {
  const { ui, tabs } = session;
  const { gallery, showGallery, showOverlay } = ui.getState();
  const { tabs: open, active, closed } = tabs.store.getState();
  const { document } = session.document.getState().history;
  const shown = !gallery && active !== undefined;
  const text = t.actions;
  const lastClosed = closed.at(-1);

  return [
    { id: 'new', label: en.actions.newNetwork, group: 'file', enabled: true, run: () => showGallery(true) },
    {
      id: 'open',
      label: en.actions.importFile,
      group: 'file',
      keys: ['mod o'],
      enabled: true,
      run: () => void chooseNetworkFile().then((file) => file && session.openFile(file)),
    },
    {
      id: 'reopen',
      label: text.reopenTab,
      group: 'file',
      enabled: lastClosed !== undefined,
      run: () => void (lastClosed !== undefined && reopen(session, lastClosed)),
    },
    {
      id: 'save',
      label: text.save,
      group: 'file',
      keys: ['mod s'],
      enabled: shown,
      whileTyping: true,
      run: () => void saveNow(session),
    },
    {
      id: 'save-as',
      label: text.saveAs,
      group: 'file',
      keys: ['mod shift s'],
      enabled: shown,
      whileTyping: true,
      run: () => showOverlay('save-as'),
    },
    {
      id: 'save-file',
      label: text.saveFile,
      group: 'file',
      enabled: shown,
      run: () => saveNetworkFile(document),
    },
    {
      id: 'duplicate-network',
      label: text.duplicate,
      group: 'file',
      enabled: shown,
      run: () => void session.openDocument({ ...document, name: t.copyOf(document.name) }),
    },
    {
      id: 'close',
      label: text.closeTab,
      group: 'file',
      keys: ['alt q', 'mod w'],
      enabled: shown,
      whileTyping: true,
      run: () => void (active !== undefined && tabs.close(active)),
    },
    {
      id: 'copy-link',
      label: text.copyLink,
      group: 'share',
      enabled: shown,
      run: () => void copyLink(session),
    },
    {
      id: 'open-link',
      label: text.openLink,
      group: 'share',
      enabled: true,
      run: () => void openLink(session),
    },
    ...pictureActions(session, shown && document.layers.length + document.notes.length > 0),
    {
      id: 'next-network',
      label: text.nextTab,
      group: 'go',
      keys: ['alt n', 'mod tab'],
      enabled: open.length > 1 || (gallery && open.length > 0),
      whileTyping: true,
      run: () => tabs.step(1),
    },
    {
      id: 'previous-network',
      label: text.previousTab,
      group: 'go',
      keys: ['alt p', 'mod shift tab'],
      enabled: open.length > 1 || (gallery && open.length > 0),
      whileTyping: true,
      run: () => tabs.step(-1),
    },
  ];
}

/** What draws pictures is loaded when it is first asked for. */
function pictureActions(session: Session, enabled: boolean): Action[] {
  const take = async (how: 'saveSvg' | 'savePng' | 'copyPicture') => {
    const pictures = await import('../picture/take-picture.ts');
    await pictures[how](session);
  };
  return [
    {
      id: 'export-svg',
      label: t.actions.exportSvg,
      group: 'share',
      enabled,
      run: () => void take('saveSvg'),
    },
    {
      id: 'export-png',
      label: t.actions.exportPng,
      group: 'share',
      enabled,
      run: () => void take('savePng'),
    },
    {
      id: 'copy-picture',
      label: t.actions.copyPicture,
      group: 'share',
      keys: ['mod shift c'],
      enabled,
      run: () => void take('copyPicture'),
    },
  ];
}

async function saveNow(session: Session): Promise<void> {
  const { document, autosave } = session.tabs.current();
  await autosave.flush();
  const { save, history } = document.getState();
  const { showNotice, showSuccess } = session.ui.getState();
  if (save.status === 'saved') showSuccess(t.savedNow(history.document.name));
  else if (save.status === 'failed') showNotice(save.message);
}

async function reopen(session: Session, project: string): Promise<void> {
  await session
    .openProject(project)
    .catch((error: unknown) =>
      session.ui.getState().showNotice(error instanceof Error ? error.message : en.errors.unknown),
    );
}

async function copyLink(session: Session): Promise<void> {
  const { showNotice, showSuccess } = session.ui.getState();
  const { origin, pathname } = window.location;
  const made = await makeLink(`${origin}${pathname}`, session.document.getState().history.document);
  if (!made.ok) {
    showNotice(made.error.message);
    return;
  }
  try {
    await navigator.clipboard.writeText(made.value);
    showSuccess(t.link.copied(made.value.length));
  } catch {
    showNotice(t.link.notCopied);
  }
}

async function openLink(session: Session): Promise<void> {
  const text = await navigator.clipboard?.readText().catch(() => '');
  if (text && isLink(text)) await session.openLink(text);
  else session.ui.getState().showNotice(t.link.none);
}
