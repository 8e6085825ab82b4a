/**
 * An open group on the canvas: a tinted area behind what it holds, by whose title it is dragged. The button and the
 * words of the title lie above links, on a ground of their own.
 */
import { Tooltip } from '@mantine/core';
import { EdgeLabelRenderer, type NodeProps } from '@xyflow/react';
import { CircleAlert, Minimize2 } from 'lucide-react';
import { memo, useContext } from 'react';
import { DetailContext } from '../canvas/canvas-context.ts';
import { enGroups as t } from '../i18n/en-groups.ts';
import { formatShort } from '../i18n/format.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import styles from './GroupFrame.module.css';
import { collapseGroups } from './group-edits.ts';
import type { GroupFlowNode } from './group-node.ts';

/** Room left of the words, and right of them for the mark of a problem. */
const WORDS_FROM = 4;
const WORDS_TO = 32;

export const GroupFrame = memo(function GroupFrame({
  data,
  selected,
  positionAbsoluteX: x,
  positionAbsoluteY: y,
  width = 0,
}: NodeProps<GroupFlowNode>) {
  const { group, summary } = data;
  const store = useDocumentStore();
  const detail = useContext(DetailContext);
  const figures = [
    t.layers(summary.layers),
    ...(summary.parameters > 0 ? [t.parameters(formatShort(summary.parameters))] : []),
  ].join(' · ');
  return (
    <div className={styles.frame} data-selected={selected || undefined} data-detail={detail}>
      {detail !== 'bar' && (
        // biome-ignore lint/a11y/noStaticElementInteractions: an action with a key does the same
        <div className={`${styles.title} group-title`} onDoubleClick={() => store.getState().enter(group.id)}>
          {summary.issues.length > 0 && (
            <span className={styles.mark} role="img" aria-label={t.mixed(summary.issues.length)}>
              <CircleAlert size={14} strokeWidth={2.25} aria-hidden />
            </span>
          )}
        </div>
      )}
      {detail !== 'bar' && (
        <EdgeLabelRenderer>
          <div
            className={styles.words}
            data-detail={detail}
            style={{
              maxWidth: width - WORDS_FROM - WORDS_TO,
              transform: `translate(${x + WORDS_FROM}px, ${y}px)`,
            }}
          >
            <Tooltip label={t.actions.collapse} openDelay={300}>
              <button
                type="button"
                className={`${styles.close} nodrag nopan`}
                aria-label={t.close(group.name)}
                onClick={(event) => {
                  event.stopPropagation();
                  collapseGroups(store, [group.id], true);
                }}
                onDoubleClick={(event) => event.stopPropagation()}
              >
                <Minimize2 size={12} aria-hidden />
              </button>
            </Tooltip>
            <span className={styles.name}>{group.name}</span>
            {detail === 'full' && <span className={styles.figures}>{figures}</span>}
          </div>
        </EdgeLabelRenderer>
      )}
    </div>
  );
});
