/**
 * Which engines are offered: each proves itself in a process of its own, where a crash of its driver harms nobody.
 * What was found is kept until machine or version change, or somebody asks again.
 */
import { readFile } from 'node:fs/promises';
import { arch, availableParallelism, cpus, hostname, platform } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder, writeAtomically } from '../atomic-file.ts';
import { EngineReport, HostError } from '../contract.ts';
import { CPU, type EngineEntry, findEngine } from '../engine/catalogue.ts';
import { plainReason } from '../engine/plain-reason.ts';
import { packageRoot, packageVersion } from '../package-root.ts';
import type { CommandResult } from '../worker/messages.ts';
import type { StartWorker } from '../worker/transport.ts';
import { WorkerClient } from './worker-client.ts';

/** Relative to the processor's loss. The order of sums differs, which costs less than a tenth of this. */
const TOLERANCE = 1e-3;
/** Drivers that compile shaders on a slow machine take their time; one that hangs takes for ever. */
const PATIENCE_MS = 180_000;

const FILE = 'engines.json';
const Kept = z.strictObject({ machine: z.string(), engines: z.array(EngineReport) });

type Tested = CommandResult<'test-engine'>;

export class EngineDesk {
  private testing: Promise<EngineReport[]> | undefined;

  constructor(
    private readonly home: string,
    private readonly startWorker: StartWorker,
    private readonly patience = PATIENCE_MS,
  ) {}

  /** The processor first. `again` repeats the tests; else what is known is enough. */
  async list({ again = false } = {}): Promise<EngineReport[]> {
    const known = again ? undefined : await this.kept();
    if (known) return known;
    this.testing ??= this.testAll().finally(() => {
      this.testing = undefined;
    });
    return this.testing;
  }

  /** Throws a sentence if this engine does not work here. */
  async require(id: string): Promise<void> {
    if (id === CPU) return;
    const engines = findEngine(id) ? await this.list() : [];
    const report = engines.find((engine) => engine.id === id);
    if (report?.state === 'works') return;
    const reason = report?.reason ? `: ${report.reason}` : '';
    const working = engines.filter(({ state }) => state === 'works').map((engine) => engine.id);
    throw new HostError({
      code: 'unknown-engine',
      message: `The engine "${id}" does not work on this machine${reason}. Use one of: ${(working.length > 0 ? working : [CPU]).join(', ')}.`,
    });
  }

  private async kept(): Promise<EngineReport[] | undefined> {
    try {
      const kept = Kept.parse(JSON.parse(await readFile(join(this.home, FILE), 'utf8')));
      return kept.machine === (await machine()) ? kept.engines : undefined;
    } catch {
      // Not there, or written by another version: the tests are soon repeated.
      return undefined;
    }
  }

  private async testAll(): Promise<EngineReport[]> {
    const { engines } = await this.inWorker((worker) => worker.request('list-engines', {}));
    const processor = await this.inWorker((worker) => worker.request('test-engine', { engine: CPU }));
    const reports: EngineReport[] = [];
    for (const { id, missing } of engines) {
      const entry = findEngine(id);
      if (!entry) continue;
      if (missing !== undefined) {
        reports.push({ id, title: entry.title, state: 'missing', reason: missing });
      } else reports.push(await this.test(entry, processor));
    }
    await this.keep(reports);
    return reports;
  }

  private async test(entry: EngineEntry, processor: Tested): Promise<EngineReport> {
    if (entry.id === CPU) return judge(entry, processor, processor);
    try {
      const { id: engine } = entry;
      return judge(
        entry,
        await this.inWorker((worker) => worker.request('test-engine', { engine })),
        processor,
      );
    } catch (error) {
      const reason = plainReason(error instanceof Error ? error.message : String(error));
      return { id: entry.id, title: entry.title, state: 'fails', reason };
    }
  }

  /** What cannot be written is tested anew the next time. */
  private async keep(engines: EngineReport[]): Promise<void> {
    const text = `${JSON.stringify({ machine: await machine(), engines }, null, 2)}\n`;
    await makeFolder(this.home)
      .then(() => writeAtomically(join(this.home, FILE), text))
      .catch(() => undefined);
  }

  private async inWorker<T>(work: (worker: WorkerClient) => Promise<T>): Promise<T> {
    const worker = new WorkerClient(this.startWorker, {
      onEvent: () => undefined,
      onDeath: () => undefined,
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const seconds = Math.round(this.patience / 1000);
      timer = setTimeout(() => reject(new Error(`it gave no answer within ${seconds} s`)), this.patience);
    });
    try {
      return await Promise.race([work(worker), late]);
    } finally {
      clearTimeout(timer);
      worker.close();
    }
  }
}

function judge({ id, title }: EngineEntry, tested: Tested, processor: Tested): EngineReport {
  const { losses, samplesPerSecond } = tested;
  const differences = processor.losses.map((loss, step) => {
    const expected = loss ?? Number.NaN;
    return Math.abs((losses[step] ?? Number.NaN) - expected) / Math.abs(expected);
  });
  const difference = Math.max(...differences);
  if (difference <= TOLERANCE) return { id, title, state: 'works', samplesPerSecond, difference };
  const share = Number.isFinite(difference)
    ? `differ by ${(difference * 100).toPrecision(2)}%`
    : 'are no numbers';
  return {
    id,
    title,
    state: 'fails',
    reason: `it computes something else than the processor: the losses of a test network ${share}`,
  };
}

/** All that the result of a test depends on, as far as it can be known without testing. */
async function machine(): Promise<string> {
  const runtime = join(packageRoot(), 'node_modules', 'onnxruntime-node', 'package.json');
  const version = z.object({ version: z.string() });
  const onnxruntime = await readFile(runtime, 'utf8').then(
    (text) => version.parse(JSON.parse(text)).version,
    () => 'bundled',
  );
  const processor = `${availableParallelism()} x ${cpus()[0]?.model ?? 'unknown'}`;
  const programs = `layerloom ${packageVersion()}, onnxruntime ${onnxruntime}, node ${process.versions.node}`;
  return `${hostname()}, ${platform()} ${arch()}, ${processor}, ${programs}`;
}
