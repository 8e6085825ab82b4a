/** A line across the window while the host does not answer. */
import { LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';
import { enTraining as t } from '../i18n/en-training.ts';
import styles from './ConnectionNotice.module.css';
import type { ConnectedHostClient, Connection } from './connected-host-client.ts';

export function ConnectionNotice({ client }: { readonly client: ConnectedHostClient }) {
  const [connection, setConnection] = useState<Connection>('connected');
  useEffect(() => client.onConnection(setConnection), [client]);
  return (
    <div role="alert">
      {connection === 'lost' && (
        <p className={styles.notice}>
          <LoaderCircle size={14} className={styles.spinner} aria-hidden />
          {t.client.hostGoneShort}
        </p>
      )}
      {connection === 'expired' && <p className={styles.notice}>{t.client.hostRestarted}</p>}
    </div>
  );
}
