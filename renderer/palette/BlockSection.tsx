/** Blocks of the palette: those that come with the program, and those that a person saved. */
import { ActionIcon, Menu } from '@mantine/core';
import { Boxes, EllipsisVertical, Pencil, Trash2 } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { useStore } from 'zustand';
import { BLOCKS } from '../../core/blocks/registry.ts';
import type { OwnBlock } from '../../host/contract.ts';
import { useSession } from '../app/session-context.tsx';
import { BLOCK_DRAG_TYPE, type BlockSource, blockKey, titleOf } from '../groups/block-drag.ts';
import { addBlock } from '../groups/block-edits.ts';
import { enGroups } from '../i18n/en-groups.ts';
import { LayerIcon } from '../theme/LayerIcon.tsx';
import own from './BlockSection.module.css';
import styles from './Palette.module.css';

const t = enGroups.blocks;

export function BlockSection({ query }: { query: string }) {
  const { blocks } = useSession();
  const known = useStore(blocks, (state) => state.blocks);
  const fault = useStore(blocks, (state) => state.fault);
  const shipped = BLOCKS.filter((block) => matches(`${block.title} ${block.summary}`, query));
  const saved = known.filter(({ document }) => matches(document.name, query));
  return (
    <>
      {shipped.length > 0 && (
        <section aria-label={t.title}>
          <h3 className={styles.category}>{t.title}</h3>
          {shipped.map((block) => (
            <BlockItem
              key={block.id}
              source={{ kind: 'shipped', block }}
              icon={block.icon}
              summary={block.summary}
            />
          ))}
        </section>
      )}
      {saved.length > 0 && (
        <section aria-label={t.own}>
          <h3 className={styles.category}>{t.own}</h3>
          {saved.map((block) => (
            <OwnBlockItem key={block.id} block={block} />
          ))}
        </section>
      )}
      {fault !== undefined && query === '' && <p className={styles.nothing}>{t.failed(fault)}</p>}
    </>
  );
}

function matches(text: string, query: string): boolean {
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));
}

function BlockItem({ source, icon, summary }: { source: BlockSource; icon: string; summary: string }) {
  const { document } = useSession();
  const drag = (event: DragEvent) => {
    event.dataTransfer.setData(BLOCK_DRAG_TYPE, blockKey(source));
    event.dataTransfer.effectAllowed = 'copy';
  };
  const add = () => {
    const [selected] = document.getState().selection.layers;
    addBlock(document, source, { kind: 'after', layer: selected });
  };
  return (
    <button
      type="button"
      className={styles.item}
      draggable
      aria-label={titleOf(source)}
      title={summary}
      onDragStart={drag}
      onClick={add}
    >
      <span className={`${styles.icon} ${own.icon}`}>
        <LayerIcon name={icon} size={15} />
      </span>
      <span className={styles.text}>
        <span className={styles.title}>{titleOf(source)}</span>
        <span className={styles.summary} aria-hidden>
          {summary}
        </span>
      </span>
    </button>
  );
}

function OwnBlockItem({ block }: { block: OwnBlock }) {
  const { blocks } = useSession();
  const [renaming, setRenaming] = useState(false);
  const { name, layers } = block.document;
  const { rename, remove } = blocks.getState();
  if (renaming) {
    return (
      <RenameField
        name={name}
        onDone={(next) => {
          setRenaming(false);
          if (next !== name) void rename(block.id, next);
        }}
      />
    );
  }
  const inside = layers.filter(({ type }) => type !== 'Input').length;
  return (
    <div className={own.row}>
      <BlockItem source={{ kind: 'own', block }} icon="boxes" summary={t.ownSummary(inside)} />
      <div className={own.menu}>
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon size={24} aria-label={t.actions(name)}>
              <EllipsisVertical size={14} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Pencil size={14} aria-hidden />} onClick={() => setRenaming(true)}>
              {t.rename}
            </Menu.Item>
            <Menu.Item leftSection={<Trash2 size={14} aria-hidden />} onClick={() => void remove(block.id)}>
              {t.remove}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </div>
  );
}

/** Enter takes the name, Escape leaves the old one. */
function RenameField({ name, onDone }: { name: string; onDone: (name: string) => void }) {
  const [text, setText] = useState(name);
  const finish = () => onDone(text.trim() === '' ? name : text.trim().slice(0, 120));
  return (
    <div className={own.rename}>
      <Boxes size={15} aria-hidden />
      <input
        // biome-ignore lint/a11y/noAutofocus: the field stands where the person just asked for it
        autoFocus
        aria-label={t.newName(name)}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter') finish();
          else if (event.key === 'Escape') onDone(name);
        }}
      />
    </div>
  );
}
