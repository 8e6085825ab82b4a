/** Folders of this computer, as the host sees them: what is chosen here stays where it is. */
import { ActionIcon, Button, Modal, TextInput } from '@mantine/core';
import { CornerLeftUp, File, Folder } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import type { FolderListing } from '../../../host/contract.ts';
import { useHost } from '../../app/host-context.tsx';
import { en } from '../../i18n/en.ts';
import { enOwnData } from '../../i18n/en-own-data.ts';
import { formatBytes } from '../../i18n/format.ts';
import styles from './BrowseDialog.module.css';

const t = enOwnData.browser;
const KEY = 'layerloom.browse';

interface BrowseDialogProps {
  readonly opened: boolean;
  onClose(): void;
  onChoose(source: string): void;
}

export function BrowseDialog({ opened, onClose, onChoose }: BrowseDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={<strong>{t.title}</strong>}
      size={560}
      closeButtonProps={{ 'aria-label': en.app.closeNotice }}
      centered
    >
      <Listing onChoose={onChoose} />
    </Modal>
  );
}

function Listing({ onChoose }: Pick<BrowseDialogProps, 'onChoose'>) {
  const host = useHost();
  const [listing, setListing] = useState<FolderListing>();
  const [path, setPath] = useState('');
  const [fault, setFault] = useState<string>();

  const go = async (folder: string | undefined) => {
    setFault(undefined);
    try {
      const found = await host.request('data.browse', folder === undefined ? {} : { folder });
      setListing(found);
      setPath(found.folder);
      window.sessionStorage.setItem(KEY, found.folder);
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
      if (folder !== undefined && !listing) await go(undefined);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: starts where one was last, once
  useEffect(() => {
    void go(window.sessionStorage.getItem(KEY) ?? undefined);
  }, []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void go(path.trim());
  };
  return (
    <div className={styles.browser}>
      <p className={styles.help}>{t.help}</p>
      <form className={styles.place} onSubmit={submit}>
        <ActionIcon
          size={30}
          variant="default"
          aria-label={t.up}
          disabled={listing?.above === undefined}
          onClick={() => void go(listing?.above)}
        >
          <CornerLeftUp size={14} aria-hidden />
        </ActionIcon>
        <TextInput
          size="xs"
          aria-label={t.folder}
          value={path}
          spellCheck={false}
          error={fault}
          errorProps={{ role: 'alert' }}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
      </form>
      {/* Another folder starts at its top. */}
      <ul className={styles.list} aria-label={t.contents} key={listing?.folder}>
        {listing?.folders.map(({ name, path: folder }) => (
          <li key={folder}>
            <button type="button" onClick={() => void go(folder)}>
              <Folder size={14} aria-hidden />
              <span className={styles.name}>{name}</span>
            </button>
          </li>
        ))}
        {listing?.files.map(({ name, path: file, bytes }) => (
          <li key={file}>
            <button type="button" onClick={() => onChoose(file)}>
              <File size={14} aria-hidden />
              <span className={styles.name}>{name}</span>
              <span className={styles.size}>{formatBytes(bytes)}</span>
            </button>
          </li>
        ))}
        {listing && listing.more > 0 && <li className={styles.note}>{t.more(listing.more)}</li>}
        {listing && listing.folders.length + listing.files.length === 0 && (
          <li className={styles.note}>{t.empty}</li>
        )}
        {!listing && !fault && <li className={styles.note}>{t.loading}</li>}
      </ul>
      <footer className={styles.foot}>
        <span>{listing && listing.images > 0 && t.images(listing.images)}</span>
        <Button disabled={!listing} onClick={() => listing && onChoose(listing.folder)}>
          {t.use}
        </Button>
      </footer>
    </div>
  );
}
