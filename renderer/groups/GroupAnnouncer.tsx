/** Tells a screen reader what happened to groups, and which of them is shown. */
import { useEffect, useState } from 'react';
import { useDocumentStore } from '../state/document-context.tsx';
import { describeGroups } from './describe-groups.ts';

export function GroupAnnouncer() {
  const store = useDocumentStore();
  const [sentence, setSentence] = useState('');

  useEffect(
    () =>
      store.subscribe((state, previous) => {
        if (state.opened !== previous.opened) return;
        const change = describeGroups(
          { document: previous.history.document, inside: previous.inside },
          { document: state.history.document, inside: state.inside },
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
