/** Actions that help to understand a drawing: what layers see, which sample they see, the numbers behind them. */
import type { Action } from '../app/action.ts';
import type { Session } from '../app/session.ts';
import { explanationOf } from '../explain/explain-store.ts';
import { enUnderstanding } from '../i18n/en-understanding.ts';
import { anyShown, isShown, previewsOf } from './preview-store.ts';

/** `drawing`: the canvas is what is shown. */
export function understandingActions(session: Session, drawing: boolean): Action[] {
  const documents = session.document;
  const { selection, history } = documents.getState();
  const previews = previewsOf(documents).getState();
  const explanation = explanationOf(documents).getState();
  const chosen = [...selection.layers];
  const [first] = chosen;
  const shown = anyShown(previews);
  const text = enUnderstanding.actions;
  const has = drawing && history.document.layers.length > 0;
  const chosenShown = chosen.length > 0 && chosen.every((layer) => isShown(previews, layer));
  return [
    {
      id: 'preview-all',
      label: shown ? text.hidePreviews : text.previewAll,
      group: 'view',
      keys: ['shift v'],
      enabled: has,
      run: () => previews.showAll(!shown),
    },
    {
      id: 'preview',
      label: chosenShown ? text.hidePreview : text.preview,
      group: 'view',
      keys: ['v'],
      enabled: has && chosen.length > 0,
      run: () => previews.toggle(chosen),
    },
    {
      id: 'previous-sample',
      label: text.previousSample,
      group: 'view',
      keys: ['<'],
      enabled: has && shown,
      run: () => previews.step(-1),
    },
    {
      id: 'next-sample',
      label: text.nextSample,
      group: 'view',
      keys: ['>'],
      enabled: has && shown,
      run: () => previews.step(1),
    },
    {
      id: 'explain',
      label: text.explain,
      group: 'view',
      keys: ['x'],
      enabled: has && first !== undefined,
      run: () => {
        const open = explanation.layer === first && explanation.pinned;
        explanation.explain(open ? undefined : first, true);
      },
    },
  ];
}
