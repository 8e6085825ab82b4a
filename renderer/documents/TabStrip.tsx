/** The open networks as tabs, where there are several: to go to, to close, to put in another order. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { CircleAlert, LoaderCircle, Plus, X } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../app/session-context.tsx';
import { useUi, useUiStore } from '../app/ui-context.tsx';
import { enDocuments } from '../i18n/en-documents.ts';
import { isBusy } from '../state/run-store.ts';
import styles from './TabStrip.module.css';
import type { Tab } from './tab.ts';

const t = enDocuments.tabs;
const MIDDLE_BUTTON = 1;
const DRAGGED = 'application/x-layerloom-tab';

export function TabStrip() {
  const { tabs } = useSession();
  const open = useStore(tabs.store, (state) => state.tabs);
  const ui = useUiStore();
  const [moved, setMoved] = useState('');
  if (open.length < 2) return null;

  const move = (tab: Tab, to: number) => {
    tabs.move(tab.id, to);
    const place = tabs.store.getState().tabs.indexOf(tab) + 1;
    setMoved(t.moved(tab.document.getState().history.document.name, place, open.length));
  };

  return (
    <nav className={styles.strip} aria-label={t.label}>
      <ul>
        {open.map((tab, place) => (
          <TabItem key={tab.id} tab={tab} place={place} onMove={move} />
        ))}
      </ul>
      <Tooltip label={t.new}>
        <ActionIcon size={24} aria-label={t.new} onClick={() => ui.getState().showGallery(true)}>
          <Plus size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <p className="visually-hidden" id="tab-help">
        {t.help}
      </p>
      <p className="visually-hidden" role="status">
        {moved}
      </p>
    </nav>
  );
}

interface TabItemProps {
  readonly tab: Tab;
  readonly place: number;
  readonly onMove: (tab: Tab, to: number) => void;
}

function TabItem({ tab, place, onMove }: TabItemProps) {
  const { tabs } = useSession();
  const gallery = useUi((state) => state.gallery);
  const active = useStore(tabs.store, (state) => state.active === tab.id) && !gallery;
  const name = useStore(tab.document, (state) => state.history.document.name);
  const item = useRef<HTMLLIElement>(null);

  useEffect(() => {
    if (active) item.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);

  const close = () => void tabs.close(tab.id);
  const press = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by !== undefined && event.ctrlKey && event.shiftKey) onMove(tab, place + by);
    else if (by !== undefined && !event.altKey && !event.metaKey) focusTab(item.current, by);
    else if (event.key === 'Delete') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const middleClick = (event: MouseEvent) => {
    if (event.button !== MIDDLE_BUTTON) return;
    event.preventDefault();
    close();
  };
  const dragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(DRAGGED)) return;
    event.preventDefault();
    const dragged = tabs.store.getState().tabs.find(({ id }) => id === draggedTab);
    const box = event.currentTarget.getBoundingClientRect();
    const from = dragged ? tabs.store.getState().tabs.indexOf(dragged) : place;
    // Past the middle: a wide tab does not jump back and forth with a narrow one.
    const past = from < place ? event.clientX > box.x + box.width / 2 : event.clientX < box.x + box.width / 2;
    if (dragged && dragged !== tab && past) onMove(dragged, place);
  };

  return (
    <li
      ref={item}
      className={styles.tab}
      data-active={active || undefined}
      draggable
      onDragStart={(event) => {
        draggedTab = tab.id;
        event.dataTransfer.setData(DRAGGED, tab.id);
        event.dataTransfer.effectAllowed = 'move';
      }}
      onDragOver={dragOver}
      onAuxClick={middleClick}
      onMouseDown={(event) => event.button === MIDDLE_BUTTON && event.preventDefault()}
    >
      <button
        type="button"
        className={styles.name}
        aria-current={active ? 'page' : undefined}
        aria-describedby="tab-help"
        title={name}
        onClick={() => tabs.show(tab.id)}
        onKeyDown={press}
      >
        <span className={styles.text}>{name}</span>
        <TabState tab={tab} />
      </button>
      <button
        type="button"
        className={styles.close}
        aria-label={t.close(name)}
        title={t.closeHint}
        onClick={close}
      >
        <X size={12} aria-hidden />
      </button>
    </li>
  );
}

/** Browsers do not say what is dragged before it is dropped. */
let draggedTab: string | undefined;

/** What is going on in a network that is not looked at: a question, a run, unsaved edits. */
function TabState({ tab }: { readonly tab: Tab }) {
  const { tabs } = useSession();
  const asks = useStore(tabs.store, ({ choices }) => choices[tab.id] !== undefined);
  const busy = useStore(tab.runs, ({ phase }) => isBusy(phase));
  const connected = useUi((state) => state.connection === 'connected');
  const unsaved = useStore(tab.document, ({ save }) => save.status === 'failed');
  if (asks) return <Sign label={t.choice} icon={<CircleAlert size={13} aria-hidden />} tone="warning" />;
  if (busy && connected)
    return <Sign label={t.training} icon={<LoaderCircle size={12} aria-hidden />} tone="busy" />;
  return unsaved ? <Sign label={t.unsaved} icon={<span className={styles.dot} />} tone="danger" /> : null;
}

function Sign({ label, icon, tone }: { label: string; icon: React.ReactNode; tone: string }) {
  return (
    <span className={styles.sign} data-tone={tone} title={label}>
      {icon}
      <span className="visually-hidden">, {label}</span>
    </span>
  );
}

/** Goes to the tab beside, around the ends. */
function focusTab(item: HTMLLIElement | null, by: number): void {
  const items = [...(item?.parentElement?.children ?? [])];
  const next = items.at((items.indexOf(item as Element) + by) % items.length);
  next?.querySelector('button')?.focus();
}
