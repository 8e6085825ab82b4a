/** A link: a ribbon as thick as the logarithm of what flows in it; dashed, with a mark, where it does not fit. */
import { Tooltip } from '@mantine/core';
import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath, getSmoothStepPath } from '@xyflow/react';
import { CircleAlert } from 'lucide-react';
import { memo, useState } from 'react';
import type { Position } from '../../core/document/schema.ts';
import { formatShape, type TensorType } from '../../core/shape/tensor-type.ts';
import { LAYER_HEIGHT } from '../state/layer-geometry.ts';
import { BendHandles } from './BendHandles.tsx';
import { bentPath } from './bent-path.ts';
import { type LinkFlowEdge, linkIdOf } from './flow-elements.ts';
import styles from './LinkEdge.module.css';

const THINNEST = 1.5;
const THICKEST = 6;

const WIDEST_LABEL = 120;
const LABEL_LIFT = 14;

/** One number is a thread, a million a ribbon. */
export function linkWidth(tensor: TensorType | undefined): number {
  if (!tensor) return THINNEST;
  const size = tensor.shape.reduce<number>((product, dimension) => product * (dimension ?? 1), 1);
  return Math.min(THICKEST, THINNEST + Math.log10(size) * 0.9);
}

type Ends = Pick<
  EdgeProps,
  'sourceX' | 'sourceY' | 'targetX' | 'targetY' | 'sourcePosition' | 'targetPosition'
>;
type Line = readonly [path: string, middleX: number, middleY: number];

function straightLine(ends: Ends): Line {
  const [path, x, y] =
    ends.targetX > ends.sourceX
      ? getBezierPath({ ...ends, curvature: 0.32 })
      : getSmoothStepPath({ ...ends, borderRadius: 18, offset: 22 });
  return [path, x, y];
}

function bentLine({ sourceX, sourceY, targetX, targetY }: Ends, bends: readonly Position[]): Line {
  const { path, middle } = bentPath({ x: sourceX, y: sourceY }, bends, { x: targetX, y: targetY });
  return [path, middle.x, middle.y];
}

export const LinkEdge = memo(function LinkEdge(props: EdgeProps<LinkFlowEdge>) {
  const { sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, selected, data, id } = props;
  const [hovered, setHovered] = useState(false);
  const ends = { sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition };
  const { tensor, issue, bends } = data ?? {};
  const [path, middleX, middleY] = bends ? bentLine(ends, bends) : straightLine(ends);
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
              <Tooltip label={issue.message} multiline maw={320} openDelay={100}>
                <span className={styles.mark} role="img" aria-label={issue.message}>
                  <CircleAlert size={16} strokeWidth={2.25} aria-hidden />
                </span>
              </Tooltip>
            ) : (
              tensor && <span className={styles.shape}>{formatShape(tensor.shape)}</span>
            )}
          </div>
        </EdgeLabelRenderer>
      )}
    </g>
  );
});
