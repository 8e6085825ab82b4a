/** Tells a screen reader what each edit did. */
import { useEffect, useState } from 'react';
import { useDocumentStore } from '../state/document-context.tsx';
import { describeChange } from './describe-change.ts';

export function Announcer() {
  const store = useDocumentStore();
  const [sentence, setSentence] = useState('');

  useEffect(
    () =>
      store.subscribe((state, previous) => {
        if (state.analysis === previous.analysis || state.opened !== previous.opened) return;
        const change = describeChange(
          { document: previous.history.document, analysis: previous.analysis },
          { document: state.history.document, analysis: state.analysis },
          state.selection.layers,
        );
        if (change !== undefined) setSentence(change);
      }),
    [store],
  );

  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {sentence}
    </div>
  );
}
