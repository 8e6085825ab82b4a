/** Always there: how many problems the network has, and the run in progress. */
import { Circle, CircleAlert, CircleCheck, Table2, TriangleAlert } from 'lucide-react';
import type { Issue, Severity } from '../../core/issues/issue.ts';
import { en } from '../i18n/en.ts';
import { formatShort } from '../i18n/format.ts';
import { useDocument } from '../state/document-context.tsx';
import { RunStatus } from '../training/RunStatus.tsx';
import styles from './BottomBar.module.css';
import { useUi, useUiStore } from './ui-context.tsx';

const ICONS = { error: CircleAlert, warning: TriangleAlert, none: CircleCheck, empty: Circle };

function worstSeverity(issues: readonly Issue[]): Severity | 'none' {
  return issues.some(({ severity }) => severity === 'error') ? 'error' : (issues[0]?.severity ?? 'none');
}

export function BottomBar() {
  const issues = useDocument((state) => state.analysis.issues);
  const parameters = useDocument((state) => state.analysis.parameters);
  const layers = useDocument((state) => state.history.document.layers.length);
  const gallery = useUi((state) => state.gallery);
  const drawing = useUi((state) => state.workspace === 'network');
  const panels = useUi((state) => state.panels);
  const ui = useUiStore();
  const severity = layers === 0 ? 'empty' : worstSeverity(issues);
  const Icon = ICONS[severity];

  const toggle = (panel: 'problems' | 'analyze') => {
    if (ui.getState().workspace === 'network') ui.getState().togglePanel(panel);
    else {
      ui.getState().showWorkspace('network');
      ui.getState().togglePanel(panel, true);
    }
  };

  return (
    <footer className={styles.bar}>
      {!gallery && (
        <>
          <button
            type="button"
            className={styles.problems}
            data-severity={severity}
            aria-expanded={drawing && panels.problems.open}
            onClick={() => toggle('problems')}
          >
            <Icon size={14} strokeWidth={2} aria-hidden />
            {layers === 0
              ? en.problems.nothingYet
              : issues.length > 0
                ? en.problems.count(issues.length)
                : en.problems.none}
          </button>
          <button
            type="button"
            className={styles.problems}
            aria-expanded={drawing && panels.analyze.open}
            onClick={() => toggle('analyze')}
          >
            <Table2 size={14} strokeWidth={2} aria-hidden />
            {en.analyze.title}
          </button>
          <span className={styles.totals}>
            {en.gallery.layers(layers)}
            <span aria-hidden>·</span>
            {en.gallery.parameters(formatShort(parameters))}
          </span>
        </>
      )}
      <div className={styles.run}>
        <RunStatus />
      </div>
    </footer>
  );
}
