/** A small picture of a network, drawn from its document: layers as coloured blocks, links as curves. */
import type { NetworkDocument } from '../../core/document/schema.ts';
import { findLayer } from '../../core/layers/registry.ts';
import { LAYER_HEIGHT, LAYER_WIDTH } from '../state/layer-geometry.ts';

const MARGIN = 40;
/** Small networks are not blown up. */
const SMALLEST_VIEW = { width: 900, height: 420 };

export function NetworkDrawing({ document }: { document: NetworkDocument }) {
  const { layers, links } = document;
  const xs = layers.map(({ position }) => position.x);
  const ys = layers.map(({ position }) => position.y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const drawn = {
    width: Math.max(...xs) + LAYER_WIDTH - left,
    height: Math.max(...ys) + LAYER_HEIGHT - top,
  };
  const width = Math.max(SMALLEST_VIEW.width, drawn.width + 2 * MARGIN);
  const height = Math.max(SMALLEST_VIEW.height, drawn.height + 2 * MARGIN);
  const view = [left - (width - drawn.width) / 2, top - (height - drawn.height) / 2, width, height];
  const places = new Map(layers.map(({ id, position }) => [id, position]));
  const stroke = width / 220;

  return (
    <svg viewBox={view.join(' ')} aria-hidden="true">
      {links.map(({ id, from, to }) => {
        const [a, b] = [places.get(from.layer), places.get(to.layer)];
        if (!a || !b) return null;
        const [x1, y1] = [a.x + LAYER_WIDTH, a.y + LAYER_HEIGHT / 2];
        const [x2, y2] = [b.x, b.y + LAYER_HEIGHT / 2];
        const bend = Math.max(30, (x2 - x1) / 2);
        return (
          <path
            key={id}
            d={`M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`}
            fill="none"
            stroke="var(--link)"
            strokeWidth={stroke}
          />
        );
      })}
      {layers.map(({ id, type, position }) => (
        <rect
          key={id}
          data-category={findLayer(type)?.category}
          x={position.x}
          y={position.y}
          width={LAYER_WIDTH}
          height={LAYER_HEIGHT}
          rx={14}
          fill="var(--category, var(--border-strong))"
        />
      ))}
    </svg>
  );
}
