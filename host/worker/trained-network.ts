/** A run's network with its best weights: asked for answers, measured, exported. */
import type { Batch, Dataset, FieldDescription } from '../../core/data/dataset.ts';
import type { Preprocessing } from '../../core/data/preprocessing.ts';
import type { EngineSession, TensorData } from '../../core/engine/engine.ts';
import type { Model } from '../../core/model/model.ts';
import { inputFeeds } from '../../core/train/feeds.ts';
import { outputName } from '../../core/train/program-names.ts';
import { ProgramRunner } from '../../core/train/program-runner.ts';
import { predictProgram } from '../../core/train/programs.ts';
import { HostError, type Prediction, type Sample } from '../contract.ts';
import { RunFolder } from '../runs/run-folder.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { checkedModel } from './checked-model.ts';
import { openFromShelf } from './dataset-shelf.ts';
import { requireSameData, splitSamples } from './training-data.ts';
import { workerEngine } from './worker-engine.ts';

export class TrainedNetwork {
  private constructor(
    readonly record: RunRecord,
    readonly model: Model,
    /** By weight id. */
    readonly weights: Readonly<Record<string, TensorData>>,
    /** On the validation samples, as it was measured in training with these weights. */
    readonly recordedAccuracy: number | undefined,
    private readonly session: EngineSession,
    private readonly runner: ProgramRunner,
  ) {}

  /** With the best epoch's weights; the newest ones while there is no whole epoch. */
  static async open(folder: string): Promise<TrainedNetwork> {
    const { record, document, checkpoints } = await RunFolder.open(folder);
    const checkpoint = await checkpoints.best();
    if (!checkpoint) {
      throw new HostError({
        code: 'not-trained',
        message: `The run "${record.id}" has no checkpoint yet, so it has learned nothing that could be used. Wait for its first epoch, or resume it.`,
      });
    }
    const model = checkedModel(document, record.dataset.description);
    const weights = Object.fromEntries(
      model.weights.flatMap(({ id }) => {
        const values = checkpoint.state[id];
        return values ? [[id, values] as const] : [];
      }),
    );
    const { best, epoch, step } = checkpoint.position;
    const whole = best?.epoch === epoch && step === 0;
    const session = await (await workerEngine()).open(weights);
    return new TrainedNetwork(
      record,
      model,
      weights,
      whole ? best.metrics.valAccuracy : undefined,
      session,
      new ProgramRunner(session, predictProgram(model)),
    );
  }

  get fields(): readonly FieldDescription[] {
    return this.record.dataset.description.fields;
  }

  get preprocessing(): Readonly<Record<string, Preprocessing>> {
    return this.record.preprocessing;
  }

  /** Answers to raw values, by Output layer id. */
  async answer(batch: Batch): Promise<Record<string, TensorData>> {
    const feeds = inputFeeds(this.model, batch, this.preprocessing);
    const answers = await (await this.runner.prepare(feeds)).run(feeds);
    return Object.fromEntries(
      this.model.outputs.flatMap(({ layer }) => {
        const values = answers[outputName(layer)];
        return values ? [[layer, values] as const] : [];
      }),
    );
  }

  /** For each sample, one answer for each Output. */
  async predict(samples: readonly Sample[]): Promise<Prediction[][]> {
    const answers = await this.answer(this.batchOf(samples));
    return samples.map((_, row) =>
      this.model.outputs.map(({ layer, name, field }) => {
        const { data, shape } = answers[layer] ?? { data: [], shape: [1] };
        const size = data.length / (shape[0] ?? 1);
        const classes = this.fields.find((description) => description.name === field)?.classes;
        const labels = classes?.length === size ? classes : size === 1 ? classes?.slice(1, 2) : undefined;
        return {
          output: name,
          values: Array.from(data.slice(row * size, (row + 1) * size)),
          ...(labels?.length === size && { labels: [...labels] }),
        };
      }),
    );
  }

  /** The data that the run was trained with, and its validation samples. */
  async openData(): Promise<{ dataset: Dataset; validation: Int32Array }> {
    const dataset = await openFromShelf(this.record.dataset);
    requireSameData(this.record, dataset);
    const { validation } = await splitSamples(dataset, this.model, this.record.settings);
    return { dataset, validation };
  }

  release(): Promise<void> {
    return this.session.release();
  }

  private batchOf(samples: readonly Sample[]): Batch {
    return Object.fromEntries(
      this.model.inputs.map(({ field, type }) => {
        const shape = type.shape.slice(1).map((dimension) => dimension ?? 1);
        const size = shape.reduce((product, dimension) => product * dimension, 1);
        const data = new Float32Array(samples.length * size);
        samples.forEach((sample, row) => {
          const values = sample[field];
          if (values?.length !== size) throw wrongSample(field, values?.length, size);
          data.set(values, row * size);
        });
        return [field, { dtype: 'float32', shape: [samples.length, ...shape], data }];
      }),
    );
  }
}

function wrongSample(field: string, received: number | undefined, expected: number): HostError {
  const given = received === undefined ? 'nothing' : `${received} values`;
  return new HostError({
    code: 'wrong-sample',
    message: `The network needs ${expected} values for "${field}", but received ${given}. Give it a sample like those that it was trained with.`,
  });
}
