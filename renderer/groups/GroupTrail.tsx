/** Which group is shown by itself, and the way back out: one step for each group around it. */
import { useReactFlow } from '@xyflow/react';
import { ChevronRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { groupTree } from '../../core/document/groups.ts';
import { useUiStore } from '../app/ui-context.tsx';
import type { LinkFlowEdge } from '../canvas/flow-elements.ts';
import type { CanvasNode } from '../canvas/note-elements.ts';
import { FIT_PADDING } from '../canvas/use-canvas-view.ts';
import { enGroups as t } from '../i18n/en-groups.ts';
import { fitView } from '../sheet/fit-view.ts';
import { useSheetHandle } from '../sheet/pins.ts';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import styles from './GroupTrail.module.css';

export function GroupTrail() {
  const store = useDocumentStore();
  const inside = useDocument((state) => state.inside);
  const groups = useDocument((state) => state.history.document.groups);
  const name = useDocument((state) => state.history.document.name);
  useFitOnEntering();
  if (inside === undefined) return null;
  const tree = groupTree(groups);
  const path = tree.pathTo(inside);
  const { enter } = store.getState();
  return (
    <nav className={styles.trail} aria-label={t.trail.label} data-upper-edge>
      <button type="button" className={styles.step} onClick={() => enter(undefined)}>
        {name || t.trail.network}
      </button>
      {path.map((group) => (
        <span key={group} className={styles.part}>
          <ChevronRight size={13} aria-hidden />
          <button
            type="button"
            className={styles.step}
            aria-current={group === inside ? 'location' : undefined}
            onClick={() => enter(group)}
          >
            {tree.get(group)?.name}
          </button>
        </span>
      ))}
    </nav>
  );
}

/** Other contents are shown from their beginning to their end. */
function useFitOnEntering(): void {
  const flow = useReactFlow<CanvasNode, LinkFlowEdge>();
  const drawn = useSheetHandle();
  const ui = useUiStore();
  const inside = useDocument((state) => state.inside);
  const opened = useDocument((state) => state.opened);
  const shown = useRef({ inside, opened });
  useEffect(() => {
    const before = shown.current;
    shown.current = { inside, opened };
    // A document that was opened is fitted by the canvas itself.
    // So is a layer that is presented.
    if (before.opened !== opened || before.inside === inside || ui.getState().presenting) return;
    const frame = requestAnimationFrame(() => {
      const element = document.querySelector('.react-flow');
      fitView(flow, element, drawn.current, { padding: FIT_PADDING, maxZoom: 1 });
    });
    return () => cancelAnimationFrame(frame);
  }, [flow, drawn, ui, inside, opened]);
}
