/** The drawing: layers and links on an endless sheet, edited with the pointer or the keyboard. */
import { ReactFlowProvider, useOnViewportChange, useReactFlow } from '@xyflow/react';
import { type MouseEvent, startTransition, useCallback, useRef, useState } from 'react';
import { useUiStore } from '../app/ui-context.tsx';
import { ExplanationPopover } from '../explain/Explanation.tsx';
import { FindBar } from '../find/FindBar.tsx';
import { FixSummary } from '../fixes/FixGhost.tsx';
import { GroupAnnouncer } from '../groups/GroupAnnouncer.tsx';
import { GroupTrail } from '../groups/GroupTrail.tsx';
import { PreviewBar } from '../preview/PreviewBar.tsx';
import { createSheetHandle, SheetContext, useSheetHandle } from '../sheet/pins.ts';
import { usePointed } from '../sheet/use-pointed.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import type { Placement } from '../state/document-edits.ts';
import { LAYER_HEIGHT, LAYER_WIDTH, snap } from '../state/layer-geometry.ts';
import { Announcer } from './Announcer.tsx';
import styles from './Canvas.module.css';
import { CanvasMenu } from './CanvasMenu.tsx';
import { CanvasToolbar } from './CanvasToolbar.tsx';
import { DetailContext, detailFor, textScale } from './canvas-context.ts';
import { Drawing } from './Drawing.tsx';
import { EditRemark } from './EditRemark.tsx';
import { EmptyCanvas } from './EmptyCanvas.tsx';
import type { LinkFlowEdge } from './flow-elements.ts';
import type { CanvasNode } from './note-elements.ts';
import { QuickAdd, type QuickAddRequest, quickAddCorner } from './QuickAdd.tsx';
import { useCanvasHandle } from './use-canvas-handle.ts';
import { useCanvasKeys } from './use-canvas-keys.ts';
import { useCanvasMenu } from './use-canvas-menu.ts';
import { useCanvasView } from './use-canvas-view.ts';
import { useConnecting } from './use-connecting.ts';
import { useLayerDrop } from './use-layer-drop.ts';
import { WholeInView } from './WholeInView.tsx';

export function Canvas() {
  const [drawn] = useState(createSheetHandle);
  return (
    <ReactFlowProvider>
      <SheetContext value={drawn}>
        <CanvasSheet />
      </SheetContext>
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
  const drawn = useSheetHandle();
  const handle = useCanvasHandle(sheet, flow, setQuickAdd, drawn);
  const bringIntoView = useCanvasView(sheet, flow, drawn);
  useCanvasKeys(sheet, store, drawn, bringIntoView, ui.getState().editNote);
  usePointed(sheet, drawn);

  useOnViewportChange({
    onChange: ({ zoom }) => {
      // All cards change with it: they may take several frames.
      startTransition(() => setDetail(detailFor(zoom)));
      sheet.current?.style.setProperty('--text-scale', String(textScale(zoom)));
    },
    onEnd: (viewport) => ui.getState().rememberView({ opened: store.getState().opened, ...viewport }),
  });

  /** Opens the search at a point of the screen; the new layer's corner goes there. */
  const openQuickAdd = useCallback(
    (screen: { x: number; y: number }, placementAt: (position: { x: number; y: number }) => Placement) => {
      const box = sheet.current?.getBoundingClientRect();
      if (!box) return;
      setQuickAdd({
        ...quickAddCorner(box, screen),
        placement: placementAt(flow.screenToFlowPosition(screen)),
      });
    },
    [flow],
  );

  const linking = useConnecting(
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
        <Drawing {...linking} />
      </DetailContext>
      <WholeInView canvas={sheet} />
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
