/**
 * The training loop: epochs of steps, validation after each, events for whoever watches, checkpoints for whoever
 * resumes. Everything that decides the numbers is a function of settings, seed and position.
 */
import { batches } from '../data/batches.ts';
import type { Batch } from '../data/dataset.ts';
import { epochOrder } from '../data/shuffle.ts';
import type { TrainingSettings } from '../document/schema.ts';
import type { Engine, EngineSession, Executable, TensorData } from '../engine/engine.ts';
import { MemoryShortage } from '../engine/memory-shortage.ts';
import type { Model } from '../model/model.ts';
import { adaptWeights } from './adapt-weights.ts';
import { betterEpoch, type Checkpoint, type RunPosition, START } from './checkpoint.ts';
import type { Origin } from './diagnose.ts';
import { divergedSentence, TrainingFault } from './diverged.ts';
import { afterEpoch, hasStopped } from './early-stopping.ts';
import type { RunEvent } from './events.ts';
import { type Feeds, trainingFeeds } from './feeds.ts';
import { firstRows, fittingBatch, shortageSentence } from './memory-need.ts';
import { addBatch, type MetricSums, NO_SUMS, trainingMetrics, validationMetrics } from './metric-sums.ts';
import { createOptimizer } from './optimizers/create.ts';
import { initialOptimizerState } from './optimizers/optimizer.ts';
import { WEIGHT_SUM } from './program-names.ts';
import { ProgramRunner } from './program-runner.ts';
import { evaluateProgram, trainProgram } from './programs.ts';
import { rememberLoss, scheduledRate } from './schedules/registry.ts';
import { feedsOfSteps, ofStep } from './step-feeds.ts';
import { StepRunner } from './step-runner.ts';
import { CallPace, stepsAtOnce } from './steps-at-once.ts';
import { type Clock, Stopwatch } from './stopwatch.ts';
import type { TrainingData } from './training-data.ts';

/** Progress is told at most this often. */
const PROGRESS_EVERY_MS = 100;
/** Inside an epoch a checkpoint is written at most this often. */
const CHECKPOINT_EVERY_MS = 10_000;
/** Epochs may be shorter than a disk can follow: their checkpoints are written at most this often. */
const EPOCH_CHECKPOINT_EVERY_MS = 500;
/** Nor may checkpoints take more than this share of the time. */
const CHECKPOINT_SHARE = 0.05;
/** Validation needs no gradients, so larger batches fit and run faster. */
const VALIDATION_BATCH = 256;

export interface TrainRunOptions {
  readonly model: Model;
  readonly data: TrainingData;
  readonly engine: Engine;
  readonly settings: TrainingSettings;
  /** Weights by id, before the first step. Not used when a run is resumed. */
  readonly weights: Readonly<Record<string, TensorData>>;
  readonly resume?: Checkpoint | undefined;
  /** Keeps a checkpoint. The loop waits for it. */
  readonly save: (checkpoint: Checkpoint) => Promise<void>;
  /** Looked at before every call of the engine, which may be several steps. */
  readonly signal: { readonly aborted: boolean };
  readonly clock: Clock;
}

/**
 * Trains until all epochs are done or `signal` is aborted. A network that diverges ends in a `failed` event;
 * other faults are thrown.
 */
export async function* trainRun(options: TrainRunOptions): AsyncGenerator<RunEvent, void, void> {
  const { engine, model, settings, data, resume } = options;
  const optimizer = createOptimizer(settings.optimizer);
  const state = resume?.state ?? {
    ...(await adaptWeights(engine, model, data, options.weights)),
    ...initialOptimizerState(optimizer, model.weights),
  };
  const { batchSize } = settings;
  const fullSteps = Math.floor(data.train.length / batchSize);
  const atOnce = stepsAtOnce({ engine, model, state, batchSize, fullSteps });
  const session = await engine.open(state);
  const loop = new TrainingLoop(options, session, resume?.position ?? START, atOnce);
  try {
    yield* loop.run();
  } catch (error) {
    if (!(error instanceof TrainingFault)) throw error;
    yield { type: 'failed', message: error.message };
  } finally {
    await session.release();
  }
}

class TrainingLoop {
  private readonly trainer: StepRunner;
  private readonly validator: ProgramRunner;
  private readonly training: Stopwatch;
  private readonly validating: Stopwatch;
  private readonly pace = new CallPace();
  private readonly fields: readonly string[];
  private readonly stepsPerEpoch: number;
  private readonly startedAt: RunPosition;
  private lastProgress = Number.NEGATIVE_INFINITY;
  private lastCheckpoint: number;
  private checkpointCost = 0;
  /** The best epoch's checkpoint, while it is not written yet. */
  private unsavedBest: Checkpoint | undefined;
  private saved: RunPosition | undefined;

  constructor(
    private readonly options: TrainRunOptions,
    private readonly session: EngineSession,
    private position: RunPosition,
    private atOnce: number,
  ) {
    const { model, settings, data, clock } = options;
    const optimizer = createOptimizer(settings.optimizer);
    this.trainer = new StepRunner(
      session,
      model,
      trainProgram(model, { optimizer, clipping: settings.clipping }),
    );
    this.validator = new ProgramRunner(session, evaluateProgram(model));
    this.training = new Stopwatch(clock);
    this.validating = new Stopwatch(clock);
    this.fields = [...new Set([...model.inputs, ...model.outputs].map(({ field }) => field))];
    this.stepsPerEpoch = Math.ceil(data.train.length / settings.batchSize);
    this.startedAt = position;
    // What it starts with need not be kept: it can be made again.
    this.saved = position;
    this.lastCheckpoint = clock.now();
  }

  async *run(): AsyncGenerator<RunEvent, void, void> {
    const { engine, model, data, settings, signal } = this.options;
    yield {
      type: 'started',
      engine: engine.id,
      parameters: model.analysis.parameters,
      trainSamples: data.train.length,
      validationSamples: data.validation.length,
      epochs: settings.epochs,
      stepsPerEpoch: this.stepsPerEpoch,
      resumedFrom: this.startedAt.epoch,
    };
    while (this.position.epoch < settings.epochs && !this.isOver() && !signal.aborted) {
      const finished = yield* this.steps();
      if (finished) yield* this.endEpoch();
    }
    const unfinished = this.position.epoch < settings.epochs;
    const early = unfinished && this.isOver();
    await this.save();
    yield {
      type: 'finished',
      reason: unfinished && !early ? 'stopped' : 'completed',
      ...(early && { early }),
      epochs: this.position.epoch,
      metrics: this.position.epoch > 0 ? this.position.metrics : this.metricsSoFar(),
      samplesPerSecond: this.training.perSecond,
    };
  }

  /** The rest of the current epoch. False if the run was stopped in it. */
  private async *steps(): AsyncGenerator<RunEvent, boolean, void> {
    const { data, settings, signal, clock } = this.options;
    const { epoch } = this.position;
    const order = epochOrder(data.train, settings.seed, epoch);
    const rest = order.subarray(this.position.step * settings.batchSize);
    for await (const batch of this.stepBatches(rest)) {
      if (signal.aborted) return false;
      const rows = rowsOf(batch);
      const steps = Math.ceil(rows / settings.batchSize);
      const feeds = this.stepFeeds(batch, steps);
      const executable = await this.prepareSteps(feeds, steps, rows);
      if (!executable) {
        this.atOnce = 1;
        return yield* this.steps();
      }
      // Compiling a large step takes long.
      if (signal.aborted) return false;
      const before = this.training.seconds;
      const outputs = await this.training.time(rows, () => this.trainer.run(executable, feeds, steps));
      const divergence = await this.trainer.divergence(feeds, outputs);
      if (divergence) throw this.diverged(divergence.origin, divergence.index);
      let figures: MetricSums = this.position;
      for (const { [WEIGHT_SUM]: _, ...step } of outputs) figures = addBatch(figures, step, rows / steps);
      const { samples, sums } = figures;
      const seconds = this.training.seconds - before;
      this.position = {
        ...this.position,
        samples,
        sums,
        step: this.position.step + steps,
        seconds: this.position.seconds + seconds,
      };
      if (clock.now() - this.lastProgress >= PROGRESS_EVERY_MS) {
        this.lastProgress = clock.now();
        yield this.progress();
      }
      if (this.position.step < this.stepsPerEpoch && this.checkpointIsDue(CHECKPOINT_EVERY_MS))
        await this.save();
      const fewer = this.pace.after(steps, seconds);
      if (fewer !== undefined) {
        this.atOnce = fewer;
        return yield* this.steps();
      }
    }
    return true;
  }

  /** As many full steps together as the engine takes at once, and the smaller last one by itself. */
  private async *stepBatches(order: Int32Array): AsyncGenerator<Batch, void, void> {
    const { data, settings } = this.options;
    const { batchSize } = settings;
    const full = order.length - (order.length % batchSize);
    yield* batches(data.dataset, order.subarray(0, full), this.atOnce * batchSize, this.fields);
    yield* batches(data.dataset, order.subarray(full), batchSize, this.fields);
  }

  private stepFeeds(batch: Batch, steps: number): Feeds {
    const { data, model, settings } = this.options;
    const first = this.position.epoch * this.stepsPerEpoch + this.position.step;
    return feedsOfSteps({
      samples: trainingFeeds(model, batch, data.preprocessing),
      rates: Array.from({ length: steps }, (_, index) => this.learningRateAt(first + index)),
      seed: settings.seed,
      first,
    });
  }

  /** A float64 number; the program takes the float32 nearest to it. */
  private learningRateAt(step: number): number {
    const { optimizer, schedule, epochs } = this.options.settings;
    const { stepsPerEpoch } = this;
    const { learningRate } = optimizer;
    return scheduledRate(schedule, {
      learningRate,
      step,
      stepsPerEpoch,
      epochs,
      memory: this.position.plateau,
    });
  }

  /** Of the last step that was done. */
  private get learningRate(): number {
    const { epoch, step } = this.position;
    return this.learningRateAt(Math.max(0, epoch * this.stepsPerEpoch + step - 1));
  }

  /** Whether early stopping has ended the run. */
  private isOver(): boolean {
    return hasStopped(this.options.settings.earlyStopping, this.position.patience);
  }

  private async *endEpoch(): AsyncGenerator<RunEvent, void, void> {
    const { model } = this.options;
    const { samples, sums, seconds: trainingSeconds } = this.position;
    const validatedBefore = this.validating.seconds;
    const validation = await this.validate();
    if (!validation) return;
    const metrics = { ...trainingMetrics(model, { samples, sums }), ...validationMetrics(model, validation) };
    if (!Object.values(metrics).every(Number.isFinite)) throw this.diverged();
    const epoch = this.position.epoch + 1;
    const best = betterEpoch(this.position.best, epoch, metrics);
    const { learningRate } = this;
    this.position = { ...START, epoch, metrics, best, ...this.remembered(metrics.valLoss) };
    yield {
      type: 'epoch',
      epoch,
      metrics,
      seconds: trainingSeconds + this.validating.seconds - validatedBefore,
      samplesPerSecond: trainingSeconds > 0 ? samples / trainingSeconds : 0,
      learningRate,
      best: best?.epoch === epoch,
    };
    if (best?.epoch === epoch) this.unsavedBest = await this.checkpoint();
    if (this.checkpointIsDue(EPOCH_CHECKPOINT_EVERY_MS)) await this.save();
  }

  /** What later epochs must know of this one's validation loss. */
  private remembered(valLoss: number | undefined): Pick<RunPosition, 'plateau' | 'patience'> {
    const { schedule, earlyStopping, optimizer } = this.options.settings;
    if (valLoss === undefined) return {};
    const plateau = rememberLoss(schedule, this.position.plateau, valLoss, optimizer.learningRate);
    const patience = earlyStopping && afterEpoch(earlyStopping, this.position.patience, valLoss);
    return { ...(plateau && { plateau }), ...(patience && { patience }) };
  }

  /** Undefined if the run was stopped in the middle. */
  private async validate(
    size = Math.max(this.options.settings.batchSize, VALIDATION_BATCH),
  ): Promise<MetricSums | undefined> {
    const { data, model, settings, signal } = this.options;
    let sums = NO_SUMS;
    for await (const batch of batches(data.dataset, data.validation, size, this.fields)) {
      if (signal.aborted) return undefined;
      const feeds = trainingFeeds(model, batch, data.preprocessing);
      const rows = rowsOf(batch);
      const executable = await this.validator.prepare(feeds).catch((error: unknown) => {
        // As much as a training step fits in any case.
        if (error instanceof MemoryShortage && size > settings.batchSize) return undefined;
        throw error;
      });
      if (!executable) return this.validate(settings.batchSize);
      sums = addBatch(sums, await this.validating.time(rows, () => executable.run(feeds)), rows);
    }
    return sums;
  }

  private progress(): RunEvent {
    const { data, settings } = this.options;
    const { epoch, step, samples } = this.position;
    const epochsLeft = settings.epochs - epoch;
    const samplesLeft = epochsLeft * data.train.length - samples;
    const rate = this.training.perSecond;
    const validationSeconds = epochsLeft * data.validation.length * this.validating.secondsPerUnit;
    return {
      type: 'progress',
      epoch: epoch + 1,
      step,
      metrics: this.metricsSoFar(),
      samplesPerSecond: rate,
      secondsLeft: (rate > 0 ? samplesLeft / rate : 0) + validationSeconds,
      learningRate: this.learningRate,
    };
  }

  private metricsSoFar() {
    return trainingMetrics(this.options.model, this.position);
  }

  private checkpointIsDue(least: number): boolean {
    const interval = Math.max(least, this.checkpointCost / CHECKPOINT_SHARE);
    return this.options.clock.now() - this.lastCheckpoint >= interval;
  }

  private async save(): Promise<void> {
    const { clock, save } = this.options;
    if (this.saved === this.position) return;
    const start = clock.now();
    const best = this.unsavedBest;
    this.unsavedBest = undefined;
    const newest = best?.position === this.position ? best : await this.checkpoint();
    if (best && best !== newest) await save(best);
    await save(newest);
    this.saved = this.position;
    this.lastCheckpoint = clock.now();
    this.checkpointCost = this.lastCheckpoint - start;
  }

  private async checkpoint(): Promise<Checkpoint> {
    const state = await this.session.readState();
    // A step can give a finite loss and yet leave weights behind that are not numbers: keep none of those.
    if (!Object.values(state).every(({ data }) => data.every(Number.isFinite))) throw this.diverged();
    return { position: this.position, state };
  }

  /** Undefined if single steps might fit. A step that does not fit into memory is refused before it runs. */
  private async prepareSteps(feeds: Feeds, steps: number, rows: number): Promise<Executable | undefined> {
    try {
      return await this.trainer.prepare(feeds, steps);
    } catch (error) {
      if (!(error instanceof MemoryShortage)) throw error;
      if (steps > 1) return undefined;
      const one = ofStep(0, feeds);
      const fits = await fittingBatch(rows, error, (batch) => this.trainer.prepareOne(firstRows(one, batch)));
      throw new TrainingFault(shortageSentence(rows, error, fits));
    }
  }

  /** `ahead` counts the steps from the position. */
  private diverged(origin: Origin = { kind: 'step' }, ahead = 0): TrainingFault {
    const { epoch, step } = this.position;
    const { learningRate } = this.options.settings.optimizer;
    return new TrainingFault(
      divergedSentence({ epoch: epoch + 1, step: step + ahead + 1, learningRate, origin }),
    );
  }
}

function rowsOf(batch: Batch): number {
  return Object.values(batch)[0]?.shape[0] ?? 0;
}
