/** A small picture of a network, made from its document and what is known about it. */
import type { NetworkDocument } from '../../core/document/schema.ts';
import type { NetworkAnalysis } from '../../core/shape/analysis.ts';
import { drawNetwork } from './draw-network.ts';

/** At least; long drawings keep more at both ends, since they are made smaller. */
const MARGIN = 16;
/** Small networks are enlarged no further. */
const SMALLEST = { width: 124, height: 78 };
/** Longer ones would be a thin line: they are pressed together into a skyline. */
const LONGEST = 900;

export function NetworkDrawing({
  document,
  analysis,
}: {
  document: NetworkDocument;
  analysis: NetworkAnalysis;
}) {
  const { boxes, lines, width, height } = drawNetwork(document, analysis);
  const view = {
    width: Math.max(SMALLEST.width, width + 2 * Math.max(MARGIN, width / 16)),
    height: Math.max(SMALLEST.height, height + 2 * MARGIN),
  };
  const [left, top] = [(width - view.width) / 2, (height - view.height) / 2];

  return (
    <svg
      viewBox={`${left} ${top} ${view.width} ${view.height}`}
      preserveAspectRatio={view.width > LONGEST ? 'none' : 'xMidYMid'}
      aria-hidden="true"
    >
      {lines.map(({ id, from, to }) => {
        const middle = (from.x + to.x) / 2;
        return (
          <path
            key={id}
            d={`M${from.x} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`}
            fill="none"
            stroke="var(--link)"
            strokeWidth={1.25}
          />
        );
      })}
      {boxes.map(({ id, category, stripes = [category], x, y, width, height }) =>
        stripes.map((kind, index) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: layers of a group have no other identity here
            key={`${id} ${index}`}
            x={x + (index * width) / stripes.length}
            y={y}
            width={width / stripes.length - (stripes.length > 1 ? 1 : 0)}
            height={height}
            data-category={kind}
            rx={stripes.length > 1 ? 1 : 2.5}
            fill="var(--category, var(--border-strong))"
          />
        )),
      )}
    </svg>
  );
}
