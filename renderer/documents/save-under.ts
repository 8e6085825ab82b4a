/** Goes on with the open network under another name; under the one before it stays as it was last saved. */
import type { Session } from '../app/session.ts';
import { en } from '../i18n/en.ts';
import { enDocuments as t } from '../i18n/en-documents.ts';

export async function saveUnder(session: Session, name: string): Promise<void> {
  const { document, autosave } = session.tabs.current();
  await autosave.flush();
  autosave.know(undefined);
  document.setState({ project: undefined, save: { status: 'unsaved' } });
  document.getState().dispatch(en.edits.renameNetwork, [{ type: 'set-name', name }]);
  await autosave.flush();
  const { save } = document.getState();
  const { showNotice, showSuccess } = session.ui.getState();
  if (save.status === 'failed') showNotice(save.message);
  else showSuccess(t.savedNow(name));
}
