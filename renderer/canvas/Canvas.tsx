/** The drawing: layers and links on an endless sheet, edited with the pointer or the keyboard. */
import {
  Background,
  BackgroundVariant,
  type Connection,
  ConnectionLineType,
  type Edge,
  MiniMap,
  type OnNodeDrag,
  ReactFlow,
  ReactFlowProvider,
  useOnViewportChange,
  useReactFlow,
} from '@xyflow/react';
import { type MouseEvent, useCallback, useRef, useState } from 'react';
import { canConnect } from '../../core/shape/can-connect.ts';
import { useUiStore } from '../app/ui-context.tsx';
import { ExplanationPopover } from '../explain/Explanation.tsx';
import { FindBar } from '../find/FindBar.tsx';
import { FixGhost, FixSummary } from '../fixes/FixGhost.tsx';
import { inputsAt, outputAt, planNodeLink } from '../groups/card-links.ts';
import { GroupAnnouncer } from '../groups/GroupAnnouncer.tsx';
import { GroupCard } from '../groups/GroupCard.tsx';
import { GroupFrame } from '../groups/GroupFrame.tsx';
import { GroupStub } from '../groups/GroupStub.tsx';
import { GroupTrail } from '../groups/GroupTrail.tsx';
import { layersOfNode } from '../groups/sheet-nodes.ts';
import { en } from '../i18n/en.ts';
import { PreviewBar } from '../preview/PreviewBar.tsx';
import { useDocumentStore } from '../state/document-context.tsx';
import { type Placement, planReconnect } from '../state/document-edits.ts';
import { GRID, LAYER_HEIGHT, LAYER_WIDTH, snap } from '../state/layer-geometry.ts';
import { Announcer } from './Announcer.tsx';
import { addBend } from './bend-edits.ts';
import styles from './Canvas.module.css';
import { CanvasMenu } from './CanvasMenu.tsx';
import { CanvasToolbar } from './CanvasToolbar.tsx';
import { ConnectionHint } from './ConnectionHint.tsx';
import { ConnectingContext, DetailContext, detailFor, textScale } from './canvas-context.ts';
import { EditRemark } from './EditRemark.tsx';
import { EmptyCanvas } from './EmptyCanvas.tsx';
import { type LinkFlowEdge, linkIdOf } from './flow-elements.ts';
import { GuideLines } from './GuideLines.tsx';
import { LayerNode } from './LayerNode.tsx';
import { LinkEdge } from './LinkEdge.tsx';
import { NoteNode } from './NoteNode.tsx';
import type { CanvasNode } from './note-elements.ts';
import { QUICK_ADD_SIZE, QuickAdd, type QuickAddRequest } from './QuickAdd.tsx';
import { useCanvasHandle } from './use-canvas-handle.ts';
import { useCanvasKeys } from './use-canvas-keys.ts';
import { useCanvasMenu } from './use-canvas-menu.ts';
import { useCanvasView } from './use-canvas-view.ts';
import { useConnecting } from './use-connecting.ts';
import { useFlowElements } from './use-flow-elements.ts';
import { useLayerDrop } from './use-layer-drop.ts';

const NODE_TYPES = {
  layer: LayerNode,
  note: NoteNode,
  'group-card': GroupCard,
  'group-frame': GroupFrame,
  'group-stub': GroupStub,
};
const EDGE_TYPES = { link: LinkEdge };

const MULTI_SELECT = ['Shift', 'Meta', 'Control'];

/** Above this many layers only those in view are in the page. */
const MANY_LAYERS = 200;

export function Canvas() {
  return (
    <ReactFlowProvider>
      <CanvasSheet />
    </ReactFlowProvider>
  );
}

function CanvasSheet() {
  const store = useDocumentStore();
  const ui = useUiStore();
  const flow = useReactFlow<CanvasNode, LinkFlowEdge>();
  const sheet = useRef<HTMLDivElement>(null);
  const [quickAdd, setQuickAdd] = useState<QuickAddRequest>();
  const [detail, setDetail] = useState(() => detailFor(1));
  const { nodes, edges, guides, glide, onNodesChange, onEdgesChange, settle } = useFlowElements(store);
  const handle = useCanvasHandle(sheet, flow, setQuickAdd, glide);
  const bringIntoView = useCanvasView(sheet, flow);
  useCanvasKeys(sheet, store, bringIntoView, ui.getState().editNote);

  useOnViewportChange({
    onChange: ({ zoom }) => {
      setDetail(detailFor(zoom));
      sheet.current?.style.setProperty('--text-scale', String(textScale(zoom)));
    },
    onEnd: (viewport) => ui.getState().rememberView({ opened: store.getState().opened, ...viewport }),
  });

  /** Opens the search at a point of the screen; the new layer's corner goes there. */
  const openQuickAdd = useCallback(
    (screen: { x: number; y: number }, placementAt: (position: { x: number; y: number }) => Placement) => {
      const box = sheet.current?.getBoundingClientRect();
      if (!box) return;
      const clamp = (value: number, room: number) => Math.max(8, Math.min(value, room - 8));
      setQuickAdd({
        left: clamp(screen.x - box.left, box.width - QUICK_ADD_SIZE.width),
        top: clamp(screen.y - box.top, box.height - QUICK_ADD_SIZE.height),
        placement: placementAt(flow.screenToFlowPosition(screen)),
      });
    },
    [flow],
  );

  const { connecting, onConnectStart, onConnectEnd } = useConnecting(
    store,
    useCallback(
      ({ from, side }, screen) =>
        openQuickAdd(screen, (point) => ({
          kind: 'from-port',
          port: from,
          side,
          position: snap({
            x: side === 'output' ? point.x : point.x - LAYER_WIDTH,
            y: point.y - LAYER_HEIGHT / 2,
          }),
        })),
      [openQuickAdd],
    ),
  );

  const connect = useCallback(
    (connection: Connection) => {
      const ends = endsOf(connection);
      const { history, dispatch } = store.getState();
      const commands = ends && planNodeLink(history.document, ends.source, ends.target);
      if (commands) dispatch(en.edits.connect, commands);
    },
    [store],
  );

  const drop = useLayerDrop(flow);

  const doubleClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || !event.target.classList.contains('react-flow__pane')) return;
    openQuickAdd({ x: event.clientX, y: event.clientY }, (position) => ({
      kind: 'at',
      position: snap(position),
    }));
  };

  const { menu, onContextMenu, closeMenu } = useCanvasMenu(store, flow, (screen) =>
    openQuickAdd(screen, (position) => ({ kind: 'at', position: snap(position) })),
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

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointer shortcuts; the toolbar and keys do the same
    <div
      ref={sheet}
      className={styles.canvas}
      data-region="canvas"
      tabIndex={-1}
      onDoubleClick={doubleClick}
      onContextMenu={onContextMenu}
      {...drop}
    >
      <DetailContext value={detail}>
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
            onNodeClick={(event, { id, type }) => {
              const more = event.shiftKey || event.metaKey || event.ctrlKey;
              const { history, select } = store.getState();
              // One of several that were selected is selected alone then.
              if (!more && type !== 'note') select({ layers: layersOfNode(history.document, id) });
            }}
            onConnect={connect}
            onConnectStart={onConnectStart}
            onConnectEnd={onConnectEnd}
            isValidConnection={isPossible}
            onEdgeDoubleClick={(event, edge) =>
              addBend(
                store,
                linkIdOf(edge.id),
                flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }),
              )
            }
            onReconnect={(edge, connection) => {
              const ends = endsOf(connection);
              const { history, dispatch } = store.getState();
              const from = ends && outputAt(history.document, ends.source);
              const [to] = ends ? inputsAt(history.document, ends.target) : [];
              if (!from || !to) return;
              dispatch(en.edits.reconnect, planReconnect(history.document, linkIdOf(edge.id), from, to));
            }}
            connectionLineType={ConnectionLineType.Bezier}
            connectionRadius={28}
            snapToGrid
            snapGrid={[GRID, GRID]}
            minZoom={0.05}
            maxZoom={2.5}
            zoomOnDoubleClick={false}
            multiSelectionKeyCode={MULTI_SELECT}
            deleteKeyCode={null}
            disableKeyboardA11y
            edgesFocusable={false}
            elevateNodesOnSelect={false}
            onlyRenderVisibleElements={nodes.length > MANY_LAYERS}
            attributionPosition="bottom-center"
          >
            <Background variant={BackgroundVariant.Dots} gap={20} size={1.2} color="var(--canvas-dot)" />
            {nodes.length > 0 && (
              <MiniMap
                className={styles.minimap}
                ariaLabel={en.canvas.minimap}
                pannable
                zoomable
                style={{ width: 168, height: 104 }}
                nodeColor={miniMapColor}
                nodeBorderRadius={8}
              />
            )}
            <GuideLines guides={guides} />
            <ConnectionHint />
            <FixGhost />
          </ReactFlow>
        </ConnectingContext>
      </DetailContext>
      <EmptyCanvas />
      <CanvasToolbar canvas={handle} />
      {quickAdd && (
        <QuickAdd request={quickAdd} onClose={() => setQuickAdd(undefined)} onLeave={handle.focus} />
      )}
      {menu && <CanvasMenu request={menu} onClose={closeMenu} />}
      <PreviewBar />
      <FixSummary />
      <ExplanationPopover sheet={sheet} />
      <FindBar />
      <EditRemark />
      <GroupTrail />
      <Announcer />
      <GroupAnnouncer />
    </div>
  );
}

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
