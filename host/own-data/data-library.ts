/**
 * Data of a person's own: what was opened before, and copies of what a browser window sent, which lie in a folder of
 * the program because a page does not learn where a file comes from.
 */
import { randomBytes } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { z } from 'zod';
import { makeFolder, writeAtomically } from '../atomic-file.ts';
import { HostError, OwnData } from '../contract.ts';
import { isBuiltin } from '../datasets/builtin.ts';
import { resolveSource } from '../datasets/open-dataset.ts';
import { freeName } from '../free-name.ts';
import { Upload } from './upload.ts';
import { gigabytes, requireSendable, totalBytes, type UploadFile } from './upload-plan.ts';

const INCOMING = '.incoming-';
const RECORD = 'known.json';
/** Of uploads that a closed window left behind. */
const STALE_MS = 24 * 3600 * 1000;
const MOST_KNOWN = 30;

const Known = z.array(OwnData.omit({ copied: true, missing: true }));
type Known = z.infer<typeof Known>[number];

export class DataLibrary {
  private readonly uploads = new Map<string, Upload>();
  /** Changes of the record wait for each other. */
  private writing: Promise<unknown> = Promise.resolve();

  constructor(
    /** Where copies lie, with the record of what is known. */
    private readonly folder: string,
    private readonly baseFolder: string,
  ) {}

  /** Throws `HostError` where the files may not be sent, or do not fit on the disk. */
  async begin(name: string, files: readonly UploadFile[], inFolder: boolean): Promise<string> {
    requireSendable(files);
    await makeFolder(this.folder);
    await this.removeStale();
    await this.requireSpace(totalBytes(files));
    const id = randomBytes(12).toString('hex');
    const folder = join(this.folder, INCOMING + id);
    await makeFolder(folder);
    this.uploads.set(id, new Upload(folder, name, files, inFolder));
    return id;
  }

  async append(id: string, offset: number, pieces: AsyncIterable<Uint8Array>): Promise<number> {
    return this.upload(id).append(offset, pieces);
  }

  /** Gives the copy its name; answers with what a document calls it. */
  async finish(id: string): Promise<string> {
    const upload = this.upload(id);
    await upload.finish();
    this.uploads.delete(id);
    const folder = join(this.folder, freeName(upload.name, await this.names()));
    await rename(upload.folder, folder);
    const [only, ...others] = upload.files;
    return only && others.length === 0 && !upload.inFolder ? join(folder, only.path) : folder;
  }

  async cancel(id: string): Promise<void> {
    const upload = this.uploads.get(id);
    this.uploads.delete(id);
    await upload?.cancel();
  }

  /** What was opened last comes first. */
  async list(): Promise<OwnData[]> {
    const known = await this.read();
    return Promise.all(
      known.map(async (entry) => ({
        ...entry,
        copied: this.copyOf(entry.source) !== undefined,
        missing: !(await exists(resolveSource(entry.source, this.baseFolder))),
      })),
    );
  }

  /** Remembers what could be read; answers whether that is news. */
  async note(source: string, title: string, samples: number): Promise<boolean> {
    if (isBuiltin(source)) return false;
    return this.change((known) => [
      { source, title, samples },
      ...known.filter((other) => other.source !== source),
    ]);
  }

  /** Forgets data that lies elsewhere; removes a copy. */
  async forget(source: string): Promise<void> {
    const copy = this.copyOf(source);
    if (copy !== undefined) await rm(copy, { recursive: true, force: true });
    await this.change((known) => known.filter((other) => other.source !== source));
  }

  /** Uploads that were not finished leave nothing behind. */
  async close(): Promise<void> {
    await Promise.all([...this.uploads.keys()].map((id) => this.cancel(id)));
    await this.writing;
  }

  private upload(id: string): Upload {
    const upload = this.uploads.get(id);
    if (upload) return upload;
    throw new HostError({
      code: 'unknown-upload',
      message: 'This copy was cancelled, or Layerloom was started again meanwhile. Choose the data again.',
    });
  }

  /** The folder of the copy that `source` lies in. */
  private copyOf(source: string): string | undefined {
    const way = relative(this.folder, resolveSource(source, this.baseFolder));
    const [name] = way.split(sep);
    return name && name !== '..' && !isAbsolute(way) && !name.startsWith('.') && name !== RECORD
      ? join(this.folder, name)
      : undefined;
  }

  private async requireSpace(bytes: number): Promise<void> {
    const disk = await statfs(this.folder).catch(() => undefined);
    const free = disk && disk.bavail * disk.bsize;
    if (free === undefined || free > bytes) return;
    throw new HostError({
      code: 'disk-full',
      message: `These files hold ${gigabytes(bytes)} GB, and only ${gigabytes(free)} GB are free on the disk of ${this.folder}. Free some space, or open the data where it is.`,
    });
  }

  private async removeStale(): Promise<void> {
    for (const name of await this.names()) {
      if (!name.startsWith(INCOMING) || this.uploads.has(name.slice(INCOMING.length))) continue;
      const path = join(this.folder, name);
      const entry = await stat(path).catch(() => undefined);
      if (entry && Date.now() - entry.mtimeMs > STALE_MS) await rm(path, { recursive: true, force: true });
    }
  }

  private names(): Promise<string[]> {
    return readdir(this.folder).catch(() => []);
  }

  /** Nothing known where the record is absent or damaged. */
  private async read(): Promise<readonly Known[]> {
    try {
      return Known.parse(JSON.parse(await readFile(join(this.folder, RECORD), 'utf8')));
    } catch {
      return [];
    }
  }

  private change(edit: (known: readonly Known[]) => readonly Known[]): Promise<boolean> {
    const changed = this.writing.then(async () => {
      const before = await this.read();
      const after = edit(before).slice(0, MOST_KNOWN);
      if (JSON.stringify(after) === JSON.stringify(before)) return false;
      await makeFolder(this.folder);
      await writeAtomically(join(this.folder, RECORD), JSON.stringify(after, null, 2));
      return true;
    });
    this.writing = changed.catch(() => undefined);
    return changed;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
