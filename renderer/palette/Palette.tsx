/** All layers by category: to drag onto the canvas, or to click and have connected. */
import { ActionIcon } from '@mantine/core';
import { Search, Star, X } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { CATEGORIES, type Category, type LayerDefinition } from '../../core/layers/layer.ts';
import { findLayer, LAYERS } from '../../core/layers/registry.ts';
import { useSession } from '../app/session-context.tsx';
import { LAYER_DRAG_TYPE } from '../canvas/layer-drag.ts';
import { en } from '../i18n/en.ts';
import { enEditing as t } from '../i18n/en-editing.ts';
import { useDocumentStore } from '../state/document-context.tsx';
import { LayerIcon } from '../theme/LayerIcon.tsx';
import { BlockSection } from './BlockSection.tsx';
import styles from './Palette.module.css';
import { RecentLayers } from './RecentLayers.tsx';
import { searchLayers } from './search-layers.ts';

export function Palette() {
  const [query, setQuery] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const found = useMemo(() => searchLayers(LAYERS, query), [query]);
  const add = useAddLayer();
  const { palette } = useSession();
  const { recent, favourites } = useStore(palette);

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
        {query === '' && <RecentLayers layers={known(recent)} onAdd={add} />}
        {query === '' && favourites.length > 0 && (
          <section aria-label={t.palette.favourites}>
            <h3 className={styles.category}>{t.palette.favourites}</h3>
            {known(favourites).map((layer) => (
              <PaletteItem
                key={layer.type}
                layer={layer}
                onAdd={add}
                label={t.palette.favourite(layer.title)}
              />
            ))}
          </section>
        )}
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

interface PaletteItemProps {
  layer: LayerDefinition;
  onAdd: (layer: LayerDefinition) => void;
  /** Where the layer stands in the palette twice, this says which one it is. */
  label?: string;
}

function PaletteItem({ layer, onAdd, label = layer.title }: PaletteItemProps) {
  const { palette } = useSession();
  const starred = useStore(palette, (state) => state.favourites.includes(layer.type));
  const drag = (event: DragEvent) => {
    event.dataTransfer.setData(LAYER_DRAG_TYPE, layer.type);
    event.dataTransfer.effectAllowed = 'copy';
  };
  return (
    <div className={styles.entry}>
      <button
        type="button"
        className={styles.item}
        data-category={layer.category}
        draggable
        aria-label={label}
        title={layer.summary}
        onDragStart={drag}
        onClick={() => onAdd(layer)}
      >
        <span className={styles.icon}>
          <LayerIcon name={layer.icon} size={15} />
        </span>
        <span className={styles.text}>
          <span className={styles.title}>{layer.title}</span>
          <span className={styles.summary} aria-hidden>
            {layer.summary}
          </span>
        </span>
      </button>
      <button
        type="button"
        className={styles.star}
        aria-label={t.palette.star(layer.title)}
        aria-pressed={starred}
        title={starred ? t.palette.unstar : t.palette.star(layer.title)}
        onClick={() => palette.getState().toggleFavourite(layer.type)}
      >
        <Star size={13} fill={starred ? 'currentcolor' : 'none'} aria-hidden />
      </button>
    </div>
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

/** A type may be of a newer version, or of a layer that is gone. */
function known(types: readonly string[]): LayerDefinition[] {
  return types.flatMap((type) => findLayer(type) ?? []);
}

function categoriesOf(layers: readonly LayerDefinition[]): Category[] {
  const used = new Set(layers.map(({ category }) => category));
  return (Object.keys(CATEGORIES) as Category[]).filter((category) => used.has(category));
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const items = [...event.currentTarget.querySelectorAll('button:not([aria-pressed])')] as HTMLElement[];
  const at = items.findIndex((item) => item.matches(':focus'));
  items[at + step]?.focus();
  event.preventDefault();
}
