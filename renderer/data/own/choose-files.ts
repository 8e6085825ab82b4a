/** Lets the person choose a file or a folder, by the dialog of the system. */
import type { ConnectedHostClient } from '../../client/connected-host-client.ts';
import { enOwnData as t } from '../../i18n/en-own-data.ts';
import type { IntakeStore } from './intake-store.ts';
import { pickedFiles } from './picked.ts';

const FILES = '.csv,.tsv,.txt,.data,.gz,.idx1-ubyte,.idx3-ubyte';

export async function chooseFiles(
  { ownData }: ConnectedHostClient,
  intake: IntakeStore,
  what: 'file' | 'folder',
): Promise<void> {
  if (ownData.kind === 'paths') {
    const path = await ownData.choose(what);
    if (path !== undefined) await intake.getState().open(path);
    return;
  }
  const files = await askBrowser(what);
  if (files.length > 0) await intake.getState().bring(Promise.resolve(pickedFiles(files, t.several)));
}

/** Nothing where nothing was chosen. */
function askBrowser(what: 'file' | 'folder'): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    // Images and their labels are two files.
    input.multiple = true;
    if (what === 'folder') input.webkitdirectory = true;
    else input.accept = FILES;
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}
