/**
 * Documents on disk, projects or blocks of the palette: one file each, in one folder. What one window saved is not
 * overwritten by another that does not know of it.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readDocument, writeDocument } from '../../core/document/read.ts';
import type { NetworkDocument } from '../../core/document/schema.ts';
import { makeFolder, writeAtomically } from '../atomic-file.ts';
import {
  HostError,
  type OpenedProject,
  PROJECT_CHANGED,
  type ProjectSummary,
  type SavedProject,
} from '../contract.ts';
import { freeName } from '../free-name.ts';

const EXTENSION = '.json';
const ID = /^[a-z0-9][a-z0-9-]*$/;

export class ProjectStore {
  /** Saves wait for each other: each looks at what is there before it writes. */
  private saving: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly folder: string,
    private readonly noun: 'project' | 'block' = 'project',
  ) {}

  /** The one saved last comes first. Files that are no documents are left out. */
  async list(): Promise<ProjectSummary[]> {
    const ids = await this.ids();
    const summaries = await Promise.all(
      ids.map(async (id): Promise<ProjectSummary[]> => {
        const document = readDocument(await readFile(this.path(id), 'utf8'));
        if (!document.ok) return [];
        const { name, layers } = document.value;
        return [{ id, name, savedAt: await this.savedAt(id), layers: layers.length }];
      }),
    );
    return summaries.flat().sort((one, other) => other.savedAt.localeCompare(one.savedAt));
  }

  async open(id: string): Promise<OpenedProject> {
    const text = await readFile(this.path(id), 'utf8').catch(() => {
      throw this.unknown(id);
    });
    const document = readDocument(text);
    if (document.ok) {
      return { document: document.value, revision: revisionOf(text), savedAt: await this.savedAt(id) };
    }
    throw new HostError({
      code: document.error.code,
      message: `The ${this.noun} "${id}" cannot be opened. ${document.error.message}`,
    });
  }

  /**
   * Without an id, a new project named after its network. With `base`, the revision that was changed, a file of
   * another revision is left as it is.
   */
  save(document: NetworkDocument, id?: string, base?: string): Promise<SavedProject> {
    const saved = this.saving.then(() => this.write(document, id, base));
    this.saving = saved.catch(() => undefined);
    return saved;
  }

  private async write(document: NetworkDocument, id?: string, base?: string): Promise<SavedProject> {
    await makeFolder(this.folder);
    const chosen = id ?? freeName(document.name, await this.ids());
    const text = writeDocument(document);
    const known =
      base === undefined ? undefined : await readFile(this.path(chosen), 'utf8').catch(() => undefined);
    if (known !== undefined && known !== text && revisionOf(known) !== base) throw this.changed(chosen);
    await writeAtomically(this.path(chosen), text);
    return { id: chosen, savedAt: await this.savedAt(chosen), revision: revisionOf(text) };
  }

  async remove(id: string): Promise<void> {
    await rm(this.path(id), { force: true });
  }

  private async ids(): Promise<string[]> {
    const names: string[] = await readdir(this.folder).catch(() => []);
    return names
      .filter((name) => name.endsWith(EXTENSION))
      .map((name) => name.slice(0, -EXTENSION.length))
      .filter((id) => ID.test(id));
  }

  private async savedAt(id: string): Promise<string> {
    return (await stat(this.path(id))).mtime.toISOString();
  }

  /** An id never leads out of the folder. */
  private path(id: string): string {
    if (!ID.test(id)) throw this.unknown(id);
    return join(this.folder, `${id}${EXTENSION}`);
  }

  private changed(id: string): HostError {
    return new HostError({
      code: PROJECT_CHANGED,
      message: `The ${this.noun} "${id}" was changed in another window after this one had read it. Nothing was overwritten; choose which of the two to keep.`,
    });
  }

  private unknown(id: string): HostError {
    return new HostError({
      code: `unknown-${this.noun}`,
      message: `There is no ${this.noun} "${id}". It may have been removed; open another one from the list.`,
    });
  }
}

/** Tells texts of a file apart. */
function revisionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
