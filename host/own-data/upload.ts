/**
 * Files on their way into a folder: their bytes come one after the other, in pieces of any size, and are parted by
 * the sizes that were announced. Nothing is kept in memory.
 */
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HostError } from '../contract.ts';
import { writeFault } from '../storage-fault.ts';
import { totalBytes, type UploadFile } from './upload-plan.ts';

export class Upload {
  readonly bytes: number;
  private received = 0;
  private place = 0;
  private left = 0;
  private file: FileHandle | undefined;
  private busy = false;
  private ended = false;

  /** @param folder - Empty, and of this upload alone. */
  constructor(
    readonly folder: string,
    readonly name: string,
    readonly files: readonly UploadFile[],
    readonly inFolder: boolean,
  ) {
    this.bytes = totalBytes(files);
  }

  /** Answers with how many bytes are there now. */
  async append(offset: number, pieces: AsyncIterable<Uint8Array>): Promise<number> {
    if (this.busy || this.ended || offset !== this.received) throw this.outOfStep();
    this.busy = true;
    // What follows a fault is still taken in: a sender hears of the fault when it has sent its piece.
    let fault: { readonly error: unknown } | undefined;
    try {
      for await (const piece of pieces) {
        if (!fault) await this.write(piece).catch((error: unknown) => (fault = { error }));
      }
    } finally {
      this.busy = false;
    }
    if (fault) throw fault.error;
    return this.received;
  }

  /** Throws `HostError` unless all files are whole. */
  async finish(): Promise<void> {
    if (this.busy || this.received !== this.bytes) throw this.outOfStep();
    await this.startFiles();
    await this.close();
  }

  async cancel(): Promise<void> {
    await this.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async write(piece: Uint8Array): Promise<void> {
    if (this.ended || this.received + piece.length > this.bytes) throw this.outOfStep();
    for (let from = 0; from < piece.length; ) {
      await this.startFiles();
      if (!this.file) throw this.outOfStep();
      const part = piece.subarray(from, from + this.left);
      await this.guarded(this.file.write(part));
      from += part.length;
      this.left -= part.length;
      this.received += part.length;
    }
  }

  /** Ends the file that is whole and opens the next one that has bytes to come; empty ones are made on the way. */
  private async startFiles(): Promise<void> {
    while (this.left === 0) {
      await this.closeFile();
      const next = this.files[this.place];
      if (!next) return;
      const path = join(this.folder, next.path);
      await this.guarded(mkdir(dirname(path), { recursive: true }));
      this.file = await this.guarded(open(path, 'wx'));
      this.left = next.bytes;
      this.place += 1;
    }
  }

  private async guarded<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw writeFault(join(this.folder, this.files[Math.max(0, this.place - 1)]?.path ?? ''), error);
    }
  }

  private async close(): Promise<void> {
    this.ended = true;
    await this.closeFile();
  }

  private async closeFile(): Promise<void> {
    const { file } = this;
    this.file = undefined;
    await file?.close();
  }

  private outOfStep(): HostError {
    return new HostError({
      code: 'upload-broken',
      message: `The copy of "${this.name}" was interrupted and is not whole. Choose the data again.`,
    });
  }
}
