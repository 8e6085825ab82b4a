/** Two states of the open network side by side, of which one or both are kept. */
import { Button, Modal } from '@mantine/core';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { analyzeNetwork } from '../../core/shape/analyze-network.ts';
import { useSession } from '../app/session-context.tsx';
import { NetworkDrawing } from '../gallery/NetworkDrawing.tsx';
import { enDocuments } from '../i18n/en-documents.ts';
import { formatAgo } from '../i18n/format.ts';
import styles from './VersionDialog.module.css';
import type { Chosen, Version, VersionChoice } from './version-choice.ts';

const t = enDocuments.choice;

export function VersionDialog() {
  const { tabs } = useSession();
  const active = useStore(tabs.store, (state) => state.active);
  const choice = useStore(tabs.store, ({ choices }) => (active === undefined ? undefined : choices[active]));
  const recovered = choice?.kind === 'recovered';
  return (
    <Modal
      opened={choice !== undefined}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={<strong>{recovered ? t.recoveredTitle : t.conflictTitle}</strong>}
      size={640}
      centered
    >
      {choice && active !== undefined && (
        <Choice choice={choice} onChoose={(chosen) => void tabs.choose(active, chosen)} />
      )}
    </Modal>
  );
}

interface ChoiceProps {
  readonly choice: VersionChoice;
  readonly onChoose: (chosen: Chosen | 'both') => void;
}

function Choice({ choice: { kind, ours, saved }, onChoose }: ChoiceProps) {
  const recovered = kind === 'recovered';
  const { name } = ours.document;
  return (
    <div className={styles.choice}>
      <p>{recovered ? t.recoveredText(name) : t.conflictText(name)}</p>
      <div className={styles.versions}>
        <VersionCard
          label={recovered ? t.recovered : t.here}
          version={ours}
          button={recovered ? t.keepRecovered : t.keepHere}
          primary
          onChoose={() => onChoose('ours')}
        />
        <VersionCard
          label={recovered ? t.saved : t.there}
          version={saved}
          button={recovered ? t.takeSaved : t.takeThere}
          onChoose={() => onChoose('saved')}
        />
      </div>
      <div className={styles.foot}>
        <span>{t.undo}</span>
        <Button variant="subtle" color="gray" onClick={() => onChoose('both')}>
          {t.both}
        </Button>
      </div>
    </div>
  );
}

interface VersionCardProps {
  readonly label: string;
  readonly version: Version;
  readonly button: string;
  readonly primary?: boolean;
  readonly onChoose: () => void;
}

function VersionCard({ label, version, button, primary = false, onChoose }: VersionCardProps) {
  const { document, at } = version;
  const analysis = useMemo(() => analyzeNetwork(document), [document]);
  const when = new Date(at);
  return (
    <section className={styles.version} aria-label={label}>
      <span className={styles.label}>{label}</span>
      <div className={styles.picture}>
        {document.layers.length > 0 && <NetworkDrawing document={document} analysis={analysis} />}
      </div>
      <strong className={styles.name}>{document.name}</strong>
      <span className={styles.facts}>
        {t.layers(document.layers.length)} · {t.links(document.links.length)}
      </span>
      <time className={styles.facts} dateTime={at} title={when.toLocaleString()}>
        {t.at(`${formatAgo(when, new Date())}, ${when.toLocaleTimeString()}`)}
      </time>
      <Button
        variant={primary ? 'filled' : 'default'}
        data-autofocus={primary || undefined}
        onClick={onChoose}
      >
        {button}
      </Button>
    </section>
  );
}
