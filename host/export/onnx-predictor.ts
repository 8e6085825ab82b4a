/** Asks an ONNX file, ours or another program's, for its answers about raw samples. */
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { Batch } from '../../core/data/dataset.ts';
import type { TensorData } from '../../core/engine/engine.ts';
import { readMetadata } from '../../core/onnx/metadata.ts';
import { HostError, type Prediction, type Sample } from '../contract.ts';
import { openSession, runtimeReason } from './open-session.ts';
import { type PredictorInput, type PredictorOutput, portsOf } from './predictor-ports.ts';

export interface Predictor {
  readonly file: string;
  readonly bytes: number;
  readonly opset: number;
  /** The file says itself what its inputs and outputs mean, because Layerloom exported it. */
  readonly described: boolean;
  readonly inputs: readonly PredictorInput[];
  readonly outputs: readonly PredictorOutput[];
  /** Answers by output name, for a batch of raw values by field name or by input name. Throws `HostError`. */
  run(batch: Batch): Promise<Record<string, TensorData>>;
  /** For each sample one answer for each output. Throws `HostError`. */
  predict(samples: readonly Sample[]): Promise<Prediction[][]>;
  release(): Promise<void>;
}

/** So many samples go through onnxruntime at once: enough for its speed, little memory. */
const ROWS = 256;

/** Throws `HostError` if the file is missing, is not ONNX, or cannot be run. */
export async function openPredictor(file: string): Promise<Predictor> {
  const { session, header, bytes } = await openSession(file);
  const metadata = readMetadata(header.metadata);
  const { inputs, outputs, rows = ROWS } = portsOf(file, session, metadata);

  async function run(batch: Batch): Promise<Record<string, TensorData>> {
    const given = inputs.map((input) => ({ input, values: valuesFor(file, input, batch) }));
    const count = given[0]?.values.shape[0] ?? 0;
    const parts: Record<string, TensorData>[] = [];
    for (let from = 0; from < count; from += rows) {
      const feeds = given.map(({ input, values }) =>
        feed(file, input, values, from, Math.min(rows, count - from)),
      );
      parts.push(await runOnce(file, session, Object.fromEntries(feeds)));
    }
    return Object.fromEntries(
      outputs.map(({ name }) => [name, joined(parts.flatMap((part) => part[name] ?? []))]),
    );
  }

  return {
    file,
    bytes,
    opset: header.opset,
    described: metadata !== undefined,
    inputs,
    outputs,
    run,
    async predict(samples) {
      if (samples.length === 0) return [];
      const answers = await run(batchOf(file, samples));
      return samples.map((_, row) =>
        outputs.flatMap((output) => {
          const answer = answers[output.name];
          return answer ? [predictionOf(output, answer, row)] : [];
        }),
      );
    },
    release: () => session.release(),
  };
}

function batchOf(file: string, samples: readonly Sample[]): Batch {
  return Object.fromEntries(
    Object.entries(samples[0] ?? {}).map(([name, { length }]): [string, TensorData] => {
      const rows = samples.map((sample) => sample[name] ?? []);
      const other = rows.find((row) => row.length !== length);
      if (other) {
        throw new HostError({
          code: 'onnx-wrong-shape',
          message: `The samples for "${file}" differ: one has ${length} values of "${name}", another ${other.length}. Give every sample the same number of values.`,
        });
      }
      const data = Float32Array.from(rows.flat());
      return [name, { dtype: 'float32', shape: [rows.length, length], data }];
    }),
  );
}

function valuesFor(file: string, { name, field }: PredictorInput, batch: Batch): TensorData {
  const values = batch[field.name] ?? batch[name];
  if (values) return values;
  const given = Object.keys(batch).map((key) => `"${key}"`);
  throw new HostError({
    code: 'onnx-wrong-fields',
    message: `"${file}" takes "${field.name}", but received ${given.length === 0 ? 'nothing' : given.join(', ')}. Give it the data that it was made for.`,
  });
}

/** The rows from `from` on as onnxruntime takes them. */
function feed(
  file: string,
  input: PredictorInput,
  values: TensorData,
  from: number,
  count: number,
): [name: string, tensor: Tensor] {
  const size = values.data.length / (values.shape[0] ?? 1);
  const shape = resolved(file, input, size);
  const numbers = Float32Array.from(values.data.subarray(from * size, (from + count) * size));
  const arranged = input.channelsFirst ? channelsFirst(numbers, shape) : numbers;
  const dims = [count, ...shape];
  switch (input.element) {
    case 'float32':
      return [input.name, new Tensor('float32', arranged, dims)];
    case 'int32':
      return [input.name, new Tensor('int32', Int32Array.from(arranged), dims)];
    case 'int64':
      return [
        input.name,
        new Tensor(
          'int64',
          BigInt64Array.from(arranged, (value) => BigInt(Math.trunc(value))),
          dims,
        ),
      ];
  }
}

/** The shape of a sample of `size` values; one dimension may be left to be worked out. */
function resolved(file: string, { field, name, shape }: PredictorInput, size: number): number[] {
  const known = shape.reduce<number>((product, dimension) => product * (dimension ?? 1), 1);
  const open = shape.filter((dimension) => dimension === null).length;
  const fits = open === 0 ? size === known : open === 1 && size > 0 && size % known === 0;
  if (fits) return shape.map((dimension) => dimension ?? size / known);
  const expected = shape.map((dimension) => dimension ?? '?').join(' × ');
  throw new HostError({
    code: 'onnx-wrong-shape',
    message: `"${file}" takes ${expected === '' ? 'one value' : `${expected} values`} for each sample of "${field.name || name}", but received ${size}. Give it samples of that size, or use the network that was made for these.`,
  });
}

/** `shape` is the arranged one: channels, height, width. */
function channelsFirst(
  values: Float32Array,
  [channels = 1, height = 1, width = 1]: readonly number[],
): Float32Array {
  const places = height * width;
  const arranged = new Float32Array(values.length);
  for (let place = 0; place < values.length; place++) {
    const image = Math.floor(place / (places * channels));
    const pixel = Math.floor(place / channels) % places;
    arranged[(image * channels + (place % channels)) * places + pixel] = values[place] ?? 0;
  }
  return arranged;
}

async function runOnce(
  file: string,
  session: InferenceSession,
  feeds: Readonly<Record<string, Tensor>>,
): Promise<Record<string, TensorData>> {
  try {
    const results = await session.run(feeds);
    return Object.fromEntries(
      Object.entries(results).map(([name, result]) => [name, numbersOf(result as Tensor)]),
    );
  } catch (error) {
    throw new HostError({
      code: 'onnx-run-failed',
      message: `onnxruntime could not compute the answers of "${file}": ${runtimeReason(error)}. Check that the samples are of the kind that the network was made for.`,
    });
  }
}

function numbersOf({ data, dims }: Tensor): TensorData {
  if (data instanceof Float32Array || data instanceof Int32Array) {
    return { dtype: data instanceof Int32Array ? 'int32' : 'float32', shape: dims, data };
  }
  return { dtype: 'float32', shape: dims, data: Float32Array.from(data as Iterable<unknown>, Number) };
}

function joined(parts: readonly TensorData[]): TensorData {
  const [first] = parts;
  if (first === undefined) return { dtype: 'float32', shape: [0], data: new Float32Array(0) };
  if (parts.length === 1) return first;
  const length = parts.reduce((sum, { data }) => sum + data.length, 0);
  const rows = parts.reduce((sum, { shape }) => sum + (shape[0] ?? 0), 0);
  const data = first.dtype === 'int32' ? new Int32Array(length) : new Float32Array(length);
  let place = 0;
  for (const part of parts) {
    data.set(part.data, place);
    place += part.data.length;
  }
  return { dtype: first.dtype, shape: [rows, ...first.shape.slice(1)], data };
}

function predictionOf(
  { name, field }: PredictorOutput,
  { data, shape }: TensorData,
  row: number,
): Prediction {
  const size = data.length / (shape[0] ?? 1);
  const values = Array.from(data.subarray(row * size, (row + 1) * size));
  const labels = labelsOf(field?.classes, size);
  return { output: name, values, ...(labels ? { labels } : {}) };
}

/** A single value for two classes is the probability of the second. */
function labelsOf(classes: readonly string[] | undefined, values: number): string[] | undefined {
  if (classes?.length === values) return [...classes];
  return classes?.length === 2 && values === 1 ? classes.slice(1) : undefined;
}
