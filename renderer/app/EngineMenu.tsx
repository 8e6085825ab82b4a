/** What training runs on: the engines that proved themselves here, each with its measured rate. */
import { Button, Loader, Menu } from '@mantine/core';
import { Check, ChevronDown, CircleSlash, Cpu, RotateCw } from 'lucide-react';
import { useStore } from 'zustand';
import type { EngineReport } from '../../host/contract.ts';
import { en } from '../i18n/en.ts';
import { enEngines as t } from '../i18n/en-engines.ts';
import type { EngineStore } from '../state/engine-store.ts';
import styles from './EngineMenu.module.css';
import { useSession } from './session-context.tsx';

export function EngineMenu() {
  const { engines: store } = useSession();
  const { chosen, engines } = useStore(store);
  const title = engines?.find(({ id }) => id === chosen)?.title ?? en.app.engineName(chosen);
  return (
    <Menu position="bottom-end" width={360} onOpen={() => void store.getState().load()}>
      <Menu.Target>
        <Button
          variant="subtle"
          className={styles.target}
          aria-label={t.trainsOn(title)}
          leftSection={<Cpu size={14} strokeWidth={1.75} aria-hidden />}
          rightSection={<ChevronDown size={12} aria-hidden />}
        >
          {title}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t.heading}</Menu.Label>
        <EngineList store={store} />
      </Menu.Dropdown>
    </Menu>
  );
}

function EngineList({ store }: { readonly store: EngineStore }) {
  const { chosen, engines = [], testing, fault, choose, load } = useStore(store);
  const working = engines.filter(({ state }) => state === 'works');
  const others = engines.filter(({ state }) => state !== 'works');
  return (
    <>
      {working.map((engine) => (
        <EngineItem
          key={engine.id}
          engine={engine}
          chosen={engine.id === chosen}
          onChoose={() => choose(engine.id)}
        />
      ))}
      {others.length > 0 && <Menu.Label>{t.others}</Menu.Label>}
      {others.map(({ id, title, reason }) => (
        <div key={id} className={styles.other}>
          <CircleSlash size={14} aria-hidden />
          <div>
            <span className={styles.title}>{title}</span>
            <span className={styles.detail}>{reason}</span>
          </div>
        </div>
      ))}
      {fault !== undefined && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
      <p className={styles.explained}>{t.explained}</p>
      <Menu.Divider />
      <Menu.Item
        leftSection={testing ? <Loader size={13} aria-hidden /> : <RotateCw size={13} aria-hidden />}
        closeMenuOnClick={false}
        onClick={() => {
          if (!testing) void load(true);
        }}
      >
        <span role="status">{testing ? t.testing : t.again}</span>
      </Menu.Item>
    </>
  );
}

interface ItemProps {
  readonly engine: EngineReport;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function EngineItem({
  engine: { id, title, samplesPerSecond = 0, difference = 0 },
  chosen,
  onChoose,
}: ItemProps) {
  return (
    <Menu.Item
      aria-current={chosen ? 'true' : undefined}
      leftSection={<Check size={14} aria-hidden className={chosen ? undefined : styles.unmarked} />}
      rightSection={<span className={styles.rate}>{t.rate(samplesPerSecond)}</span>}
      onClick={onChoose}
    >
      <span className={styles.title}>{title}</span>
      <span className={styles.detail}>{id === 'cpu' ? t.exact : t.difference(difference)}</span>
    </Menu.Item>
  );
}
