/** One run on disk: the network as trained, where it stands, what it told, and its checkpoints. */
import { appendFile, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readDocument, writeDocument } from '../../core/document/read.ts';
import type { NetworkDocument } from '../../core/document/schema.ts';
import type { RunPosition } from '../../core/train/checkpoint.ts';
import { RunEvent } from '../../core/train/events.ts';
import { makeFolder, writeAtomically } from '../atomic-file.ts';
import { HostError } from '../contract.ts';
import { systemCode, writeFault } from '../storage-fault.ts';
import { CheckpointStore } from './checkpoint-store.ts';
import { isRunLocked } from './run-lock.ts';
import { RunRecord } from './run-record.ts';

const RECORD = 'run.json';
const DOCUMENT = 'network.json';
const EVENTS = 'metrics.jsonl';

export class RunFolder {
  readonly checkpoints: CheckpointStore;

  private constructor(
    readonly path: string,
    readonly document: NetworkDocument,
    private current: RunRecord,
  ) {
    this.checkpoints = new CheckpointStore(path);
  }

  get record(): RunRecord {
    return this.current;
  }

  /** Starts a run in a folder that `requireFreeFolder` has let pass. */
  static async create(path: string, document: NetworkDocument, record: RunRecord): Promise<RunFolder> {
    await writeAtomically(join(path, DOCUMENT), writeDocument(document));
    const run = new RunFolder(path, document, record);
    await run.update({});
    return run;
  }

  /** Opens a run. One that says it is running while no process works on it was interrupted. */
  static async open(path: string): Promise<RunFolder> {
    const record = RunRecord.safeParse(parseJson(await readRunFile(path, RECORD)));
    if (!record.success) throw damaged(path, RECORD);
    const document = readDocument(await readRunFile(path, DOCUMENT));
    if (!document.ok) throw damaged(path, DOCUMENT);
    const run = new RunFolder(path, document.value, record.data);
    if (record.data.state === 'running' && !(await isRunLocked(path))) {
      run.current = { ...record.data, state: 'interrupted', message: INTERRUPTED };
    }
    return run;
  }

  async update(change: Partial<RunRecord>): Promise<void> {
    const { message, ...next } = { ...this.current, ...change };
    // A run that goes on has nothing left to explain.
    const explained = next.state === 'failed' || next.state === 'interrupted';
    this.current = { ...next, ...(explained && message !== undefined && { message }) };
    await writeAtomically(join(this.path, RECORD), `${JSON.stringify(this.current, null, 2)}\n`);
  }

  async appendEvent(event: RunEvent): Promise<void> {
    const path = join(this.path, EVENTS);
    try {
      await appendFile(path, `${JSON.stringify(event)}\n`);
    } catch (error) {
      throw writeFault(path, error);
    }
  }

  /** All events that were written whole. */
  async readEvents(): Promise<RunEvent[]> {
    const text = await readFile(join(this.path, EVENTS), 'utf8').catch(() => '');
    return text.split('\n').flatMap((line) => {
      const event = RunEvent.safeParse(parseJson(line));
      return event.success ? [event.data] : [];
    });
  }

  /** Forgets what was told after `position`: the resumed run tells it again. */
  async rewindEvents(position: Pick<RunPosition, 'epoch' | 'step'>): Promise<void> {
    const kept = (await this.readEvents()).filter((event) => happenedBefore(event, position));
    const text = kept.map((event) => `${JSON.stringify(event)}\n`).join('');
    await writeAtomically(join(this.path, EVENTS), text);
  }
}

function happenedBefore(event: RunEvent, { epoch, step }: Pick<RunPosition, 'epoch' | 'step'>): boolean {
  switch (event.type) {
    case 'started':
    case 'notice':
      return true;
    case 'epoch':
      return event.epoch <= epoch;
    case 'progress':
      return event.epoch <= epoch || (event.epoch === epoch + 1 && event.step <= step);
    case 'finished':
    case 'failed':
      return false;
  }
}

const INTERRUPTED =
  'The training process ended without warning (the computer was switched off, or the process was ended from outside). Nothing up to the last checkpoint is lost: resume the run to go on.';

const CRASHES = /SIG(ABRT|SEGV|BUS|ILL|FPE|TRAP)|exit code (134|139|3221225477|3221226505)/;

/** As INTERRUPTED, for those who have seen how the process ended: `killed by SIGKILL`, `exit code 1`. */
export function interruptedSentence(how: string): string {
  const cause = CRASHES.test(how)
    ? `${how}: what computes has crashed, in onnxruntime or in the driver of a graphics card`
    : /SIGKILL/.test(how)
      ? `${how}: it was ended from outside, as systems do when memory runs out`
      : how;
  return `The training process ended without warning (${cause}). Nothing up to the last checkpoint is lost: resume the run to go on.`;
}

/** Whether there is a run in this folder, whole or not. */
export async function holdsRun(path: string): Promise<boolean> {
  const names: string[] = await readdir(path).catch(() => []);
  return names.includes(RECORD);
}

/** Makes the folder if need be. Throws where it cannot be written, or holds something already. */
export async function requireFreeFolder(path: string): Promise<void> {
  await makeFolder(path);
  const names = await readdir(path);
  if (names.includes(RECORD)) {
    throw new HostError({
      code: 'run-exists',
      message: `There is already a run in ${path}. Go on with it with --resume, or choose another folder.`,
    });
  }
  if (names.some((name) => name !== 'lock.json')) {
    throw new HostError({
      code: 'folder-not-empty',
      message: `The folder ${path} holds other files (${names.slice(0, 3).join(', ')}). Choose an empty or a new folder for the run.`,
    });
  }
  // Found out now, not at the first checkpoint.
  const probe = join(path, '.probe');
  await writeAtomically(probe, '');
  await rm(probe, { force: true });
}

async function readRunFile(path: string, name: string): Promise<string> {
  try {
    return await readFile(join(path, name), 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT' && name === DOCUMENT) throw damaged(path, name);
    throw new HostError({
      code: 'not-a-run',
      message: `There is no run in ${path}: it has no file "${name}". Give the folder that was named with --out when the network was trained.`,
    });
  }
}

function damaged(path: string, name: string): HostError {
  return new HostError({
    code: 'run-damaged',
    message: `The run in ${path} cannot be opened: its file "${name}" is damaged. Put back a copy of that file, or train again into another folder.`,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
