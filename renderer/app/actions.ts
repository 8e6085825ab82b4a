/** Every action of the window as data: menus, shortcuts and the command palette are made from this list. */
import { redoLabel, undoLabel } from '../../core/document/history.ts';
import { documentActions } from '../documents/document-actions.ts';
import { groupActions } from '../groups/group-actions.ts';
import { en } from '../i18n/en.ts';
import { enKeyboard } from '../i18n/en-keyboard.ts';
import { enPresenter } from '../i18n/en-presenter.ts';
import { understandingActions } from '../preview/understanding-actions.ts';
import type { Action } from './action.ts';
import { pasteFromSystem, takeToSystem } from './clipboard.ts';
import { editingActions } from './editing-actions.ts';
import { goToRegion } from './regions.ts';
import type { Session } from './session.ts';
import { WORKSPACES } from './ui-store.ts';

/** The actions as they are now: what cannot be done is not enabled. */
export function listActions(session: Session): Action[] {
  const ui = session.ui.getState();
  const document = session.document.getState();
  const { canvas } = ui;
  const onSheet = !ui.gallery && ui.workspace === 'network';
  const drawing = onSheet && !ui.presenting;
  const anySelected = document.selection.layers.size + document.selection.notes.size > 0;
  const text = en.actions;

  return [
    ...documentActions(session),
    {
      id: 'undo',
      label: text.undo(undoLabel(document.history)),
      group: 'edit',
      keys: ['mod z'],
      enabled: undoLabel(document.history) !== undefined,
      run: document.undo,
    },
    {
      id: 'redo',
      label: text.redo(redoLabel(document.history)),
      group: 'edit',
      keys: ['mod shift z', 'mod y'],
      enabled: redoLabel(document.history) !== undefined,
      run: document.redo,
    },
    {
      id: 'cut',
      label: text.cut,
      group: 'edit',
      keys: ['mod x'],
      native: true,
      enabled: drawing && anySelected,
      run: () => void takeToSystem(session, 'cut'),
    },
    {
      id: 'copy',
      label: text.copy,
      group: 'edit',
      keys: ['mod c'],
      native: true,
      enabled: drawing && anySelected,
      run: () => void takeToSystem(session, 'copy'),
    },
    {
      id: 'paste',
      label: text.paste,
      group: 'edit',
      keys: ['mod v'],
      native: true,
      enabled: drawing,
      run: () => void pasteFromSystem(session),
    },
    {
      id: 'duplicate',
      label: text.duplicate,
      group: 'edit',
      keys: ['mod d'],
      enabled: drawing && anySelected,
      run: document.duplicate,
    },
    {
      id: 'delete',
      label: text.remove,
      group: 'edit',
      keys: ['delete', 'backspace'],
      enabled: drawing && (anySelected || document.selection.links.size > 0),
      run: document.removeSelected,
    },
    {
      id: 'select-all',
      label: text.selectAll,
      group: 'edit',
      keys: ['mod a'],
      enabled: drawing,
      run: document.selectAll,
    },
    {
      id: 'select-nothing',
      label: text.selectNothing,
      group: 'edit',
      keys: ['escape'],
      enabled: drawing && (anySelected || document.selection.links.size > 0),
      run: () => document.select({}),
    },
    {
      id: 'connect',
      label: text.connect,
      group: 'edit',
      keys: ['c'],
      enabled: drawing && document.selection.layers.size === 2,
      run: () => {
        if (!document.connectSelected()) ui.showNotice(en.canvas.cannotConnect);
      },
    },
    ...editingActions(session, drawing),
    ...groupActions(session, drawing),
    ...understandingActions(session, drawing),
    {
      id: 'add-layer',
      label: text.addLayer,
      group: 'edit',
      keys: ['a', '/'],
      enabled: drawing && canvas !== undefined,
      run: () => canvas?.searchLayers(),
    },
    {
      id: 'fit',
      label: text.fit,
      group: 'view',
      keys: ['f'],
      enabled: drawing && canvas !== undefined,
      run: () => canvas?.fit(),
    },
    {
      id: 'fit-selection',
      label: text.fitSelection,
      group: 'view',
      keys: ['.'],
      enabled: drawing && anySelected,
      run: () => canvas?.fitSelection(),
    },
    {
      id: 'zoom-in',
      label: text.zoomIn,
      group: 'view',
      keys: ['+', '='],
      enabled: drawing && canvas !== undefined,
      run: () => canvas?.zoomIn(),
    },
    {
      id: 'zoom-out',
      label: text.zoomOut,
      group: 'view',
      keys: ['-'],
      enabled: drawing && canvas !== undefined,
      run: () => canvas?.zoomOut(),
    },
    {
      id: 'present',
      label: ui.presenting ? enPresenter.leave : enPresenter.action,
      group: 'view',
      keys: ['shift p'],
      enabled: onSheet && document.history.document.layers.length > 0,
      run: () => ui.present(!ui.presenting),
    },
    ...(['palette', 'inspector', 'problems', 'analyze'] as const).map(
      (panel, index): Action => ({
        id: `toggle-${panel}`,
        label: text[panel],
        group: 'view',
        keys: [['[', ']', 'p', 'i'][index] ?? ''],
        enabled: drawing,
        run: () => ui.togglePanel(panel),
      }),
    ),
    ...([1, -1] as const).map(
      (step): Action => ({
        id: step > 0 ? 'next-region' : 'previous-region',
        label: step > 0 ? enKeyboard.nextRegion : enKeyboard.previousRegion,
        group: 'go',
        keys: [step > 0 ? 'f6' : 'shift f6'],
        enabled: drawing,
        whileTyping: true,
        run: () => goToRegion(step, canvas),
      }),
    ),
    ...WORKSPACES.map(
      (workspace, index): Action => ({
        id: `go-${workspace}`,
        label: text.workspace(en.app.workspaces[workspace]),
        group: 'go',
        keys: [String(index + 1)],
        enabled: !ui.gallery,
        run: () => ui.showWorkspace(workspace),
      }),
    ),
    {
      id: 'commands',
      label: text.commands,
      group: 'help',
      keys: ['mod k'],
      enabled: true,
      whileTyping: true,
      run: () => ui.showOverlay('commands'),
    },
    {
      id: 'shortcuts',
      label: text.shortcuts,
      group: 'help',
      keys: ['?'],
      enabled: true,
      run: () => ui.showOverlay('shortcuts'),
    },
  ];
}
