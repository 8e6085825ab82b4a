/** Measures an ONNX file on a dataset: classes where it answers with classes, distances where with numbers. */
import { batches } from '../../core/data/batches.ts';
import type { Batch, Dataset, DatasetDescription } from '../../core/data/dataset.ts';
import { AnswerMismatch, type ClassPairs, classPairs } from '../../core/metrics/answers.ts';
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
  readonly classification?: ClassificationReport | undefined;
  readonly regression?: RegressionReport | undefined;
  /** Where they are asked for, and each sample has one answer. */
  readonly mistakes?: readonly Mistake[] | undefined;
}

/** A sample that was answered with another class than its own; classes by number. */
export interface Mistake {
  /** Its place in the dataset. */
  readonly sample: number;
  readonly expected: number;
  readonly answered: number;
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
  /** The samples that are answered wrongly are listed too. */
  readonly listMistakes?: boolean;
  readonly onProgress?: (samplesDone: number, samples: number) => void;
}

const BATCH_SIZE = 256;
/** Nobody looks at more. */
const MOST_MISTAKES = 2000;

/** Throws `HostError` if file and data do not belong together. */
export async function evaluateOnnx(request: EvaluationRequest): Promise<Evaluation> {
  const { predictor, dataset, onProgress } = request;
  const { description } = dataset;
  const samples = request.samples ?? Int32Array.from({ length: description.samples }, (_, index) => index);
  const meters = predictor.outputs.map(
    (output) => new OutputMeter(output, description, request.listMistakes),
  );
  const feed = feeder(predictor, description);
  const fields = description.fields.map((field) => field.name);
  let done = 0;
  for await (const batch of batches(dataset, samples, BATCH_SIZE, fields)) {
    const answers = await predictor.run(feed(batch));
    const places = samples.subarray(done, done + BATCH_SIZE);
    for (const meter of meters) meter.add(predictor.file, batch, answers, places);
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
  #mistakes: Mistake[] | undefined;

  constructor(output: PredictorOutput, { fields, target }: DatasetDescription, listMistakes = false) {
    this.#output = output;
    this.#mistakes = listMistakes ? [] : undefined;
    this.#field = output.field?.name ?? target;
    this.#labels = output.field?.classes ?? fields.find((field) => field.name === this.#field)?.classes;
  }

  add(
    file: string,
    batch: Batch,
    answers: Readonly<Record<string, Batch[string]>>,
    places: Int32Array,
  ): void {
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
      if (this.#choosesClasses) this.#count(classPairs(target, answer, loss), places);
      else this.#errors.add(target, answer);
    } catch (error) {
      if (!(error instanceof AnswerMismatch)) throw error;
      throw new HostError({ code: 'onnx-wrong-shape', message: error.message });
    }
  }

  #count(pairs: ClassPairs, places: Int32Array): void {
    this.#counts.add(pairs);
    const { expected, answered } = pairs;
    // Several answers for a sample, as for each pixel, are no mistake of the sample.
    if (expected.length !== places.length) this.#mistakes = undefined;
    for (const [row, sample] of places.entries()) {
      if (!this.#mistakes || this.#mistakes.length >= MOST_MISTAKES) return;
      const [truth, answer] = [expected[row] ?? 0, answered[row] ?? 0];
      if (truth !== answer) this.#mistakes.push({ sample, expected: truth, answered: answer });
    }
  }

  report(): OutputEvaluation {
    return {
      output: this.#output.name,
      field: this.#field,
      ...(this.#choosesClasses
        ? {
            classification: this.#counts.report(this.#labels),
            ...(this.#mistakes && { mistakes: this.#mistakes }),
          }
        : { regression: this.#errors.report() }),
    };
  }
}
