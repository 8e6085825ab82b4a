/** What is drawn on the sheet: cards, links and notes, as React Flow has them, and what is painted behind them. */
import {
  Background,
  BackgroundVariant,
  type Connection,
  ConnectionLineType,
  type Edge,
  MiniMap,
  type OnNodeDrag,
  ReactFlow,
  useReactFlow,
} from '@xyflow/react';
import { type MouseEvent, memo, useCallback } from 'react';
import { canConnect } from '../../core/shape/can-connect.ts';
import { FixGhost } from '../fixes/FixGhost.tsx';
import { inputsAt, outputAt, planNodeLink } from '../groups/card-links.ts';
import { GroupCard } from '../groups/GroupCard.tsx';
import { GroupFrame } from '../groups/GroupFrame.tsx';
import { GroupStub } from '../groups/GroupStub.tsx';
import { layersOfNode } from '../groups/sheet-nodes.ts';
import { en } from '../i18n/en.ts';
import { LEAST_ZOOM, MOST_ZOOM } from '../sheet/fit-view.ts';
import { Painted } from '../sheet/Painted.tsx';
import { useSheetHandle } from '../sheet/pins.ts';
import { SheetMap } from '../sheet/SheetMap.tsx';
import { isLarge } from '../sheet/sheet.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import { planReconnect } from '../state/document-edits.ts';
import { GRID } from '../state/layer-geometry.ts';
import { NOTHING_SELECTED } from '../state/selection.ts';
import { addBend } from './bend-edits.ts';
import styles from './Canvas.module.css';
import { ConnectionHint } from './ConnectionHint.tsx';
import { ConnectingContext } from './canvas-context.ts';
import { type LinkFlowEdge, linkIdOf } from './flow-elements.ts';
import { GuideLines } from './GuideLines.tsx';
import { LayerNode } from './LayerNode.tsx';
import { LinkEdge } from './LinkEdge.tsx';
import { NoteNode } from './NoteNode.tsx';
import type { CanvasNode } from './note-elements.ts';
import type { ConnectingHandlers } from './use-connecting.ts';
import { useFlowElements } from './use-flow-elements.ts';

const NODE_TYPES = {
  layer: LayerNode,
  note: NoteNode,
  'group-card': GroupCard,
  'group-frame': GroupFrame,
  'group-stub': GroupStub,
};
const EDGE_TYPES = { link: LinkEdge };

const MULTI_SELECT = ['Shift', 'Meta', 'Control'];
const SNAP: [number, number] = [GRID, GRID];
const MAP_SIZE = { width: 168, height: 104 };

/** Renders apart from the tools around it: it follows the view and every drag. */
export const Drawing = memo(function Drawing({
  connecting,
  onConnectStart,
  onConnectEnd,
}: ConnectingHandlers) {
  const store = useDocumentStore();
  const flow = useReactFlow<CanvasNode, LinkFlowEdge>();
  const drawn = useSheetHandle();
  const { sheet, nodes, edges, painting, guides, glide, onNodesChange, onEdgesChange, settle } =
    useFlowElements(store, drawn, connecting?.from.layer);
  drawn.glide = glide;

  const connect = useCallback(
    (connection: Connection) => {
      const ends = endsOf(connection);
      const { history, dispatch } = store.getState();
      const commands = ends && planNodeLink(history.document, ends.source, ends.target);
      if (commands) dispatch(en.edits.connect, commands);
    },
    [store],
  );
  const dragStop = useCallback<OnNodeDrag<CanvasNode>>(() => settle(), [settle]);
  /** What does not fit may be drawn all the same: the canvas explains it and offers the remedy. */
  const isPossible = useCallback(
    (candidate: Connection | Edge) => {
      const { history, analysis } = store.getState();
      const ends = endsOf(candidate);
      const from = ends && outputAt(history.document, ends.source);
      const inputs = ends ? inputsAt(history.document, ends.target) : [];
      if (!from || inputs.length === 0) return false;
      return inputs.every((to) => canConnect(history.document, analysis, from, to).ok);
    },
    [store],
  );
  const clickNode = useCallback(
    (event: MouseEvent, { id, type }: CanvasNode) => {
      const more = event.shiftKey || event.metaKey || event.ctrlKey;
      const { history, select } = store.getState();
      // One of several that were selected is selected alone then.
      if (!more && type !== 'note') select({ layers: layersOfNode(history.document, id) });
    },
    [store],
  );
  const clickPane = useCallback(() => store.getState().select(NOTHING_SELECTED), [store]);
  const bend = useCallback(
    (event: MouseEvent, { id }: LinkFlowEdge) =>
      addBend(store, linkIdOf(id), flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })),
    [store, flow],
  );
  const reconnect = useCallback(
    (edge: LinkFlowEdge, connection: Connection) => {
      const ends = endsOf(connection);
      const { history, dispatch } = store.getState();
      const from = ends && outputAt(history.document, ends.source);
      const [to] = ends ? inputsAt(history.document, ends.target) : [];
      if (!from || !to) return;
      dispatch(en.edits.reconnect, planReconnect(history.document, linkIdOf(edge.id), from, to));
    },
    [store],
  );

  // Every function given to React Flow stays the same: a new one would render each card again.
  return (
    <ConnectingContext value={connecting}>
      <ReactFlow<CanvasNode, LinkFlowEdge>
        aria-label={en.canvas.label}
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStop={dragStop}
        onSelectionDragStop={settle}
        onNodeClick={clickNode}
        onPaneClick={clickPane}
        onConnect={connect}
        onConnectStart={onConnectStart}
        onConnectEnd={onConnectEnd}
        isValidConnection={isPossible}
        onEdgeDoubleClick={bend}
        onReconnect={reconnect}
        connectionLineType={ConnectionLineType.Bezier}
        connectionRadius={28}
        snapToGrid
        snapGrid={SNAP}
        minZoom={LEAST_ZOOM}
        maxZoom={MOST_ZOOM}
        zoomOnDoubleClick={false}
        multiSelectionKeyCode={MULTI_SELECT}
        deleteKeyCode={null}
        disableKeyboardA11y
        edgesFocusable={false}
        elevateNodesOnSelect={false}
        attributionPosition="bottom-center"
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.2} color="var(--canvas-dot)" />
        {painting && <Painted painting={painting} />}
        {isLarge(sheet) ? (
          <SheetMap sheet={sheet} className={styles.minimap} colourOf={miniMapColor} />
        ) : (
          nodes.length > 0 && (
            <MiniMap
              className={styles.minimap}
              ariaLabel={en.canvas.minimap}
              pannable
              zoomable
              style={MAP_SIZE}
              nodeColor={miniMapColor}
              nodeBorderRadius={8}
            />
          )
        )}
        <GuideLines guides={guides} />
        <ConnectionHint />
        <FixGhost />
      </ReactFlow>
    </ConnectingContext>
  );
});

/** A link leads from an output to an input. */
function endsOf({ source, sourceHandle, target, targetHandle }: Connection | Edge) {
  if (!sourceHandle || !targetHandle) return undefined;
  return { source: { node: source, port: sourceHandle }, target: { node: target, port: targetHandle } };
}

function miniMapColor({ type, data }: CanvasNode): string {
  if (type === 'group-card') return 'var(--border-strong)';
  if (type !== 'layer') return 'transparent';
  const category = data.analysis?.definition?.category;
  return category
    ? `oklch(var(--hue-lightness) var(--hue-chroma) var(--hue-${category}))`
    : 'var(--border-strong)';
}
