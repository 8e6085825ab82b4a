/** The few tools of the canvas: add, zoom, fit. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { Maximize, Minus, PanelLeft, PanelRight, Plus, SquarePlus } from 'lucide-react';
import { useUiStore } from '../app/ui-context.tsx';
import type { CanvasHandle } from '../app/ui-store.ts';
import { en } from '../i18n/en.ts';
import styles from './Canvas.module.css';

export function CanvasToolbar({ canvas }: { canvas: CanvasHandle }) {
  const ui = useUiStore();
  const tools = [
    { label: en.actions.addLayer, Icon: SquarePlus, run: canvas.searchLayers },
    { label: en.actions.zoomOut, Icon: Minus, run: canvas.zoomOut },
    { label: en.actions.zoomIn, Icon: Plus, run: canvas.zoomIn },
    { label: en.actions.fit, Icon: Maximize, run: canvas.fit },
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
