/** A panel at an edge of the window with a handle to resize it, by pointer or with the arrow keys. */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { en } from '../i18n/en.ts';
import styles from './Panel.module.css';
import { useUi, useUiStore } from './ui-context.tsx';
import { PANELS, type PanelName } from './ui-store.ts';

type Edge = 'left' | 'right' | 'bottom';

const KEY_STEP = 16;

interface PanelProps {
  name: PanelName;
  /** The edge of the window that it stands at. */
  edge: Edge;
  label: string;
  /** Escape leads back to where the panel was entered from. */
  onEscape?: () => void;
  children: ReactNode;
}

export function Panel({ name, edge, label, onEscape, children }: PanelProps) {
  const { size, open } = useUi((state) => state.panels[name]);
  if (!open) return null;
  const style = edge === 'bottom' ? { height: size } : { width: size };
  return (
    <section
      className={styles.panel}
      data-edge={edge}
      data-region={name}
      style={style}
      aria-label={label}
      onKeyDownCapture={(event) => {
        if (event.key !== 'Escape' || !onEscape) return;
        event.stopPropagation();
        onEscape();
      }}
    >
      <Grip name={name} edge={edge} />
      {children}
    </section>
  );
}

function Grip({ name, edge }: { name: PanelName; edge: Edge }) {
  const size = useUi((state) => state.panels[name].size);
  const ui = useUiStore();
  const start = useRef({ pointer: 0, size: 0 });
  const along = (event: PointerEvent) => (edge === 'bottom' ? event.clientY : event.clientX);
  /** Moving towards the middle of the window makes the panel larger. */
  const direction = edge === 'left' ? 1 : -1;

  const grab = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { pointer: along(event), size };
  };
  const drag = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    ui.getState().resizePanel(name, start.current.size + direction * (along(event) - start.current.pointer));
  };
  const press = (event: KeyboardEvent) => {
    const [less, more] = edge === 'bottom' ? ['ArrowDown', 'ArrowUp'] : ['ArrowLeft', 'ArrowRight'];
    const step = event.key === more ? KEY_STEP : event.key === less ? -KEY_STEP : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    ui.getState().resizePanel(name, size + step * (edge === 'bottom' ? 1 : direction));
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved has no element of its own
    <div
      className={styles.grip}
      role="separator"
      tabIndex={0}
      aria-label={en.app.resize(en.app.panels[name])}
      aria-orientation={edge === 'bottom' ? 'horizontal' : 'vertical'}
      aria-valuenow={size}
      aria-valuemin={PANELS[name].min}
      aria-valuemax={PANELS[name].max}
      onPointerDown={grab}
      onPointerMove={drag}
      onKeyDown={press}
      onDoubleClick={() => ui.getState().resizePanel(name, PANELS[name].initial)}
    />
  );
}
