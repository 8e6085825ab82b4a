/** Previews of layers, computed in a process of their own: neither a run nor looking at data waits for them. */
import type { NetworkDocument } from '../../core/document/schema.ts';
import { sameComputation } from '../../core/preview/computation.ts';
import type { NetworkPreview } from '../../core/preview/preview.ts';
import type { REQUESTS } from '../contract.ts';
import type { Payload } from '../worker/messages.ts';
import type { StartWorker } from '../worker/transport.ts';
import type { RunLibrary } from './run-library.ts';
import { WorkerClient } from './worker-client.ts';

export class PreviewDesk {
  private readonly worker: WorkerClient;
  /** A run's network never changes; `undefined` where it cannot be read. */
  private readonly documents = new Map<string, NetworkDocument | undefined>();

  constructor(
    private readonly library: RunLibrary,
    private readonly baseFolder: string,
    startWorker: StartWorker,
  ) {
    this.worker = new WorkerClient(startWorker, { onEvent: () => undefined, onDeath: () => undefined });
  }

  async preview({
    document,
    layers,
    sample,
  }: (typeof REQUESTS)['layers.preview']['request']['_output']): Promise<NetworkPreview> {
    const { baseFolder } = this;
    const run = await this.newestRun(document);
    return this.worker.request('preview', { document, layers, sample, baseFolder, ...(run && { run }) });
  }

  close(): void {
    this.worker.close();
  }

  /** The newest run of a network that computes the same; the one in progress too, as far as it is. */
  private async newestRun(document: NetworkDocument): Promise<Payload<'preview'>['run']> {
    for (const { id, state, epochsDone } of await this.library.list()) {
      if (epochsDone === 0) continue;
      const trained = await this.documentOf(id);
      if (trained && sameComputation(trained, document)) {
        return { id, folder: this.library.path(id), state: `${state} ${epochsDone}` };
      }
    }
    return undefined;
  }

  private async documentOf(id: string): Promise<NetworkDocument | undefined> {
    if (!this.documents.has(id)) {
      const run = await this.library.open(id).catch(() => undefined);
      this.documents.set(id, run?.document);
    }
    return this.documents.get(id);
  }
}
