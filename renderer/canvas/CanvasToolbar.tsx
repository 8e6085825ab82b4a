/** The few tools of the canvas: add, zoom, fit. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { Eye, EyeOff, Maximize, Minus, PanelLeft, PanelRight, Plus, SquarePlus } from 'lucide-react';
import { useStore } from 'zustand';
import { useUiStore } from '../app/ui-context.tsx';
import type { CanvasHandle } from '../app/ui-store.ts';
import { en } from '../i18n/en.ts';
import { enUnderstanding } from '../i18n/en-understanding.ts';
import { anyShown, previewsOf } from '../preview/preview-store.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import styles from './Canvas.module.css';

export function CanvasToolbar({ canvas }: { canvas: CanvasHandle }) {
  const ui = useUiStore();
  const previews = previewsOf(useDocumentStore());
  const shown = useStore(previews, anyShown);
  const tools = [
    { label: en.actions.addLayer, Icon: SquarePlus, run: canvas.searchLayers },
    { label: en.actions.zoomOut, Icon: Minus, run: canvas.zoomOut },
    { label: en.actions.zoomIn, Icon: Plus, run: canvas.zoomIn },
    { label: en.actions.fit, Icon: Maximize, run: canvas.fit },
    {
      label: shown ? enUnderstanding.actions.hidePreviews : enUnderstanding.actions.previewAll,
      Icon: shown ? EyeOff : Eye,
      run: () => previews.getState().showAll(!shown),
    },
    { label: en.actions.palette, Icon: PanelLeft, run: () => ui.getState().togglePanel('palette') },
    { label: en.actions.inspector, Icon: PanelRight, run: () => ui.getState().togglePanel('inspector') },
  ];
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={en.canvas.toolbar}>
      {tools.map(({ label, Icon, run }) => (
        <Tooltip key={label} label={label}>
          <ActionIcon aria-label={label} onClick={run}>
            <Icon size={16} strokeWidth={1.75} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ))}
    </div>
  );
}
