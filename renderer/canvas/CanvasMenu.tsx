/** The menu of what is pointed at: layers, a link, or the sheet. Opened with the pointer or the menu key. */
import { Menu } from '@mantine/core';
import { useEffect, useLayoutEffect, useState } from 'react';
import type { Action } from '../app/action.ts';
import { listActions } from '../app/actions.ts';
import { Keys } from '../app/Keys.tsx';
import { useSession } from '../app/session-context.tsx';
import { enEditing as t } from '../i18n/en-editing.ts';
import styles from './CanvasMenu.module.css';
import { ALIGN_ITEMS, MENU_ITEMS, type MenuTarget } from './menu-items.ts';

export interface MenuRequest {
  readonly target: MenuTarget;
  /** Where it opens, in pixels of the window. */
  readonly x: number;
  readonly y: number;
  /** Actions that here mean the place that was pointed at. */
  readonly here: Readonly<Record<string, () => void>>;
}

export function CanvasMenu({ request, onClose }: { request: MenuRequest; onClose: () => void }) {
  const session = useSession();

  const [before] = useState(() => document.activeElement);
  // The focus goes back to where it was, unless what was chosen sent it elsewhere.
  useLayoutEffect(
    () => () => {
      const { activeElement } = document;
      const free = activeElement === document.body || activeElement?.closest('[role="menu"]');
      if (free && before instanceof HTMLElement) before.focus({ preventScroll: true });
    },
    [before],
  );

  useEffect(() => {
    // Escape closes the menu alone: the selection stays. So does Tab, as there is nothing else to go to.
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' && event.key !== 'Tab') return;
      event.stopPropagation();
      event.preventDefault();
      onClose();
    };
    window.addEventListener('keydown', press, true);
    return () => window.removeEventListener('keydown', press, true);
  }, [onClose]);

  const actions = new Map(listActions(session).map((action) => [action.id, action]));
  const known = (ids: readonly (string | null)[]) => withoutIdle(ids, actions);
  const aligning = request.target === 'layer' ? known(ALIGN_ITEMS) : [];
  const items = (ids: readonly (Action | null)[]) =>
    ids.map((action, index) =>
      action === null ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines between items differ in nothing else
        <Menu.Divider key={index} />
      ) : (
        <Menu.Item
          key={action.id}
          rightSection={action.keys?.[0] && <Keys shortcut={action.keys[0]} />}
          onClick={request.here[action.id] ?? action.run}
        >
          {action.label}
        </Menu.Item>
      ),
    );
  return (
    <Menu
      opened
      onChange={(open) => !open && onClose()}
      position="bottom-start"
      width={272}
      offset={2}
      transitionProps={AT_ONCE}
      // It would put the focus back on the first item after a moment, when a key may have gone on already.
      trapFocus={false}
    >
      <Menu.Target>
        <span className={styles.anchor} style={{ left: request.x, top: request.y }} aria-hidden />
      </Menu.Target>
      <Menu.Dropdown ref={focusFirst} aria-label={t.menu[request.target]}>
        {items(known(MENU_ITEMS[request.target]))}
        {aligning.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Sub>
              <Menu.Sub.Target>
                <Menu.Sub.Item>{t.menu.align}</Menu.Sub.Item>
              </Menu.Sub.Target>
              <Menu.Sub.Dropdown>{items(aligning)}</Menu.Sub.Dropdown>
            </Menu.Sub>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The next key is the menu's: it would move layers otherwise. */
const AT_ONCE = { duration: 0 };

/** Arrow keys go on from the first item. */
function focusFirst(menu: HTMLElement | null): void {
  menu?.querySelector<HTMLElement>('[role="menuitem"]')?.focus({ preventScroll: true });
}

/** Enabled actions in their order, with single lines between them. */
function withoutIdle(
  ids: readonly (string | null)[],
  actions: ReadonlyMap<string, Action>,
): readonly (Action | null)[] {
  const shown: (Action | null)[] = [];
  for (const id of ids) {
    const action = id === null ? null : actions.get(id);
    if (action === null) {
      if (shown.length > 0 && shown.at(-1) !== null) shown.push(null);
    } else if (action?.enabled) shown.push(action);
  }
  return shown.at(-1) === null ? shown.slice(0, -1) : shown;
}
