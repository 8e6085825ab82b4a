/** The size of a layer on the canvas and the space around it, in pixels at zoom 1. All on the 4 px grid. */
import type { Position } from '../../core/document/schema.ts';
import type { Ports } from '../../core/layers/layer.ts';

export const LAYER_WIDTH = 176;
export const LAYER_HEIGHT = 84;
export const COLUMN_GAP = 48;
export const ROW_GAP = 28;
export const GRID = 4;
/** Of a preview below its card, with the room between them. */
export const PREVIEW_HEIGHT = 64;

/** How far ports of one side stay apart. */
const PORT_DISTANCE = 24;

/** Layers with many ports grow, so that every port keeps its hit area. */
export function layerHeight({ inputs, outputs }: Ports): number {
  const most = Math.max(inputs.length, outputs.length);
  return Math.max(LAYER_HEIGHT, 36 + most * PORT_DISTANCE);
}

/** Where the middle of a port is, counted from the top of its layer. */
export function portOffset(height: number, index: number, count: number): number {
  return height / 2 + (index - (count - 1) / 2) * PORT_DISTANCE;
}

export function snap({ x, y }: Position): Position {
  // Adding 0 makes 0 of -0, which no file can hold.
  return { x: Math.round(x / GRID) * GRID + 0, y: Math.round(y / GRID) * GRID + 0 };
}
