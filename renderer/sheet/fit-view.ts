/** Shows all of a drawing, or some nodes of it, whether they are elements of the page or painted. */
import { type FitViewOptions, getViewportForBounds, type ReactFlowInstance } from '@xyflow/react';
import type { LinkFlowEdge } from '../canvas/flow-elements.ts';
import type { CanvasNode } from '../canvas/note-elements.ts';
import { unionOf } from '../groups/drawn.ts';
import { boxOfNode, type Sheet } from './sheet.ts';

export const LEAST_ZOOM = 0.05;
export const MOST_ZOOM = 2.5;

interface Fitting {
  /** By id; all of them where it is left out. */
  readonly nodes?: readonly string[];
  readonly padding?: NonNullable<FitViewOptions['padding']>;
  readonly maxZoom?: number;
  /** In milliseconds. */
  readonly duration?: number;
}

export function fitView(
  flow: Pick<ReactFlowInstance<CanvasNode, LinkFlowEdge>, 'setViewport'>,
  element: Element | null,
  sheet: Sheet,
  { nodes, padding = 0.1, maxZoom = MOST_ZOOM, duration = 0 }: Fitting,
): void {
  const meant = nodes ? nodes.flatMap((id) => sheet.node(id) ?? []) : sheet.nodes;
  const bounds = unionOf(meant.map(boxOfNode));
  if (!bounds || !element) return;
  const { clientWidth, clientHeight } = element;
  const view = getViewportForBounds(bounds, clientWidth, clientHeight, LEAST_ZOOM, maxZoom, padding);
  void flow.setViewport(view, { duration });
}
