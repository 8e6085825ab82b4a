/** The round mark of a problem on a painted card or link. */
import type { PainterColours } from './painter-colours.ts';

export function paintMark(
  context: CanvasRenderingContext2D,
  colours: PainterColours,
  { x, y }: { readonly x: number; readonly y: number },
  severity: 'error' | 'warning',
  radius: number,
): void {
  const colour = colours.token(severity === 'error' ? '--danger' : '--warning');
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = colours.token('--surface');
  context.fill();
  context.lineWidth = radius / 8;
  context.strokeStyle = colour;
  context.stroke();
  context.fillStyle = colour;
  context.fillRect(x - radius / 12, y - radius * 0.5, radius / 6, radius * 0.6);
  context.fillRect(x - radius / 12, y + radius * 0.28, radius / 6, radius / 6);
}
