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
import { type DragEvent, type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useUi, useUiStore } from '../app/ui-context.tsx';
import type { CanvasHandle } from '../app/ui-store.ts';
import { en } from '../i18n/en.ts';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import type { Placement, PortRef } from '../state/document-edits.ts';
import { GRID, LAYER_HEIGHT, LAYER_WIDTH, snap } from '../state/layer-geometry.ts';
import { Announcer } from './Announcer.tsx';
import styles from './Canvas.module.css';
import { CanvasToolbar } from './CanvasToolbar.tsx';
import { ConnectingContext, DetailContext, detailFor } from './canvas-context.ts';
import { EmptyCanvas } from './EmptyCanvas.tsx';
import { type LayerFlowNode, type LinkFlowEdge, layerIdOf, linkIdOf } from './flow-elements.ts';
import { LayerNode } from './LayerNode.tsx';
import { LinkEdge } from './LinkEdge.tsx';
import { LAYER_DRAG_TYPE } from './layer-drag.ts';
import { QuickAdd, type QuickAddRequest } from './QuickAdd.tsx';
import { useCanvasKeys } from './use-canvas-keys.ts';
import { useConnecting } from './use-connecting.ts';
import { useFlowElements } from './use-flow-elements.ts';

const NODE_TYPES = { layer: LayerNode };
const EDGE_TYPES = { link: LinkEdge };
const FIT = { padding: 0.18, maxZoom: 1.1, duration: 160 };

/** Above this many layers only those in view are in the page. */
const MANY_LAYERS = 200;

const QUICK_ADD = { width: 340, height: 360 };

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
  const flow = useReactFlow<LayerFlowNode, LinkFlowEdge>();
  const sheet = useRef<HTMLDivElement>(null);
  const [quickAdd, setQuickAdd] = useState<QuickAddRequest>();
  const [detail, setDetail] = useState(() => detailFor(1));
  const { nodes, edges, onNodesChange, onEdgesChange, settle } = useFlowElements(store);
  const handle = useCanvasHandle(sheet, setQuickAdd);
  useCanvasKeys(sheet, store);

  useOnViewportChange({ onChange: ({ zoom }) => setDetail(detailFor(zoom)) });

  /** Opens the search at a point of the screen; the new layer's corner goes there. */
  const openQuickAdd = useCallback(
    (screen: { x: number; y: number }, placementAt: (position: { x: number; y: number }) => Placement) => {
      const box = sheet.current?.getBoundingClientRect();
      if (!box) return;
      const clamp = (value: number, room: number) => Math.max(8, Math.min(value, room - 8));
      setQuickAdd({
        left: clamp(screen.x - box.left, box.width - QUICK_ADD.width),
        top: clamp(screen.y - box.top, box.height - QUICK_ADD.height),
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
      if (ends) store.getState().connect(ends.from, ends.to);
    },
    [store],
  );

  const drop = useLayerDrop(sheet);

  const doubleClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || !event.target.classList.contains('react-flow__pane')) return;
    openQuickAdd({ x: event.clientX, y: event.clientY }, (position) => ({
      kind: 'at',
      position: snap(position),
    }));
  };

  const dragStop = useCallback<OnNodeDrag<LayerFlowNode>>(() => settle(), [settle]);
  const isValid = useCallback((candidate: Connection | Edge) => isPossible(candidate), []);

  useShowAllOnOpen();
  useReveal();

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointer shortcuts; the toolbar and keys do the same
    <div ref={sheet} className={styles.canvas} onDoubleClick={doubleClick} {...drop}>
      <DetailContext value={detail}>
        <ConnectingContext value={connecting}>
          <ReactFlow<LayerFlowNode, LinkFlowEdge>
            aria-label={en.canvas.label}
            nodes={nodes}
            edges={edges}
            nodeTypes={NODE_TYPES}
            edgeTypes={EDGE_TYPES}
            onNodesChange={onNodesChange}
            onEdgesChange={onEdgesChange}
            onNodeDragStop={dragStop}
            onSelectionDragStop={settle}
            onConnect={connect}
            onConnectStart={onConnectStart}
            onConnectEnd={onConnectEnd}
            isValidConnection={isValid}
            onReconnect={(edge, connection) => {
              const ends = endsOf(connection);
              if (!ends) return;
              const { dispatch } = store.getState();
              dispatch(en.edits.reconnect, [
                { type: 'add-link', link: { id: linkIdOf(edge.id), ...ends }, replaces: linkIdOf(edge.id) },
              ]);
            }}
            connectionLineType={ConnectionLineType.Bezier}
            connectionRadius={28}
            snapToGrid
            snapGrid={[GRID, GRID]}
            minZoom={0.05}
            maxZoom={2.5}
            zoomOnDoubleClick={false}
            deleteKeyCode={null}
            disableKeyboardA11y
            elevateNodesOnSelect={false}
            onlyRenderVisibleElements={nodes.length > MANY_LAYERS}
            proOptions={{ hideAttribution: true }}
          >
            <Background variant={BackgroundVariant.Dots} gap={20} size={1.2} color="var(--canvas-dot)" />
            <MiniMap
              className={styles.minimap}
              ariaLabel={en.canvas.minimap}
              pannable
              zoomable
              style={{ width: 168, height: 104 }}
              nodeColor={miniMapColor}
              nodeBorderRadius={8}
            />
          </ReactFlow>
        </ConnectingContext>
      </DetailContext>
      <EmptyCanvas />
      <CanvasToolbar canvas={handle} />
      {quickAdd && <QuickAdd request={quickAdd} onClose={() => setQuickAdd(undefined)} />}
      <Announcer />
    </div>
  );

  function useShowAllOnOpen() {
    const opened = useDocument((state) => state.opened);
    // biome-ignore lint/correctness/useExhaustiveDependencies: a newly opened document is the reason to fit
    useEffect(() => {
      const frame = requestAnimationFrame(() => void flow.fitView({ ...FIT, duration: 0 }));
      return () => cancelAnimationFrame(frame);
    }, [opened]);
  }

  function useReveal() {
    const reveal = useUi((state) => state.reveal);
    useEffect(() => {
      if (!reveal) return;
      void flow.fitView({ nodes: [{ id: reveal.layer }], maxZoom: 1, duration: 200 });
    }, [reveal]);
  }

  /** What the rest of the window may ask of the canvas. */
  function useCanvasHandle(
    element: typeof sheet,
    open: (request: QuickAddRequest | undefined) => void,
  ): CanvasHandle {
    const canvas = useMemo<CanvasHandle>(() => {
      const middle = () => {
        const box = element.current?.getBoundingClientRect();
        return box ? { x: box.left + box.width / 2, y: box.top + box.height / 2 } : { x: 0, y: 0 };
      };
      const center = () => flow.screenToFlowPosition(middle());
      return {
        fit: () => void flow.fitView(FIT),
        fitSelection: () => {
          const chosen = [...store.getState().selection.layers].map((id) => ({ id }));
          void flow.fitView({ ...FIT, nodes: chosen });
        },
        zoomIn: () => void flow.zoomIn({ duration: 120 }),
        zoomOut: () => void flow.zoomOut({ duration: 120 }),
        center,
        searchLayers: () => {
          const box = element.current?.getBoundingClientRect();
          if (!box) return;
          const [selected] = store.getState().selection.layers;
          open({
            left: (box.width - QUICK_ADD.width) / 2,
            top: Math.max(8, box.height / 5),
            placement: { kind: 'after', layer: selected },
          });
        },
      };
    }, [element, open]);
    useEffect(() => {
      ui.getState().setCanvas(canvas);
      return () => ui.getState().setCanvas(undefined);
    }, [canvas]);
    return canvas;
  }

  /** Layers dragged from the palette: onto the sheet, or onto a link to stand in its middle. */
  function useLayerDrop(element: typeof sheet) {
    const marked = useRef<Element>(undefined);
    const markLink = (link: Element | undefined) => {
      if (marked.current === link) return;
      marked.current?.removeAttribute('data-drop-target');
      link?.setAttribute('data-drop-target', '');
      marked.current = link;
    };
    return {
      onDragOver: (event: DragEvent) => {
        if (!event.dataTransfer.types.includes(LAYER_DRAG_TYPE)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        markLink(linkAt(event, element.current));
      },
      onDragLeave: () => markLink(undefined),
      onDrop: (event: DragEvent) => {
        const type = event.dataTransfer.getData(LAYER_DRAG_TYPE);
        if (type === '') return;
        event.preventDefault();
        event.stopPropagation();
        const link = linkAt(event, element.current)?.getAttribute('data-id');
        markLink(undefined);
        const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
        const position = snap({ x: point.x - LAYER_WIDTH / 2, y: point.y - LAYER_HEIGHT / 2 });
        store
          .getState()
          .addLayer(
            type,
            link ? { kind: 'on-link', link: linkIdOf(link), position } : { kind: 'at', position },
          );
      },
    };
  }
}

function linkAt(event: DragEvent, sheet: HTMLElement | null): Element | undefined {
  const under = sheet?.ownerDocument.elementsFromPoint(event.clientX, event.clientY) ?? [];
  return (
    under.map((element) => element.closest('.react-flow__edge')).find((link) => link !== null) ?? undefined
  );
}

/** Links lead from an output to an input; what does not fit is drawn all the same and explained. */
function endsOf({ source, sourceHandle, target, targetHandle }: Connection) {
  if (!sourceHandle || !targetHandle) return undefined;
  const from: PortRef = { layer: layerIdOf(source), port: sourceHandle };
  const to: PortRef = { layer: layerIdOf(target), port: targetHandle };
  return { from, to };
}

/** Only a link from a layer to itself is refused: everything else can be drawn and is explained. */
function isPossible({ source, target }: Connection | Edge): boolean {
  return source !== target;
}

function miniMapColor({ data }: LayerFlowNode): string {
  const category = data.analysis?.definition?.category;
  return category
    ? `oklch(var(--hue-lightness) var(--hue-chroma) var(--hue-${category}))`
    : 'var(--border-strong)';
}
