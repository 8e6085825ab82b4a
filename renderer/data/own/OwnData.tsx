/** The ways to data of one's own: a drop, the choosers, a path, and what was opened before. */
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { Check, File, FileSpreadsheet, FolderOpen, FolderSearch, Trash2, X } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import type { OwnData as Known } from '../../../host/contract.ts';
import { useSession } from '../../app/session-context.tsx';
import { enOwnData as t } from '../../i18n/en-own-data.ts';
import { BrowseDialog } from './BrowseDialog.tsx';
import { chooseFiles } from './choose-files.ts';
import styles from './OwnData.module.css';

export function OwnData({ inUse }: { readonly inUse: string | undefined }) {
  const [browsing, setBrowsing] = useState(false);
  const { intake, host } = useSession();
  const choose = (what: 'file' | 'folder') => void chooseFiles(host, intake, what);
  return (
    <section className={styles.own} aria-label={t.heading}>
      <h2>{t.heading}</h2>
      <div className={styles.drop}>
        <FileSpreadsheet size={20} strokeWidth={1.5} aria-hidden />
        <strong>{t.drop}</strong>
        <p>{t.dropHelp}</p>
        <div className={styles.choosers}>
          <Button
            variant="default"
            leftSection={<File size={13} aria-hidden />}
            onClick={() => choose('file')}
          >
            {t.chooseFile}
          </Button>
          <Button
            variant="default"
            leftSection={<FolderOpen size={13} aria-hidden />}
            onClick={() => choose('folder')}
          >
            {t.chooseFolder}
          </Button>
        </div>
      </div>
      <PathForm
        onOpen={(source) => void intake.getState().open(source)}
        // The desktop's own dialogs open data where it is; a browser's only give copies.
        onBrowse={host.ownData.kind === 'copies' ? () => setBrowsing(true) : undefined}
      />
      <KnownList inUse={inUse} />
      <BrowseDialog
        opened={browsing}
        onClose={() => setBrowsing(false)}
        onChoose={(source) => {
          setBrowsing(false);
          void intake.getState().open(source);
        }}
      />
    </section>
  );
}

interface PathFormProps {
  onOpen(source: string): void;
  readonly onBrowse: (() => void) | undefined;
}

function PathForm({ onOpen, onBrowse }: PathFormProps) {
  const [path, setPath] = useState('');
  const source = path.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (source !== '') onOpen(source);
  };
  return (
    <form className={styles.path} onSubmit={submit}>
      <TextInput
        size="xs"
        label={t.path}
        placeholder={t.pathPlaceholder}
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
        spellCheck={false}
      />
      <Button type="submit" variant="default" disabled={source === ''}>
        {t.open}
      </Button>
      {onBrowse && (
        <Button
          className={styles.browse ?? ''}
          variant="subtle"
          color="gray"
          leftSection={<FolderSearch size={13} aria-hidden />}
          onClick={onBrowse}
        >
          {t.browse}
        </Button>
      )}
    </form>
  );
}

function KnownList({ inUse }: { readonly inUse: string | undefined }) {
  const known = useKnown();
  const { host, intake } = useSession();
  const [asking, setAsking] = useState<string>();
  const forget = (source: string) => {
    setAsking(undefined);
    void host
      .request('data.forget', { source })
      .catch((error: unknown) =>
        intake.getState().refuse(source, error instanceof Error ? error.message : String(error)),
      );
  };
  if (known.length === 0) return null;
  return (
    <>
      <h3>{t.recent}</h3>
      <ul className={styles.known}>
        {known.map((data) => (
          <li key={data.source}>
            <button
              type="button"
              className={styles.source}
              aria-pressed={data.source === inUse}
              title={data.source}
              disabled={data.missing}
              onClick={() => void intake.getState().open(data.source)}
            >
              <span className={styles.name}>{data.title}</span>
              {data.source === inUse && <Check size={14} aria-hidden />}
              <span className={styles.detail}>{describe(data)}</span>
            </button>
            <ActionIcon
              className={styles.forget ?? ''}
              size={24}
              aria-label={data.copied ? t.removeCopy(data.title) : t.forget(data.title)}
              onClick={() => (data.copied ? setAsking(data.source) : forget(data.source))}
            >
              {data.copied ? <Trash2 size={13} aria-hidden /> : <X size={13} aria-hidden />}
            </ActionIcon>
            {asking === data.source && (
              <div className={styles.asking} role="alert">
                <p>{t.removeAsk}</p>
                <Button color="red" variant="light" onClick={() => forget(data.source)}>
                  {t.remove}
                </Button>
                <Button variant="default" onClick={() => setAsking(undefined)}>
                  {t.keep}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function describe({ samples, copied, missing }: Known): string {
  if (missing) return t.gone;
  return copied ? `${t.samples(samples)} · ${t.copied}` : t.samples(samples);
}

function useKnown(): readonly Known[] {
  const { host } = useSession();
  const [known, setKnown] = useState<readonly Known[]>([]);
  useEffect(() => {
    let current = true;
    const load = () =>
      void host.request('data.list', {}).then(
        (list) => current && setKnown(list),
        () => undefined,
      );
    load();
    const stop = host.subscribe((event) => event.type === 'data-changed' && load());
    return () => {
      current = false;
      stop();
    };
  }, [host]);
  return known;
}
