/** The checkpoints of a run on disk: the newest two and the best epoch's. */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Checkpoint, RunPosition } from '../../core/train/checkpoint.ts';
import { makeFolder, writeAtomically } from '../atomic-file.ts';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';

const KEPT = 2;
const NAME = /^epoch-\d{6}-step-\d{8}\.safetensors$/;

/** Names sort by progress. */
function checkpointName({ epoch, step }: { readonly epoch: number; readonly step: number }): string {
  return `epoch-${String(epoch).padStart(6, '0')}-step-${String(step).padStart(8, '0')}.safetensors`;
}

export class CheckpointStore {
  private readonly folder: string;

  constructor(private readonly runFolder: string) {
    this.folder = join(runFolder, 'checkpoints');
  }

  async save({ position, state }: Checkpoint): Promise<void> {
    await makeFolder(this.folder);
    const name = checkpointName(position);
    const parts = encodeSafetensors({ tensors: state, metadata: { position: JSON.stringify(position) } });
    await writeAtomically(join(this.folder, name), ...parts);
    const { best } = position;
    const bestName = best && checkpointName({ epoch: best.epoch, step: 0 });
    if (best && bestName === name) {
      const text = `${JSON.stringify({ ...best, checkpoint: `checkpoints/${name}` }, null, 2)}\n`;
      await writeAtomically(join(this.runFolder, 'best.json'), text);
    }
    await this.removeOld(bestName);
  }

  /** The newest one that is whole. */
  async newest(): Promise<Checkpoint | undefined> {
    for (const name of (await this.names()).reverse()) {
      const checkpoint = await this.read(name);
      if (checkpoint) return checkpoint;
    }
    return undefined;
  }

  /** That of the best epoch so far; the newest one before the first epoch is done. */
  async best(): Promise<Checkpoint | undefined> {
    const newest = await this.newest();
    const best = newest?.position.best;
    if (!best) return newest;
    return (await this.read(checkpointName({ epoch: best.epoch, step: 0 }))) ?? newest;
  }

  private async read(name: string): Promise<Checkpoint | undefined> {
    const bytes = await readFile(join(this.folder, name)).catch(() => undefined);
    const file = bytes && decodeSafetensors(bytes);
    const position = RunPosition.safeParse(parseJson(file?.metadata.position));
    return file && position.success ? { position: position.data, state: file.tensors } : undefined;
  }

  private async names(): Promise<string[]> {
    const names: string[] = await readdir(this.folder).catch(() => []);
    return names.filter((name) => NAME.test(name)).sort();
  }

  /** Also what an earlier process left half-written. */
  private async removeOld(best: string | null): Promise<void> {
    const names = (await readdir(this.folder)).sort();
    const newest = names.filter((name) => NAME.test(name)).slice(-KEPT);
    const kept = new Set([...newest, best]);
    await Promise.all(
      names.filter((name) => !kept.has(name)).map((name) => rm(join(this.folder, name), { force: true })),
    );
  }
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
