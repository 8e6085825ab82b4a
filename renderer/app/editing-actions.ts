/** Actions that edit a drawing beyond adding and removing layers. */
import type { NetworkDocument } from '../../core/document/schema.ts';
import { addBend, straighten } from '../canvas/bend-edits.ts';
import { enEditing } from '../i18n/en-editing.ts';
import { tidyUp } from '../layout/tidy-up.ts';
import { AXES, align, distribute, EDGES } from '../state/align.ts';
import { isFlagged, toggleFlag } from '../state/flag-edits.ts';
import { type Moves, moveCommands } from '../state/frames.ts';
import { addComment, addFrame } from '../state/note-edits.ts';
import type { Selection } from '../state/selection.ts';
import type { Action } from './action.ts';
import type { Session } from './session.ts';

/** `drawing`: the canvas is what is shown. */
export function editingActions(session: Session, drawing: boolean): Action[] {
  const ui = session.ui.getState();
  const { selection, history, remark, inside } = session.document.getState();
  const { canvas } = ui;
  const chosen = selection.layers.size + selection.notes.size;
  const text = enEditing.actions;
  // Comments and frames lie on the whole sheet: inside a group they would not be seen.
  const canNote = drawing && canvas !== undefined && inside === undefined;

  return [
    {
      id: 'add-comment',
      label: text.addComment,
      group: 'edit',
      keys: ['n'],
      enabled: canNote,
      run: () => canvas && ui.editNote(addComment(session.document, canvas.middle())),
    },
    {
      id: 'add-frame',
      label: chosen > 0 ? text.frameSelection : text.addFrame,
      group: 'edit',
      keys: ['shift f'],
      enabled: canNote,
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
    {
      id: 'freeze',
      label: isFlagged(session.document, 'frozen') ? text.thaw : text.freeze,
      group: 'edit',
      keys: ['w'],
      enabled: drawing && selection.layers.size > 0,
      run: () => toggleFlag(session.document, 'frozen'),
    },
    {
      id: 'find',
      label: text.find,
      group: 'edit',
      keys: ['mod f'],
      enabled: drawing && history.document.layers.length > 0,
      whileTyping: true,
      run: () => ui.find(true),
    },
    {
      id: 'branch',
      label: text.branch,
      group: 'edit',
      keys: ['shift b'],
      enabled: drawing && remark?.branch !== undefined,
      run: () => {
        remark?.branch?.();
        canvas?.focus();
      },
    },
    ...tidyActions(session, drawing),
    ...alignActions(session, drawing && chosen > 1, drawing && chosen > 2),
    {
      id: 'add-bend',
      label: text.addBend,
      group: 'edit',
      enabled: drawing && selection.links.size === 1,
      run: () => {
        for (const link of selection.links) addBend(session.document, link);
      },
    },
    {
      id: 'straighten',
      label: text.straighten,
      group: 'edit',
      enabled: drawing && history.document.links.some(({ id, bends }) => bends && selection.links.has(id)),
      run: () => straighten(session.document, selection.links),
    },
  ];
}

function tidyActions(session: Session, drawing: boolean): Action[] {
  const { history, selection } = session.document.getState();
  const text = enEditing.actions;
  return [
    {
      id: 'arrange',
      label: text.arrange,
      group: 'arrange',
      keys: ['t'],
      enabled: drawing && history.document.layers.length > 1,
      run: () => void tidyUp(session, 'right', 'all'),
    },
    {
      id: 'arrange-down',
      label: text.arrangeDown,
      group: 'arrange',
      keys: ['shift t'],
      enabled: drawing && history.document.layers.length > 1,
      run: () => void tidyUp(session, 'down', 'all'),
    },
    {
      id: 'arrange-selection',
      label: text.arrangeSelection,
      group: 'arrange',
      keys: ['alt t'],
      enabled: drawing && selection.layers.size > 1,
      run: () => void tidyUp(session, 'right', 'selection'),
    },
    {
      id: 'arrange-selection-down',
      label: text.arrangeSelectionDown,
      group: 'arrange',
      keys: ['alt shift t'],
      enabled: drawing && selection.layers.size > 1,
      run: () => void tidyUp(session, 'down', 'selection'),
    },
  ];
}

const ALIGN_KEYS = { left: 'a', centre: 'h', right: 'd', top: 'w', middle: 'v', bottom: 's' } as const;
const DISTRIBUTE_KEYS = { horizontal: 'h', vertical: 'v' } as const;

/** The keys are those of other drawing programs. */
function alignActions(session: Session, canAlign: boolean, canDistribute: boolean): Action[] {
  const text = enEditing.actions;
  const move = (label: string, plan: (document: NetworkDocument, selection: Selection) => Moves) => () => {
    const { history, selection, dispatch } = session.document.getState();
    dispatch(label, moveCommands(history.document, plan(history.document, selection)));
  };
  return [
    ...EDGES.map(
      (edge): Action => ({
        id: `align-${edge}`,
        label: text.align[edge],
        group: 'arrange',
        keys: [`alt ${ALIGN_KEYS[edge]}`],
        enabled: canAlign,
        run: move(text.align[edge], (document, selection) => align(document, selection, edge)),
      }),
    ),
    ...AXES.map(
      (axis): Action => ({
        id: `distribute-${axis}`,
        label: text.distribute[axis],
        group: 'arrange',
        keys: [`alt shift ${DISTRIBUTE_KEYS[axis]}`],
        enabled: canDistribute,
        run: move(text.distribute[axis], (document, selection) => distribute(document, selection, axis)),
      }),
    ),
  ];
}
