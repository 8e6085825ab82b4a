/** Everything that is wrong with the network, errors first; a click goes to the place. */
import { CircleCheck } from 'lucide-react';
import type { Issue } from '../../core/issues/issue.ts';
import { PanelHead } from '../app/PanelHead.tsx';
import { useUiStore } from '../app/ui-context.tsx';
import { en } from '../i18n/en.ts';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import { IssueCard } from './IssueCard.tsx';
import styles from './ProblemsPanel.module.css';

export function ProblemsPanel() {
  const issues = useDocument((state) => state.analysis.issues);
  const empty = useDocument((state) => state.history.document.layers.length === 0);
  return (
    <>
      <PanelHead
        panel="problems"
        title={en.problems.title}
        count={issues.length}
        close={en.actions.problems}
      />
      <ul className={styles.list}>
        {issues.map((issue) => (
          <li key={`${issue.code} ${issue.layer} ${issue.link} ${issue.param} ${issue.message}`}>
            <IssueCard issue={issue} place={<Place issue={issue} />} />
          </li>
        ))}
      </ul>
      {issues.length === 0 && (
        <p className={styles.none}>
          {!empty && <CircleCheck size={16} aria-hidden />}
          {empty ? en.problems.emptyText : en.problems.noneText}
        </p>
      )}
    </>
  );
}

/** The layer that a problem is about, as a button that goes there. */
function Place({ issue }: { issue: Issue }) {
  const store = useDocumentStore();
  const ui = useUiStore();
  const document = useDocument((state) => state.history.document);
  const id = issue.layer ?? document.links.find((link) => link.id === issue.link)?.to.layer;
  const layer = document.layers.find((candidate) => candidate.id === id);
  if (!layer) return <span className={styles.network}>{en.problems.network}</span>;
  return (
    <button
      type="button"
      className={styles.place}
      title={en.problems.show}
      onClick={() => {
        store.getState().select({ layers: new Set([layer.id]) });
        ui.getState().revealLayer(layer.id);
      }}
    >
      {layer.name}
    </button>
  );
}
