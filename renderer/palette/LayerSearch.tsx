/** A search field with a list of layers under it; arrow keys choose, Enter takes. */
import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { LayerDefinition } from '../../core/layers/layer.ts';
import { en } from '../i18n/en.ts';
import { LayerIcon } from '../theme/LayerIcon.tsx';
import styles from './LayerSearch.module.css';
import { searchLayers } from './search-layers.ts';

interface LayerSearchProps {
  layers: readonly LayerDefinition[];
  label: string;
  onChoose: (layer: LayerDefinition) => void;
  onCancel: () => void;
}

export function LayerSearch({ layers, label, onChoose, onCancel }: LayerSearchProps) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const found = useMemo(() => searchLayers(layers, query), [layers, query]);
  const optionId = (index: number) => `${listId}-${index}`;

  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const press = (event: KeyboardEvent) => {
    event.stopPropagation();
    const last = found.length - 1;
    const chosen = found[active];
    if (event.key === 'ArrowDown') setActive(active >= last ? 0 : active + 1);
    else if (event.key === 'ArrowUp') setActive(active <= 0 ? last : active - 1);
    else if (event.key === 'Enter' && chosen) onChoose(chosen);
    else if (event.key === 'Escape') onCancel();
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.search}>
      <div className={styles.field}>
        <Search size={14} aria-hidden />
        <input
          ref={field}
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={found.length > 0 ? optionId(active) : undefined}
          placeholder={label}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={press}
        />
      </div>
      <div className={styles.list} id={listId} role="listbox" aria-label={en.palette.title} ref={list}>
        {found.map((layer, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys of the whole list
          <div
            key={layer.type}
            id={optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={styles.option}
            data-category={layer.category}
            onPointerMove={() => setActive(index)}
            onClick={() => onChoose(layer)}
          >
            <span className={styles.icon}>
              <LayerIcon name={layer.icon} size={15} />
            </span>
            <span className={styles.title}>{layer.title}</span>
            <span className={styles.summary}>{layer.summary}</span>
          </div>
        ))}
        {found.length === 0 && <p className={styles.nothing}>{en.palette.nothing(query)}</p>}
      </div>
    </div>
  );
}
