/** Measures an ONNX file on a dataset: classes where it answers with classes, distances where with numbers. */
import { batches } from '../../core/data/batches.ts';
import type { Batch, Dataset, DatasetDescription } from '../../core/data/dataset.ts';
import { AnswerMismatch, classPairs } from '../../core/metrics/answers.ts';
import { type ClassificationReport, ConfusionCounts } from '../../core/metrics/classification.ts';
import { ErrorSums, type RegressionReport } from '../../core/metrics/regression.ts';
import { hasAccuracy } from '../../core/train/accuracy.ts';
import { HostError } from '../contract.ts';
import type { Predictor } from './onnx-predictor.ts';
import type { PredictorOutput } from './predictor-ports.ts';

export interface OutputEvaluation {
  readonly output: string;
  /** The field that the answers were compared with. */
  readonly field: string;
  readonly classification?: ClassificationReport;
  readonly regression?: RegressionReport;
}

export interface Evaluation {
  readonly samples: number;
  readonly outputs: readonly OutputEvaluation[];
}

/** Whatever answers about raw values: an opened file, or a trained network in its place. */
export type Answering = Pick<Predictor, 'file' | 'described' | 'inputs' | 'outputs' | 'run'>;

export interface EvaluationRequest {
  readonly predictor: Answering;
  readonly dataset: Dataset;
  /** All samples of the dataset if absent. */
  readonly samples?: Int32Array;
  readonly onProgress?: (samplesDone: number, samples: number) => void;
}

const BATCH_SIZE = 256;

/** Throws `HostError` if file and data do not belong together. */
export async function evaluateOnnx(request: EvaluationRequest): Promise<Evaluation> {
  const { predictor, dataset, onProgress } = request;
  const { description } = dataset;
  const samples = request.samples ?? Int32Array.from({ length: description.samples }, (_, index) => index);
  const meters = predictor.outputs.map((output) => new OutputMeter(output, description));
  const feed = feeder(predictor, description);
  const fields = description.fields.map((field) => field.name);
  let done = 0;
  for await (const batch of batches(dataset, samples, BATCH_SIZE, fields)) {
    const answers = await predictor.run(feed(batch));
    for (const meter of meters) meter.add(predictor.file, batch, answers);
    done += Math.min(BATCH_SIZE, samples.length - done);
    onProgress?.(done, samples.length);
  }
  return { samples: samples.length, outputs: meters.map((meter) => meter.report()) };
}

/** Files of other programs do not know our fields: their one input takes the field that is not the target. */
function feeder({ described, inputs }: Answering, { fields, target }: DatasetDescription) {
  const [input] = inputs;
  const sources = fields.filter((field) => field.name !== target);
  const [source] = sources;
  const isClear = !described && inputs.length === 1 && sources.length === 1;
  if (!isClear || !input || !source) return (batch: Batch) => batch;
  return (batch: Batch): Batch => {
    const values = batch[source.name];
    return values ? { ...batch, [input.field.name]: values } : batch;
  };
}

class OutputMeter {
  readonly #output: PredictorOutput;
  readonly #field: string;
  readonly #labels: readonly string[] | undefined;
  readonly #counts = new ConfusionCounts();
  readonly #errors = new ErrorSums();
  #choosesClasses = false;

  constructor(output: PredictorOutput, { fields, target }: DatasetDescription) {
    this.#output = output;
    this.#field = output.field?.name ?? target;
    this.#labels = output.field?.classes ?? fields.find((field) => field.name === this.#field)?.classes;
  }

  add(file: string, batch: Batch, answers: Readonly<Record<string, Batch[string]>>): void {
    const { name, loss } = this.#output;
    const target = batch[this.#field];
    if (!target) {
      const present = Object.keys(batch).map((field) => `"${field}"`);
      throw new HostError({
        code: 'onnx-wrong-fields',
        message: `"${file}" predicts "${this.#field}", but the data has only ${present.join(', ')}. Use data that this network was made for.`,
      });
    }
    const answer = answers[name];
    if (!answer) throw new Error(`There is no answer for the output "${name}".`);
    this.#choosesClasses = hasAccuracy(loss ?? '', target);
    try {
      if (this.#choosesClasses) this.#counts.add(classPairs(target, answer, loss));
      else this.#errors.add(target, answer);
    } catch (error) {
      if (!(error instanceof AnswerMismatch)) throw error;
      throw new HostError({ code: 'onnx-wrong-shape', message: error.message });
    }
  }

  report(): OutputEvaluation {
    return {
      output: this.#output.name,
      field: this.#field,
      ...(this.#choosesClasses
        ? { classification: this.#counts.report(this.#labels) }
        : { regression: this.#errors.report() }),
    };
  }
}
