/** A collapsed group on the canvas: a pile of cards with its name, its size and what comes out. */
import { Tooltip } from '@mantine/core';
import type { NodeProps } from '@xyflow/react';
import { CircleAlert, Maximize2, TriangleAlert } from 'lucide-react';
import { memo, useContext } from 'react';
import { formatShape } from '../../core/shape/tensor-type.ts';
import { CanvasPort } from '../canvas/CanvasPort.tsx';
import { DetailContext, LONG_NAME } from '../canvas/canvas-context.ts';
import { LetteredShape } from '../canvas/LetteredShape.tsx';
import { type PortMark, PortMarks } from '../canvas/PortMarks.tsx';
import { en } from '../i18n/en.ts';
import { enGroups as t } from '../i18n/en-groups.ts';
import { formatShort } from '../i18n/format.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import { LAYER_HEIGHT } from '../state/layer-geometry.ts';
import styles from './GroupCard.module.css';
import { collapseGroups } from './group-edits.ts';
import type { GroupFlowNode } from './group-node.ts';
import type { GroupSummary } from './summarize.ts';

const PORTS: readonly PortMark[] = [
  { id: 'in', side: 'input', top: LAYER_HEIGHT / 2 },
  { id: 'out', side: 'output', top: LAYER_HEIGHT / 2 },
];

export const GroupCard = memo(function GroupCard({ id, data, selected }: NodeProps<GroupFlowNode>) {
  const { group, summary } = data;
  const store = useDocumentStore();
  const detail = useContext(DetailContext);
  const [worst] = summary.issues;
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: an action with a key does the same */}
      <div
        className={styles.card}
        data-selected={selected || undefined}
        data-severity={worst?.severity}
        data-detail={detail}
        onDoubleClick={() => store.getState().enter(group.id)}
      >
        <Shares summary={summary} />
        {detail !== 'bar' && (
          <>
            <div className={styles.head}>
              <span className={styles.name} data-long={group.name.length > LONG_NAME || undefined}>
                {group.name}
              </span>
              <Tooltip label={t.actions.expand} openDelay={300}>
                <button
                  type="button"
                  className={`${styles.open} nodrag nopan`}
                  aria-label={t.open(group.name)}
                  onClick={(event) => {
                    event.stopPropagation();
                    collapseGroups(store, [group.id], false);
                  }}
                  onDoubleClick={(event) => event.stopPropagation()}
                >
                  <Maximize2 size={12} aria-hidden />
                </button>
              </Tooltip>
            </div>
            {detail === 'full' && <div className={styles.about}>{t.layers(summary.layers)}</div>}
            <div className={styles.foot}>
              <span className={styles.shape} data-known={summary.output !== undefined || undefined}>
                {!summary.output && (detail === 'full' || summary.exits > 1 ? t.outputs(summary.exits) : '?')}
                {summary.output &&
                  (detail === 'full' ? (
                    <LetteredShape
                      shape={summary.output.shape}
                      beside={formatShort(summary.parameters).length}
                    />
                  ) : (
                    formatShape(summary.output.shape)
                  ))}
              </span>
              {summary.parameters > 0 && (
                <span
                  className={styles.parameters}
                  title={en.canvas.parameters(summary.parameters.toLocaleString('en'))}
                >
                  {formatShort(summary.parameters)}
                </span>
              )}
            </div>
          </>
        )}
        {worst && <Problems summary={summary} />}
      </div>
      {detail === 'bar' ? (
        <PortMarks ports={PORTS} />
      ) : (
        PORTS.map(({ id: port, side }) => (
          <CanvasPort
            key={port}
            node={id}
            port={port}
            side={side}
            label={en.canvas.input(group.name, t.ports[side])}
          />
        ))
      )}
    </>
  );
});

/** What it is made of, as a bar in the hues of its layers. */
function Shares({ summary }: { summary: GroupSummary }) {
  return (
    <div className={styles.bar} aria-hidden>
      {summary.shares.map(({ category, layers }) => (
        <span key={category} data-category={category} style={{ flexGrow: layers }} />
      ))}
    </div>
  );
}

function Problems({ summary: { issues } }: { summary: GroupSummary }) {
  const [worst] = issues;
  if (!worst) return null;
  const Icon = worst.severity === 'error' ? CircleAlert : TriangleAlert;
  const label = issues.length > 1 ? `${worst.message} (+${issues.length - 1})` : worst.message;
  return (
    <Tooltip label={label} multiline maw={320} openDelay={100}>
      <span className={styles.mark} role="img" aria-label={label}>
        <Icon size={16} strokeWidth={2.25} aria-hidden />
      </span>
    </Tooltip>
  );
}
