/** Find in network: Enter goes from one layer that matches to the next. */
import { ActionIcon } from '@mantine/core';
import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useUi, useUiStore } from '../app/ui-context.tsx';
import { en } from '../i18n/en.ts';
import { enEditing as t } from '../i18n/en-editing.ts';
import { useDocument, useDocumentStore } from '../state/document-context.tsx';
import styles from './FindBar.module.css';
import { findLayers } from './find-layers.ts';

export function FindBar() {
  const finding = useUi((state) => state.finding);
  // A new request while it is open puts the focus back into the field.
  return finding === 0 ? null : <Finder request={finding} />;
}

function Finder({ request }: { request: number }) {
  const store = useDocumentStore();
  const ui = useUiStore();
  const document = useDocument((state) => state.history.document);
  const analysis = useDocument((state) => state.analysis);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState<number>();
  const field = useRef<HTMLInputElement>(null);
  const found = useMemo(() => findLayers(document, analysis, query), [document, analysis, query]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: every request asks for the focus
  useEffect(() => field.current?.select(), [request]);

  const go = (step: 1 | -1) => {
    if (found.length === 0) return;
    const next = at === undefined ? (step > 0 ? 0 : -1) : at + step;
    const place = (next + found.length) % found.length;
    const layer = found[place];
    if (layer === undefined) return;
    setAt(place);
    store.getState().select({ layers: new Set([layer]) });
    ui.getState().revealLayer(layer);
  };
  const close = () => {
    ui.getState().find(false);
    ui.getState().canvas?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <search className={styles.bar} aria-label={t.actions.find} data-upper-edge>
      <Search size={14} aria-hidden />
      <input
        ref={field}
        type="text"
        aria-label={t.find.label}
        placeholder={t.find.placeholder}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(undefined);
        }}
        onKeyDown={press}
      />
      <span className={styles.count} role="status">
        {query.trim() === '' ? '' : t.find.count(at === undefined ? undefined : at + 1, found.length)}
      </span>
      <ActionIcon size={24} aria-label={t.find.previous} disabled={found.length === 0} onClick={() => go(-1)}>
        <ChevronUp size={15} aria-hidden />
      </ActionIcon>
      <ActionIcon size={24} aria-label={t.find.next} disabled={found.length === 0} onClick={() => go(1)}>
        <ChevronDown size={15} aria-hidden />
      </ActionIcon>
      <ActionIcon size={24} aria-label={en.app.closeNotice} onClick={close}>
        <X size={14} aria-hidden />
      </ActionIcon>
    </search>
  );
}
