/** All layers by category: to drag onto the canvas, or to click and have connected. */
import { ActionIcon } from '@mantine/core';
import { Search, X } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { CATEGORIES, type Category, type LayerDefinition } from '../../core/layers/layer.ts';
import { LAYERS } from '../../core/layers/registry.ts';
import { LAYER_DRAG_TYPE } from '../canvas/layer-drag.ts';
import { en } from '../i18n/en.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import { LayerIcon } from '../theme/LayerIcon.tsx';
import { BlockSection } from './BlockSection.tsx';
import styles from './Palette.module.css';
import { searchLayers } from './search-layers.ts';

export function Palette() {
  const [query, setQuery] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const found = useMemo(() => searchLayers(LAYERS, query), [query]);
  const add = useAddLayer();

  const press = (event: KeyboardEvent) => {
    const [first] = found;
    if (event.key === 'Enter' && first) add(first);
    else if (event.key === 'Escape') setQuery('');
    else if (event.key === 'ArrowDown') list.current?.querySelector('button')?.focus();
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.palette}>
      <div className={styles.search}>
        <Search size={14} aria-hidden />
        <input
          type="text"
          aria-label={en.palette.search}
          placeholder={en.palette.search}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={press}
        />
        {query !== '' && (
          <ActionIcon size={20} aria-label={en.app.closeNotice} onClick={() => setQuery('')}>
            <X size={13} aria-hidden />
          </ActionIcon>
        )}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: moves the focus among the buttons inside */}
      <div className={styles.list} ref={list} onKeyDown={moveFocus}>
        {query === ''
          ? categoriesOf(LAYERS).map((category) => (
              <section key={category} aria-label={en.palette.categories[category]}>
                <h3 className={styles.category}>{en.palette.categories[category]}</h3>
                {LAYERS.filter((layer) => layer.category === category).map((layer) => (
                  <PaletteItem key={layer.type} layer={layer} onAdd={add} />
                ))}
              </section>
            ))
          : found.map((layer) => <PaletteItem key={layer.type} layer={layer} onAdd={add} />)}
        <BlockSection query={query} />
        {found.length === 0 && <p className={styles.nothing}>{en.palette.nothing(query)}</p>}
      </div>
    </div>
  );
}

function PaletteItem({ layer, onAdd }: { layer: LayerDefinition; onAdd: (layer: LayerDefinition) => void }) {
  const drag = (event: DragEvent) => {
    event.dataTransfer.setData(LAYER_DRAG_TYPE, layer.type);
    event.dataTransfer.effectAllowed = 'copy';
  };
  return (
    <button
      type="button"
      className={styles.item}
      data-category={layer.category}
      draggable
      aria-label={layer.title}
      title={layer.summary}
      onDragStart={drag}
      onClick={() => onAdd(layer)}
    >
      <span className={styles.icon}>
        <LayerIcon name={layer.icon} size={15} />
      </span>
      <span className={styles.text}>
        <span className={styles.title}>{layer.title}</span>
        <span className={styles.summary}>{layer.summary}</span>
      </span>
    </button>
  );
}

/** Adds behind the selected layer, or behind the last one. */
function useAddLayer(): (layer: LayerDefinition) => void {
  const store = useDocumentStore();
  return (layer) => {
    const { selection, addLayer } = store.getState();
    const [selected] = selection.layers;
    addLayer(layer.type, { kind: 'after', layer: selected });
  };
}

function categoriesOf(layers: readonly LayerDefinition[]): Category[] {
  const used = new Set(layers.map(({ category }) => category));
  return (Object.keys(CATEGORIES) as Category[]).filter((category) => used.has(category));
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const items = [...event.currentTarget.querySelectorAll('button')];
  const at = items.findIndex((item) => item.matches(':focus'));
  items[at + step]?.focus();
  event.preventDefault();
}
