/** Actions that edit a drawing beyond adding and removing layers. */
import { enEditing } from '../i18n/en-editing.ts';
import { isFlagged, toggleFlag } from '../state/flag-edits.ts';
import { addComment, addFrame } from '../state/note-edits.ts';
import type { Action } from './action.ts';
import type { Session } from './session.ts';

/** `drawing`: the canvas is what is shown. */
export function editingActions(session: Session, drawing: boolean): Action[] {
  const ui = session.ui.getState();
  const { selection } = session.document.getState();
  const { canvas } = ui;
  const chosen = selection.layers.size + selection.notes.size;
  const text = enEditing.actions;

  return [
    {
      id: 'add-comment',
      label: text.addComment,
      group: 'edit',
      keys: ['n'],
      enabled: drawing && canvas !== undefined,
      run: () => canvas && ui.editNote(addComment(session.document, canvas.middle())),
    },
    {
      id: 'add-frame',
      label: chosen > 0 ? text.frameSelection : text.addFrame,
      group: 'edit',
      keys: ['shift f'],
      enabled: drawing && canvas !== undefined,
      run: () => canvas && ui.editNote(addFrame(session.document, canvas.middle())),
    },
    {
      id: 'bypass',
      label: isFlagged(session.document, 'disabled') ? text.switchOn : text.bypass,
      group: 'edit',
      keys: ['b'],
      enabled: drawing && selection.layers.size > 0,
      run: () => toggleFlag(session.document, 'disabled'),
    },
    {
      id: 'lock',
      label: isFlagged(session.document, 'locked') ? text.unlock : text.lock,
      group: 'edit',
      keys: ['l'],
      enabled: drawing && selection.layers.size > 0,
      run: () => toggleFlag(session.document, 'locked'),
    },
  ];
}
