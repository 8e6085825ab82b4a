/** The bar above everything: where one is, what is open, and Train. */
import { ActionIcon, Menu, Tooltip, useMantineColorScheme } from '@mantine/core';
import { Menu as MenuIcon, Monitor, Moon, Sun } from 'lucide-react';
import { Fragment, useState } from 'react';
import { en } from '../i18n/en.ts';
import { Logo } from '../theme/Logo.tsx';
import { TrainButton } from '../training/TrainButton.tsx';
import type { ActionGroup } from './action.ts';
import { listActions } from './actions.ts';
import { DocumentTitle } from './DocumentTitle.tsx';
import { EngineMenu } from './EngineMenu.tsx';
import { Keys } from './Keys.tsx';
import { useSession } from './session-context.tsx';
import styles from './TopBar.module.css';
import { useUi, useUiStore } from './ui-context.tsx';
import { WORKSPACES } from './ui-store.ts';

export function TopBar() {
  const gallery = useUi((state) => state.gallery);
  const { id } = useSession().tabs.current();
  return (
    <header className={styles.bar}>
      <HomeButton />
      {!gallery && <WorkspaceTabs />}
      <div className={styles.middle}>{!gallery && <DocumentTitle key={id} />}</div>
      <EngineMenu />
      <ThemeMenu />
      <MainMenu />
      {!gallery && <TrainButton />}
    </header>
  );
}

function HomeButton() {
  const ui = useUiStore();
  const gallery = useUi((state) => state.gallery);
  return (
    <Tooltip label={en.app.gallery} disabled={gallery}>
      <button
        type="button"
        className={styles.home}
        aria-label={en.app.gallery}
        onClick={() => ui.getState().showGallery(true)}
      >
        <Logo />
        {gallery && <span aria-hidden>{en.app.name}</span>}
      </button>
    </Tooltip>
  );
}

function WorkspaceTabs() {
  const current = useUi((state) => state.workspace);
  const ui = useUiStore();
  return (
    <nav className={styles.tabs} aria-label={en.app.workspacesLabel}>
      {WORKSPACES.map((workspace) => (
        <button
          key={workspace}
          type="button"
          className={styles.tab}
          aria-current={workspace === current ? 'page' : undefined}
          onClick={() => ui.getState().showWorkspace(workspace)}
        >
          {en.app.workspaces[workspace]}
        </button>
      ))}
    </nav>
  );
}

const SCHEMES = [
  { value: 'light', Icon: Sun },
  { value: 'dark', Icon: Moon },
  { value: 'auto', Icon: Monitor },
] as const;

function ThemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Current = SCHEMES.find(({ value }) => value === colorScheme)?.Icon ?? Monitor;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={en.app.theme}>
          <Current size={16} strokeWidth={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map(({ value, Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={14} aria-hidden />}
            aria-current={value === colorScheme ? 'true' : undefined}
            onClick={() => setColorScheme(value)}
          >
            {en.app.themes[value]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** What is looked for in the menu stands in it; what mostly is done by keys and at hand stands one step further. */
const OPEN_GROUPS: readonly ActionGroup[] = ['file', 'share'];
const FOLDED_GROUPS: readonly ActionGroup[] = ['edit', 'arrange', 'view'];

function MainMenu() {
  const [opened, setOpened] = useState(false);
  return (
    <Menu position="bottom-end" width={300} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <ActionIcon aria-label={en.app.menu}>
          <MenuIcon size={16} strokeWidth={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {opened && (
          <>
            {OPEN_GROUPS.map((group) => (
              <Fragment key={group}>
                <MenuActions group={group} />
                <Menu.Divider />
              </Fragment>
            ))}
            {FOLDED_GROUPS.map((group) => (
              <Menu.Sub key={group} position="left-start" openDelay={60} closeDelay={120}>
                <Menu.Sub.Target>
                  <Menu.Sub.Item>{en.actions.groups[group]}</Menu.Sub.Item>
                </Menu.Sub.Target>
                <Menu.Sub.Dropdown className={styles.menu}>
                  <MenuActions group={group} />
                </Menu.Sub.Dropdown>
              </Menu.Sub>
            ))}
            <Menu.Divider />
            <MenuActions group="help" />
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function MenuActions({ group }: { group: ActionGroup }) {
  return listActions(useSession())
    .filter((action) => action.group === group)
    .map(({ id, label, keys, enabled, run }) => (
      <Menu.Item
        key={id}
        disabled={!enabled}
        onClick={run}
        rightSection={keys?.[0] && <Keys shortcut={keys[0]} />}
      >
        {label}
      </Menu.Item>
    ));
}
