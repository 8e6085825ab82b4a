/**
 * Everything that the user interface asks of the host, and everything that the host tells it. Both sides parse
 * with these schemas; nothing else crosses.
 */
import { z } from 'zod';
import { DatasetDescription } from '../core/data/dataset.ts';
import { DatasetReference, LayerId, NetworkDocument } from '../core/document/schema.ts';
import { NetworkPreview } from '../core/preview/preview.ts';
import { Metrics, RunEvent } from '../core/train/events.ts';

export const RunState = z.enum(['running', 'completed', 'stopped', 'failed', 'interrupted']);
export type RunState = z.infer<typeof RunState>;

export const RunSummary = z.strictObject({
  id: z.string(),
  network: z.string(),
  dataset: z.string(),
  state: RunState,
  /** Why it failed. */
  message: z.string().optional(),
  startedAt: z.string(),
  epochsDone: z.number(),
  epochs: z.number(),
  /** Of the epoch whose weights are kept; of the last one where no epoch is best. */
  metrics: Metrics,
  engine: z.string(),
  parameters: z.number(),
});
export type RunSummary = z.infer<typeof RunSummary>;

/** What is done before a run is there: its engine is tested, its data read and measured, its first weights drawn. */
export const StartStep = z.strictObject({
  work: z.enum(['engine', 'reading', 'measuring', 'weights']),
  /** In samples, where it can be told. */
  done: z.number().optional(),
  total: z.number().optional(),
});
export type StartStep = z.infer<typeof StartStep>;

/** What can be given to a trained network: raw values, as the dataset holds them. */
export const Sample = z.record(z.string(), z.array(z.number()));
export type Sample = z.infer<typeof Sample>;

/** What a network answers for one sample, for one Output. */
export const Prediction = z.strictObject({
  output: z.string(),
  values: z.array(z.number()),
  /** Names of the values, where the field has classes. */
  labels: z.array(z.string()).optional(),
});
export type Prediction = z.infer<typeof Prediction>;

/** What an engine's test found. */
export const EngineReport = z.strictObject({
  /** As the command line's `--engine`. */
  id: z.string(),
  title: z.string(),
  state: z.enum(['works', 'fails', 'missing']),
  /** Why it does not work, to follow a colon. */
  reason: z.string().optional(),
  /** LeNet-5 on images of 8 x 8. */
  samplesPerSecond: z.number().optional(),
  /** The largest difference of a loss to the processor's, relative to it. */
  difference: z.number().optional(),
});
export type EngineReport = z.infer<typeof EngineReport>;

/** The proof of an export: the file was reopened in onnxruntime and asked about every validation sample. */
export const ExportProof = z.strictObject({
  file: z.string(),
  bytes: z.number(),
  opset: z.number(),
  samples: z.number(),
  maxAbsDiff: z.number(),
  /** Absent where no output has classes. */
  accuracyTrained: z.number().optional(),
  accuracyOnnx: z.number().optional(),
  /** What training measured with these weights on the same samples. The file reaches it. */
  accuracyRecorded: z.number().optional(),
});
export type ExportProof = z.infer<typeof ExportProof>;

/** How well a network answers the validation samples of its run. */
export const RunEvaluation = z.strictObject({
  samples: z.number(),
  outputs: z
    .array(
      z.strictObject({
        output: z.string(),
        /** What the answers were compared with. */
        field: z.string(),
        classification: z
          .strictObject({
            accuracy: z.number(),
            classes: z
              .array(
                z.strictObject({
                  label: z.string(),
                  precision: z.number().nullable(),
                  recall: z.number().nullable(),
                  samples: z.number(),
                }),
              )
              .readonly(),
            /** Samples by true class (row) and answered class (column). */
            confusion: z.array(z.array(z.number()).readonly()).readonly(),
          })
          .optional(),
        regression: z
          .strictObject({ meanAbsoluteError: z.number(), rootMeanSquaredError: z.number() })
          .optional(),
        /** Samples by their place in the dataset, classes by number; absent where a sample has several answers. */
        mistakes: z
          .array(z.strictObject({ sample: z.number(), expected: z.number(), answered: z.number() }))
          .readonly()
          .optional(),
      }),
    )
    .readonly(),
});
export type RunEvaluation = z.infer<typeof RunEvaluation>;

export const TemplateSummary = z.strictObject({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  /** What a person will see, and how long it takes: "97% in half a minute". */
  expected: z.string(),
  /** To be trained at once, or a famous network to look at and to build on: too large to train in a minute. */
  purpose: z.enum(['training', 'architecture']),
  document: NetworkDocument,
});
export type TemplateSummary = z.infer<typeof TemplateSummary>;

export const ProjectSummary = z.strictObject({
  id: z.string(),
  name: z.string(),
  savedAt: z.string(),
  layers: z.number(),
});
export type ProjectSummary = z.infer<typeof ProjectSummary>;

/** `revision` tells what is saved apart from what was saved before. */
export const SavedProject = z.strictObject({ id: z.string(), savedAt: z.string(), revision: z.string() });
export type SavedProject = z.infer<typeof SavedProject>;

export const OpenedProject = z.strictObject({
  document: NetworkDocument,
  savedAt: z.string(),
  revision: z.string(),
});
export type OpenedProject = z.infer<typeof OpenedProject>;

/** Data of a person's own that was opened before. */
export const OwnData = z.strictObject({
  /** As a document names it. */
  source: z.string(),
  title: z.string(),
  samples: z.number(),
  /** A copy in the program's folder, which goes when it is forgotten. */
  copied: z.boolean(),
  /** It is no longer there. */
  missing: z.boolean(),
});
export type OwnData = z.infer<typeof OwnData>;

/** A folder of this machine: what in it can lead to data. */
export const FolderListing = z.strictObject({
  folder: z.string(),
  /** Absent at the top. */
  above: z.string().optional(),
  folders: z.array(z.strictObject({ name: z.string(), path: z.string() })),
  /** Those that can be data. */
  files: z.array(z.strictObject({ name: z.string(), path: z.string(), bytes: z.number() })),
  /** Image files directly in it. */
  images: z.number(),
  /** What is not listed, because there is too much. */
  more: z.number(),
});
export type FolderListing = z.infer<typeof FolderListing>;

/** The most files that are sent at once. */
export const MOST_UPLOAD_FILES = 200_000;

/** The code of a fault: data is not read because a person cancelled it. */
export const READING_CANCELLED = 'reading-cancelled';

/** The code of a fault: a run does not start because a person stopped it before its first step. */
export const RUN_STOPPED = 'run-stopped';

/** The code of a fault: what was to be overwritten is not what the window knew. */
export const PROJECT_CHANGED = 'project-changed';

/** A block that a person saved to the palette: a network whose Inputs stand for what feeds it. */
export const OwnBlock = z.strictObject({ id: z.string(), document: NetworkDocument });
export type OwnBlock = z.infer<typeof OwnBlock>;

/** Channel -> schemas of request and response. */
export const REQUESTS = {
  'app.info': {
    request: z.strictObject({}),
    response: z.strictObject({
      version: z.string(),
      shell: z.enum(['browser', 'desktop']),
      engine: z.string(),
    }),
  },
  'templates.list': { request: z.strictObject({}), response: z.array(TemplateSummary) },
  'projects.list': { request: z.strictObject({}), response: z.array(ProjectSummary) },
  'projects.open': { request: z.strictObject({ id: z.string() }), response: OpenedProject },
  /**
   * Without an id a new project is made. Written to a temporary file and renamed. With `base`, the revision that the
   * document was made of, it is refused where another one is saved: the fault's code is `PROJECT_CHANGED`.
   */
  'projects.save': {
    request: z.strictObject({
      id: z.string().optional(),
      document: NetworkDocument,
      base: z.string().optional(),
    }),
    response: SavedProject,
  },
  'projects.remove': { request: z.strictObject({ id: z.string() }), response: z.strictObject({}) },
  /** The one saved last comes first. */
  'blocks.list': { request: z.strictObject({}), response: z.array(OwnBlock) },
  /** Without an id a new block is made. */
  'blocks.save': {
    request: z.strictObject({ id: z.string().optional(), document: NetworkDocument }),
    response: SavedProject,
  },
  'blocks.remove': { request: z.strictObject({ id: z.string() }), response: z.strictObject({}) },
  'datasets.list': { request: z.strictObject({}), response: z.array(DatasetDescription) },
  'datasets.describe': { request: DatasetReference, response: DatasetDescription },
  /** Raw samples, for looking at and for trying a network on. */
  'datasets.samples': {
    request: z.strictObject({
      dataset: DatasetReference,
      indices: z.array(z.number().int().nonnegative()).max(1000),
    }),
    response: z.array(Sample),
  },
  /** What is being read is read no further: those who wait for it get the fault `READING_CANCELLED`. */
  'datasets.cancel': { request: z.strictObject({ source: z.string() }), response: z.strictObject({}) },
  'data.list': { request: z.strictObject({}), response: z.array(OwnData) },
  /** Removes copies; forgets all else, which stays where it is. */
  'data.forget': { request: z.strictObject({ source: z.string() }), response: z.strictObject({}) },
  /** Without a folder, the person's own; for a file, the folder that it is in. */
  'data.browse': { request: z.strictObject({ folder: z.string().optional() }), response: FolderListing },
  /** Announces files whose bytes follow, one after the other, outside of the contract: they are no JSON. */
  'data.begin': {
    request: z.strictObject({
      name: z.string().min(1),
      /** The files lie in a folder, which is the data; otherwise a single file is. */
      folder: z.boolean(),
      files: z
        .array(z.strictObject({ path: z.string().min(1), bytes: z.number().int().nonnegative() }))
        .min(1)
        .max(MOST_UPLOAD_FILES),
    }),
    response: z.strictObject({ upload: z.string() }),
  },
  /** When all bytes are there. Answers with what a document calls the data. */
  'data.finish': {
    request: z.strictObject({ upload: z.string() }),
    response: z.strictObject({ source: z.string() }),
  },
  'data.cancel': { request: z.strictObject({ upload: z.string() }), response: z.strictObject({}) },
  'runs.list': { request: z.strictObject({}), response: z.array(RunSummary) },
  /** The first answer may take a minute, until all engines are tested; `again` tests them once more. */
  'engines.list': {
    request: z.strictObject({ again: z.boolean().optional() }),
    response: z.array(EngineReport),
  },
  'runs.start': {
    request: z.strictObject({ document: NetworkDocument, engine: z.string().optional() }),
    response: z.strictObject({ run: z.string() }),
  },
  'runs.resume': { request: z.strictObject({ run: z.string() }), response: z.strictObject({}) },
  /**
   * Without a run, whichever there is. One that is stopped before it is there leaves nothing: `runs.start` and
   * `runs.resume` give the fault `RUN_STOPPED`.
   */
  'runs.stop': { request: z.strictObject({ run: z.string().optional() }), response: z.strictObject({}) },
  'runs.remove': { request: z.strictObject({ run: z.string() }), response: z.strictObject({}) },
  /** All events so far; later ones arrive as `run` events. */
  'runs.open': {
    request: z.strictObject({ run: z.string() }),
    response: z.strictObject({ summary: RunSummary, document: NetworkDocument, events: z.array(RunEvent) }),
  },
  /** With the best weights of the run so far. */
  'runs.predict': {
    request: z.strictObject({ run: z.string(), samples: z.array(Sample).min(1).max(1000) }),
    response: z.array(z.array(Prediction)),
  },
  /** On the validation samples, with the best weights of the run so far. */
  'runs.evaluate': { request: z.strictObject({ run: z.string() }), response: RunEvaluation },
  /** What the layers make of one sample, with the weights of the newest run of the same network. */
  'layers.preview': {
    request: z.strictObject({
      document: NetworkDocument,
      layers: z.array(LayerId).min(1).max(64),
      sample: z.number().int().nonnegative(),
    }),
    response: NetworkPreview,
  },
  'runs.export': { request: z.strictObject({ run: z.string() }), response: ExportProof },
} as const satisfies Record<string, { request: z.ZodType; response: z.ZodType }>;

export type Channel = keyof typeof REQUESTS;
export type Request<C extends Channel> = z.input<(typeof REQUESTS)[C]['request']>;
export type Response<C extends Channel> = z.output<(typeof REQUESTS)[C]['response']>;

/** What the host tells without being asked. */
export const HostEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('run'), run: z.string(), event: RunEvent }),
  z.strictObject({ type: z.literal('runs-changed') }),
  z.strictObject({ type: z.literal('data-changed') }),
  /** Data is being read, which takes a while: so many of its images are done. */
  z.strictObject({
    type: z.literal('reading'),
    source: z.string(),
    done: z.number(),
    total: z.number(),
  }),
  /** A run is being prepared; without a step, no longer: it is there now, or will not come. */
  z.strictObject({
    type: z.literal('starting'),
    run: z.string(),
    network: z.string(),
    step: StartStep.optional(),
  }),
  z.strictObject({ type: z.literal('project-saved'), id: z.string(), revision: z.string() }),
]);
export type HostEvent = z.infer<typeof HostEvent>;

/** The user interface's way to the host, however it is reached. */
export interface HostClient {
  request<C extends Channel>(channel: C, request: Request<C>): Promise<Response<C>>;
  /** Returns a function that ends the subscription. */
  subscribe(listener: (event: HostEvent) => void): () => void;
  /** Saves a file that an export made where the person wants it. */
  saveFile(proof: ExportProof): Promise<void>;
}

/** What went wrong, for the user: the transport carries the message and the code, never a stack. */
export const HostFault = z.strictObject({ code: z.string(), message: z.string() });
export type HostFault = z.infer<typeof HostFault>;

export class HostError extends Error {
  override readonly name = 'HostError';
  constructor(readonly fault: HostFault) {
    super(fault.message);
  }
}
