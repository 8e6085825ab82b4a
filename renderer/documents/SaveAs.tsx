/** Asks for the name under which the open network goes on. */
import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { saveNetworkFile } from '../app/network-files.ts';
import { useSession } from '../app/session-context.tsx';
import { useUi, useUiStore } from '../app/ui-context.tsx';
import { en } from '../i18n/en.ts';
import { enDocuments as t } from '../i18n/en-documents.ts';
import { useDocument } from '../state/document-context.tsx';
import styles from './SaveAs.module.css';
import { saveUnder } from './save-under.ts';

const LONGEST_NAME = 200;

export function SaveAs() {
  const opened = useUi((state) => state.overlay === 'save-as');
  const ui = useUiStore();
  const close = () => ui.getState().showOverlay(undefined);
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={<strong>{t.saveAs.title}</strong>}
      size={440}
      closeButtonProps={{ 'aria-label': en.app.closeNotice }}
      centered
    >
      <Form onDone={close} />
    </Modal>
  );
}

function Form({ onDone }: { onDone: () => void }) {
  const session = useSession();
  const document = useDocument((state) => state.history.document);
  const [name, setName] = useState(() => t.copyOf(document.name));
  const chosen = name.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen === '') return;
    onDone();
    void saveUnder(session, chosen);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={t.saveAs.name}
        description={t.saveAs.help}
        value={name}
        maxLength={LONGEST_NAME}
        data-autofocus
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button
          variant="default"
          disabled={chosen === ''}
          onClick={() => {
            onDone();
            saveNetworkFile({ ...document, name: chosen });
          }}
        >
          {t.saveAs.file}
        </Button>
        <Button type="submit" disabled={chosen === ''}>
          {t.saveAs.save}
        </Button>
      </div>
    </form>
  );
}
