/** Copies picked files into the host's folder, as one run of bytes in pieces. */
import type { ConnectedHostClient } from '../../client/connected-host-client.ts';
import { enOwnData as t } from '../../i18n/en-own-data.ts';
import type { Picked } from './picked.ts';

/** Large enough to be quick, small enough that progress moves. */
const PIECE_BYTES = 4 * 2 ** 20;

/**
 * Answers with what a document calls the copy; with undefined where `signal` ended it, and nothing of it stays.
 * `onProgress` is told bytes.
 */
export async function sendFiles(
  host: ConnectedHostClient,
  { name, folder, files }: Picked,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<string | undefined> {
  const { ownData } = host;
  if (ownData.kind !== 'copies') throw new Error('This window opens files where they are.');
  const listed = files.map(({ path, file }) => ({ path, bytes: file.size }));
  const total = listed.reduce((sum, { bytes }) => sum + bytes, 0);
  onProgress(0, total);
  const { upload } = await host.request('data.begin', {
    name: folder ? name : name.replace(/\.[^.]+(\.gz)?$/, ''),
    folder,
    files: listed,
  });
  try {
    const whole = new Blob(files.map(({ file }) => file));
    if (whole.size !== total) throw new Error(t.unreadable(name));
    for (let offset = 0; offset < total && !signal.aborted; offset += PIECE_BYTES) {
      const piece = await readPiece(whole.slice(offset, offset + PIECE_BYTES), name);
      if (!signal.aborted) await ownData.send(upload, offset, piece, signal);
      onProgress(Math.min(total, offset + PIECE_BYTES), total);
    }
    if (!signal.aborted) return (await host.request('data.finish', { upload })).source;
  } catch (error) {
    await cancel(host, upload);
    if (signal.aborted) return undefined;
    throw error;
  }
  await cancel(host, upload);
  return undefined;
}

/** A file may have been removed since it was picked; what is sent has to be there first. */
async function readPiece(piece: Blob, name: string): Promise<ArrayBuffer> {
  try {
    return await piece.arrayBuffer();
  } catch {
    throw new Error(t.unreadable(name));
  }
}

async function cancel(host: ConnectedHostClient, upload: string): Promise<void> {
  await host.request('data.cancel', { upload }).catch(() => undefined);
}
