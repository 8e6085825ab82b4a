/** A pad to draw on with a mouse, a pen or a finger. It holds strokes, not pixels. */
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { enTraining as t } from '../i18n/en-training.ts';
import styles from './DrawingPad.module.css';
import type { Point, Stroke } from './strokes.ts';

/** Of the pen, as a part of the pad's side. */
const PEN = 0.062;
const SIDE = 640;
/** Movements smaller than this part of the pad add nothing. */
const NEAR = 0.004;

interface DrawingPadProps {
  readonly strokes: readonly Stroke[];
  onChange(strokes: readonly Stroke[]): void;
}

export function DrawingPad({ strokes, onChange }: DrawingPadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    context.clearRect(0, 0, SIDE, SIDE);
    context.strokeStyle = getComputedStyle(element).color;
    context.lineWidth = PEN * SIDE;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    for (const stroke of strokes) drawStroke(context, stroke);
  });

  const locate = (event: PointerEvent | globalThis.PointerEvent): Point => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    onChange([...strokes, [locate(event)]]);
  };
  const move = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const native = event.nativeEvent;
    const moves = native.getCoalescedEvents?.() ?? [];
    const last = strokes.at(-1);
    if (!last) return;
    const stroke = [...last];
    for (const point of (moves.length > 0 ? moves : [native]).map(locate)) {
      const before = stroke.at(-1);
      if (!before || Math.hypot(point.x - before.x, point.y - before.y) >= NEAR) stroke.push(point);
    }
    if (stroke.length > last.length) onChange([...strokes.slice(0, -1), stroke]);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') onChange([]);
    else if (event.key === 'z' && (event.ctrlKey || event.metaKey)) onChange(strokes.slice(0, -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles.pad} data-empty={strokes.length === 0 || undefined}>
      <canvas
        ref={canvas}
        width={SIDE}
        height={SIDE}
        tabIndex={0}
        role="img"
        aria-label={t.tryIt.drawLabel}
        onPointerDown={down}
        onPointerMove={move}
        onKeyDown={press}
      />
      {strokes.length === 0 && (
        <span className={styles.hint} aria-hidden>
          {t.tryIt.drawHint}
        </span>
      )}
    </div>
  );
}

/** Curves through the middles of the pieces, so that a quick hand leaves no corners. */
function drawStroke(context: CanvasRenderingContext2D, stroke: Stroke): void {
  const [first, ...rest] = stroke.map(({ x, y }) => ({ x: x * SIDE, y: y * SIDE }));
  if (!first) return;
  context.beginPath();
  context.moveTo(first.x, first.y);
  let before = first;
  for (const point of rest) {
    context.quadraticCurveTo(before.x, before.y, (before.x + point.x) / 2, (before.y + point.y) / 2);
    before = point;
  }
  context.lineTo(before.x, before.y);
  context.stroke();
}
