/** All shortcuts on one sheet. */
import { FocusTrap, Modal } from '@mantine/core';
import { en } from '../i18n/en.ts';
import { enKeyboard } from '../i18n/en-keyboard.ts';
import type { ActionGroup } from './action.ts';
import { listActions } from './actions.ts';
import { Keys } from './Keys.tsx';
import styles from './ShortcutSheet.module.css';
import { useSession } from './session-context.tsx';
import { useUi, useUiStore } from './ui-context.tsx';

export function ShortcutSheet() {
  const opened = useUi((state) => state.overlay === 'shortcuts');
  const ui = useUiStore();
  return (
    <Modal
      opened={opened}
      onClose={() => ui.getState().showOverlay(undefined)}
      title={en.commands.shortcutsTitle}
      size={720}
      closeButtonProps={{ 'aria-label': en.app.closeNotice }}
      centered
    >
      <FocusTrap.InitialFocus />
      <Sheet />
    </Modal>
  );
}

function Sheet() {
  const session = useSession();
  const actions = listActions(session).filter(({ keys }) => keys && keys.length > 0);
  const groups = Object.entries(en.actions.groups) as [ActionGroup, string][];
  return (
    <div className={styles.sheet}>
      {groups.map(([group, title]) => (
        <section key={group}>
          <h3>{title}</h3>
          <dl>
            {actions
              .filter((action) => action.group === group)
              .map(({ id, label, keys = [] }) => (
                <div key={id}>
                  <dt>{label}</dt>
                  <dd>
                    {keys.map((shortcut) => (
                      <Keys key={shortcut} shortcut={shortcut} />
                    ))}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
      <section>
        <h3>{en.commands.mouse.title}</h3>
        <dl>
          {[...en.commands.mouse.rows, ...enKeyboard.rows].map(([what, how]) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd>{how}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
