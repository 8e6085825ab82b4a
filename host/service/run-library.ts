/** The runs in one folder: listing, naming and removing them. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HostError, type RunSummary } from '../contract.ts';
import { freeName } from '../free-name.ts';
import { holdsRun, RunFolder } from '../runs/run-folder.ts';
import { isRunLocked } from '../runs/run-lock.ts';
import { summarize } from '../runs/run-record.ts';

const ID = /^[a-z0-9][a-z0-9-]*$/;

export class RunLibrary {
  constructor(readonly folder: string) {}

  /** Newest first. Folders that hold no whole run are left out. */
  async list(): Promise<RunSummary[]> {
    const runs = await Promise.all(
      (await this.ids()).map((id) => RunFolder.open(this.path(id)).catch(() => undefined)),
    );
    return runs
      .flatMap((run) => (run ? [summarize(run.record)] : []))
      .sort((one, other) => other.startedAt.localeCompare(one.startedAt));
  }

  open(id: string): Promise<RunFolder> {
    return RunFolder.open(this.path(id));
  }

  /** A new id that names its network: `lenet-5-2`. */
  async newId(network: string): Promise<string> {
    return freeName(network, await this.ids());
  }

  async remove(id: string): Promise<void> {
    const path = this.path(id);
    if (!(await holdsRun(path))) return;
    if (await isRunLocked(path)) {
      throw new HostError({
        code: 'run-locked',
        message: `The run "${id}" is still training. Stop it before removing it.`,
      });
    }
    await rm(path, { recursive: true, force: true });
  }

  /** Removes a folder that no run has come of. */
  async discardUnfinished(id: string): Promise<void> {
    if (!ID.test(id) || (await holdsRun(this.path(id)))) return;
    await rm(this.path(id), { recursive: true, force: true });
  }

  /** An id never leads out of the folder. */
  path(id: string): string {
    if (ID.test(id)) return join(this.folder, id);
    throw new HostError({
      code: 'unknown-run',
      message: `There is no run "${id}". It may have been removed; open another one from the list.`,
    });
  }

  private async ids(): Promise<string[]> {
    const names: string[] = await readdir(this.folder).catch(() => []);
    return names.filter((name) => ID.test(name));
  }
}
