/** The host: answers every channel of the contract, and tells what happens. Both directions are validated. */
import { join } from 'node:path';
import type { NetworkDocument } from '../../core/document/schema.ts';
import type { RunEvent } from '../../core/train/events.ts';
import { type Channel, HostError, type HostEvent, REQUESTS, type Response } from '../contract.ts';
import { describeFault } from '../describe-fault.ts';
import { CPU } from '../engine/catalogue.ts';
import { browseFolder } from '../own-data/browse.ts';
import { DataLibrary } from '../own-data/data-library.ts';
import { ProjectStore } from '../projects/project-store.ts';
import { summarize } from '../runs/run-record.ts';
import { listTemplates } from '../templates.ts';
import type { StartWorker } from '../worker/transport.ts';
import { EngineDesk } from './engine-desk.ts';
import { PreviewDesk } from './preview-desk.ts';
import { RunLibrary } from './run-library.ts';
import { TrainingDesk } from './training-desk.ts';
import { WorkerClient } from './worker-client.ts';

export interface HostOptions {
  /** Where projects and runs live. */
  readonly home: string;
  readonly version: string;
  readonly shell: 'browser' | 'desktop';
  readonly startWorker: StartWorker;
  /** What relative paths of datasets are relative to. */
  readonly baseFolder?: string;
}

export interface Host {
  readonly runsFolder: string;
  /** Bytes of an announced upload, from `offset` on. Rejects as `handle` does. */
  receive(upload: string, offset: number, pieces: AsyncIterable<Uint8Array>): Promise<number>;
  /** Rejects with a HostError whose message is for the user. */
  handle(channel: Channel, request: unknown): Promise<unknown>;
  /** Returns a function that ends the subscription. */
  subscribe(listener: (event: HostEvent) => void): () => void;
  /** Stops a run with a checkpoint and ends the worker processes. */
  close(): Promise<void>;
}

type Answers = { readonly [C in Channel]: (request: Parsed<C>) => Promise<Response<C>> };
type Parsed<C extends Channel> = (typeof REQUESTS)[C]['request']['_output'];

export function createHost(options: HostOptions): Host {
  const { home, version, shell, startWorker, baseFolder = process.cwd() } = options;
  const listeners = new Set<(event: HostEvent) => void>();
  const tell = (event: HostEvent) => {
    for (const listener of listeners) listener(event);
  };
  const projects = new ProjectStore(join(home, 'projects'));
  const blocks = new ProjectStore(join(home, 'blocks'), 'block');
  const engines = new EngineDesk(home, startWorker);
  const library = new RunLibrary(join(home, 'runs'));
  const desk = new TrainingDesk(library, startWorker, engines, tell);
  // Looking at data and asking networks must not wait for the steps of a run: they have a process of their own.
  const helper = new WorkerClient(startWorker, {
    onEvent: () => undefined,
    onDeath: () => undefined,
    onReading: (reading) => tell({ type: 'reading', ...reading }),
  });
  const data = new DataLibrary(join(home, 'data'), baseFolder);
  const previews = new PreviewDesk(library, baseFolder, startWorker);
  const answers = createAnswers({
    options,
    projects,
    blocks,
    engines,
    library,
    desk,
    helper,
    data,
    previews,
    baseFolder,
    tell,
    shell,
    version,
  });

  return {
    runsFolder: library.folder,
    handle: (channel, request) => inSentences(() => answer(answers, channel, request)),
    receive: (upload, offset, pieces) => inSentences(() => data.append(upload, offset, pieces)),
    subscribe(listener) {
      listeners.add(listener);
      queueMicrotask(() => {
        const missed = desk.starting();
        if (missed && listeners.has(listener)) listener(missed);
      });
      return () => listeners.delete(listener);
    },
    async close() {
      await desk.close();
      await data.close();
      helper.close();
      previews.close();
    },
  };
}

interface Parts {
  readonly options: HostOptions;
  readonly projects: ProjectStore;
  readonly blocks: ProjectStore;
  readonly engines: EngineDesk;
  readonly library: RunLibrary;
  readonly desk: TrainingDesk;
  readonly helper: WorkerClient;
  readonly data: DataLibrary;
  readonly previews: PreviewDesk;
  readonly baseFolder: string;
  readonly tell: (event: HostEvent) => void;
  readonly shell: 'browser' | 'desktop';
  readonly version: string;
}

function createAnswers({
  projects,
  blocks,
  engines,
  library,
  desk,
  helper,
  data,
  previews,
  baseFolder,
  tell,
  shell,
  version,
}: Parts): Answers {
  return {
    'app.info': async () => ({ version, shell, engine: 'cpu' }),
    'templates.list': listTemplates,
    'projects.list': () => projects.list(),
    'projects.open': ({ id }) => projects.open(id),
    'projects.save': async ({ id, document, base }) => {
      const saved = await projects.save(document, id, base);
      tell({ type: 'project-saved', id: saved.id, revision: saved.revision });
      return saved;
    },
    'projects.remove': async ({ id }) => {
      await projects.remove(id);
      return {};
    },
    'blocks.list': async () => {
      const known = await blocks.list();
      return Promise.all(known.map(async ({ id }) => ({ id, document: (await blocks.open(id)).document })));
    },
    'blocks.save': ({ id, document }) => blocks.save(document, id),
    'blocks.remove': async ({ id }) => {
      await blocks.remove(id);
      return {};
    },
    'datasets.list': () => helper.request('list-datasets', {}),
    'datasets.describe': async (reference) => {
      const description = await helper.request('describe-dataset', { reference, baseFolder });
      const { title, samples } = description;
      const news = await data.note(reference.source, title, samples).catch(() => false);
      if (news) tell({ type: 'data-changed' });
      return description;
    },
    'datasets.cancel': (request) => helper.request('cancel-reading', request),
    'data.list': () => data.list(),
    'data.forget': async ({ source }) => {
      await data.forget(source);
      tell({ type: 'data-changed' });
      return {};
    },
    'data.browse': ({ folder }) => browseFolder(folder),
    'data.begin': async ({ name, folder, files }) => ({ upload: await data.begin(name, files, folder) }),
    'data.finish': async ({ upload }) => ({ source: await data.finish(upload) }),
    'data.cancel': async ({ upload }) => {
      await data.cancel(upload);
      return {};
    },
    'datasets.samples': ({ dataset, indices }) =>
      helper.request('read-samples', { dataset: { reference: dataset, baseFolder }, indices }),
    'runs.list': () => library.list(),
    'engines.list': (request) => engines.list(request),
    'runs.start': async ({ document, engine = CPU }) => ({
      run: await desk.start(document, baseFolder, engine),
    }),
    'runs.resume': async ({ run }) => {
      await desk.resume(run);
      return {};
    },
    'runs.stop': async ({ run }) => {
      desk.stop(run);
      return {};
    },
    'runs.remove': async ({ run }) => {
      await library.remove(run);
      tell({ type: 'runs-changed' });
      return {};
    },
    'runs.open': async ({ run }) => openRun(library, run),
    'runs.predict': ({ run, samples }) => helper.request('predict', { folder: library.path(run), samples }),
    'runs.evaluate': ({ run }) => helper.request('evaluate', { path: library.path(run), listMistakes: true }),
    'layers.preview': (request) => previews.preview(request),
    'runs.export': async ({ run }) => {
      const folder = library.path(run);
      return helper.request('export', { folder, file: join(folder, `${run}.onnx`) });
    },
  };
}

/** Whatever is thrown becomes a sentence for the user. */
async function inSentences<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof HostError ? error : new HostError(describeFault(error));
  }
}

async function openRun(
  library: RunLibrary,
  id: string,
): Promise<{ summary: Response<'runs.open'>['summary']; document: NetworkDocument; events: RunEvent[] }> {
  const run = await library.open(id);
  return { summary: summarize(run.record), document: run.document, events: await run.readEvents() };
}

async function answer<C extends Channel>(answers: Answers, channel: C, request: unknown): Promise<unknown> {
  const schemas = Object.hasOwn(REQUESTS, channel) ? REQUESTS[channel] : undefined;
  if (!schemas) {
    throw new HostError({ code: 'unknown-channel', message: `There is no request called "${channel}".` });
  }
  const parsed = schemas.request.safeParse(request);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new HostError({
      code: 'bad-request',
      message: `The request "${channel}" is not as expected: at ${issue?.path.join('.') || 'its top'}: ${issue?.message}.`,
    });
  }
  return schemas.response.parse(await answers[channel](parsed.data as Parsed<C>));
}
