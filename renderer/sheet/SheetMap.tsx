/** The whole of a large drawing, small: one line for all cards of a colour, where React Flow makes an element for each. */
import { Panel, useReactFlow, useStore } from '@xyflow/react';
import { type PointerEvent, useEffect, useId, useMemo, useRef } from 'react';
import type { CanvasNode } from '../canvas/note-elements.ts';
import { unionOf } from '../groups/drawn.ts';
import { en } from '../i18n/en.ts';
import { MOST_ZOOM } from './fit-view.ts';
import styles from './SheetMap.module.css';
import { boxOfNode, type Sheet } from './sheet.ts';

const SIZE = { width: 168, height: 104 } as const;
/** Room at the edge, in pixels of the map. */
const MARGIN = 5;

interface SheetMapProps {
  sheet: Sheet;
  className: string | undefined;
  colourOf(node: CanvasNode): string;
}

export function SheetMap({ sheet, className, colourOf }: SheetMapProps) {
  const title = useId();
  const flow = useReactFlow();
  const map = useRef<SVGSVGElement>(null);
  const [x, y, zoom] = useStore((state) => state.transform);
  const screen = useStore(({ width, height }) => `${width} ${height}`);
  const [width = 0, height = 0] = screen.split(' ').map(Number);
  const view = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
  const whole = useMemo(() => unionOf(sheet.nodes.map(boxOfNode)), [sheet]);
  const cards = useMemo(() => linesByColour(sheet, colourOf), [sheet, colourOf]);
  const around = unionOf(whole ? [whole, view] : [view]) ?? view;
  const scale = Math.max(around.width / SIZE.width, around.height / SIZE.height);
  const frame = {
    x: around.x - (SIZE.width * scale - around.width) / 2 - MARGIN * scale,
    y: around.y - (SIZE.height * scale - around.height) / 2 - MARGIN * scale,
    width: (SIZE.width + 2 * MARGIN) * scale,
    height: (SIZE.height + 2 * MARGIN) * scale,
  };
  const viewBox = `${frame.x} ${frame.y} ${frame.width} ${frame.height}`;

  useEffect(() => {
    const element = map.current;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      const steps = -event.deltaY * (event.deltaMode === 1 ? 0.05 : event.deltaMode ? 1 : 0.002);
      void flow.zoomTo(Math.min(MOST_ZOOM, flow.getZoom() * 2 ** steps));
    };
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  }, [flow]);

  const pan = (event: PointerEvent) => {
    if (event.buttons !== 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const now = flow.getViewport();
    const by = scale * now.zoom;
    void flow.setViewport({
      x: now.x - event.movementX * by,
      y: now.y - event.movementY * by,
      zoom: now.zoom,
    });
  };

  return (
    <Panel position="bottom-right" className={`react-flow__minimap ${styles.map} ${className}`} style={SIZE}>
      <svg className={styles.cards} viewBox={viewBox} {...SIZE} aria-hidden>
        {cards.map(([colour, line]) => (
          <path key={colour} d={line} fill={colour} />
        ))}
      </svg>
      <svg
        ref={map}
        className={styles.view}
        viewBox={viewBox}
        {...SIZE}
        role="img"
        aria-labelledby={title}
        onPointerMove={pan}
      >
        <title id={title}>{en.canvas.minimap}</title>
        <path
          className="react-flow__minimap-mask"
          fillRule="evenodd"
          d={`${rectangle(frame)}${rectangle(view)}`}
        />
      </svg>
    </Panel>
  );
}

function linesByColour(sheet: Sheet, colourOf: (node: CanvasNode) => string): readonly [string, string][] {
  const lines = new Map<string, string[]>();
  for (const node of sheet.nodes) {
    const colour = colourOf(node);
    if (colour === 'transparent') continue;
    const line = lines.get(colour);
    if (line) line.push(rectangle(boxOfNode(node)));
    else lines.set(colour, [rectangle(boxOfNode(node))]);
  }
  return [...lines].map(([colour, parts]) => [colour, parts.join('')]);
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function rectangle({ x, y, width, height }: Rectangle): string {
  return `M${x},${y}h${width}v${height}h${-width}z`;
}
