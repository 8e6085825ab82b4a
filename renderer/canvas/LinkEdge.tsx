/** A link: a ribbon as thick as the logarithm of what flows in it; dashed, with a mark, where it does not fit. */
import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo, useState } from 'react';
import { formatShape } from '../../core/shape/tensor-type.ts';
import { IssueMark } from '../fixes/IssueMark.tsx';
import { LAYER_HEIGHT } from '../state/layer-geometry.ts';
import { BendHandles } from './BendHandles.tsx';
import { type LinkFlowEdge, linkIdOf } from './flow-elements.ts';
import styles from './LinkEdge.module.css';
import { linkWidth } from './link-line.ts';
import { useLinkLine } from './use-link-line.ts';

const WIDEST_LABEL = 120;
const LABEL_LIFT = 14;

export const LinkEdge = memo(function LinkEdge(props: EdgeProps<LinkFlowEdge>) {
  const { sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, selected, data, id } = props;
  const [hovered, setHovered] = useState(false);
  const ends = { sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition };
  const { tensor, issue, bends } = data ?? {};
  const [path, middleX, middleY] = useLinkLine(ends, bends);
  const showShape = tensor && !issue && hovered;
  // Between layers that stand close the label goes above them.
  const close = !bends && Math.abs(targetX - sourceX) < WIDEST_LABEL;
  const labelY = close && !issue ? Math.min(sourceY, targetY) - LAYER_HEIGHT / 2 - LABEL_LIFT : middleY;

  return (
    <g
      className={styles.link}
      data-selected={selected || undefined}
      data-severity={issue?.severity}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
    >
      <BaseEdge
        id={id}
        path={path}
        interactionWidth={18}
        style={{ strokeWidth: `calc(${linkWidth(tensor).toFixed(2)}px * var(--text-scale, 1))` }}
      />
      {selected && bends && <BendHandles link={linkIdOf(id)} bends={bends} />}
      {(showShape || issue) && (
        <EdgeLabelRenderer>
          <div
            className={styles.label}
            style={{ transform: `translate(-50%, -50%) translate(${middleX}px, ${labelY}px)` }}
          >
            {issue ? (
              <IssueMark issues={[issue]} className={styles.mark} />
            ) : (
              tensor && <span className={styles.shape}>{formatShape(tensor.shape)}</span>
            )}
          </div>
        </EdgeLabelRenderer>
      )}
    </g>
  );
});
