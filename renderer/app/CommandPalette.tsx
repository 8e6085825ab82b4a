/** Every action and every layer by typing a few letters of it. */
import { Modal } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { LAYERS } from '../../core/layers/registry.ts';
import { en } from '../i18n/en.ts';
import { listActions } from './actions.ts';
import styles from './CommandPalette.module.css';
import { Keys } from './Keys.tsx';
import type { Session } from './session.ts';
import { useSession } from './session-context.tsx';
import { useUi, useUiStore } from './ui-context.tsx';

interface Command {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly shortcut: string | undefined;
  run(): void;
}

export function CommandPalette() {
  const opened = useUi((state) => state.overlay === 'commands');
  const ui = useUiStore();
  return (
    <Modal.Root
      opened={opened}
      onClose={() => ui.getState().showOverlay(undefined)}
      padding={0}
      size={560}
      yOffset="14vh"
      // Who opens it types on: nothing of that may be lost.
      transitionProps={{ duration: 0 }}
      returnFocus={false}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={en.commands.title}>
        <Modal.Body>
          <CommandList onDone={() => ui.getState().showOverlay(undefined)} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function CommandList({ onDone }: { onDone: () => void }) {
  const session = useSession();
  const commands = useMemo(() => listCommands(session), [session]);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const found = useMemo(() => filterCommands(commands, query), [commands, query]);

  useLayoutEffect(() => {
    const before = document.activeElement;
    const own = field.current;
    own?.focus();
    return () => {
      const { activeElement } = document;
      const free = activeElement === own || activeElement === document.body;
      // A command may have sent the focus elsewhere.
      if (free && before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const choose = (command: Command | undefined) => {
    if (!command) return;
    onDone();
    command.run();
  };
  const press = (event: KeyboardEvent) => {
    const last = found.length - 1;
    if (event.key === 'ArrowDown') setActive(active >= last ? 0 : active + 1);
    else if (event.key === 'ArrowUp') setActive(active <= 0 ? last : active - 1);
    else if (event.key === 'Enter') choose(found[active]);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <input
        ref={field}
        className={styles.field}
        data-autofocus
        role="combobox"
        aria-label={en.commands.placeholder}
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={found.length > 0 ? `${listId}-${active}` : undefined}
        placeholder={en.commands.placeholder}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={press}
      />
      <div className={styles.list} id={listId} role="listbox" aria-label={en.commands.title} ref={list}>
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys of the whole list
          <div
            key={command.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={styles.option}
            onPointerMove={() => setActive(index)}
            onClick={() => choose(command)}
          >
            <span className={styles.label}>{command.label}</span>
            <span className={styles.hint}>{command.hint}</span>
            {command.shortcut && <Keys shortcut={command.shortcut} />}
          </div>
        ))}
        {found.length === 0 && <p className={styles.nothing}>{en.commands.nothing}</p>}
      </div>
    </>
  );
}

function listCommands(session: Session): Command[] {
  const actions = listActions(session)
    .filter(({ enabled, id }) => enabled && id !== 'commands')
    .map(({ id, label, group, keys, run }) => ({
      id,
      label,
      hint: en.actions.groups[group],
      shortcut: keys?.[0],
      run,
    }));
  const { gallery, workspace } = session.ui.getState();
  if (gallery || workspace !== 'network') return actions;
  const [selected] = session.document.getState().selection.layers;
  const layers = LAYERS.map((layer) => ({
    id: `layer-${layer.type}`,
    label: en.edits.add(layer.title),
    hint: en.palette.categories[layer.category],
    shortcut: undefined,
    run: () => {
      session.document.getState().addLayer(layer.type, { kind: 'after', layer: selected });
      session.ui.getState().canvas?.focus();
    },
  }));
  return [...actions, ...layers];
}

/** Commands that have every typed word, those that begin with it first. */
function filterCommands(commands: readonly Command[], query: string): Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = commands.filter(({ label, hint }) => {
    const text = `${label} ${hint}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const begins = ({ label }: Command) => label.toLowerCase().startsWith(words[0] ?? '');
  return [...matching.filter(begins), ...matching.filter((command) => !begins(command))];
}
