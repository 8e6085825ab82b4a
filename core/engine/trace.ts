/** Runs a program once on the tracing backend and keeps the graph of what it would have computed. */
import type { Tensor, TensorFlow } from '../tensorflow.ts';
import { type Program, type TensorSpec, UnsupportedProgram } from './engine.ts';
import { input, sameDimensions, type Value } from './graph/value.ts';
import type { TracingBackend } from './tracing-backend.ts';
import { TRACING_BACKEND } from './tracing-backend-name.ts';

export interface Trace {
  readonly outputs: Readonly<Record<string, Value>>;
  /** New values for some of the state. */
  readonly state: Readonly<Record<string, Value>>;
}

/** Names of the graph's inputs: an input and a part of the state may have the same name. */
export const inputName = (name: string) => `input/${name}`;
export const stateName = (name: string) => `state/${name}`;

/** Where the graph will run, as far as kernels choose their forms by it. */
export type Surface = Pick<TracingBackend, 'device' | 'channelBlock'>;

/** Leaves TensorFlow.js on the backend that it was on. */
export async function trace(
  tf: TensorFlow,
  backend: TracingBackend,
  program: Program,
  inputs: Readonly<Record<string, TensorSpec>>,
  state: Readonly<Record<string, TensorSpec>>,
  surface: Surface,
): Promise<Trace> {
  const before = tf.getBackend();
  // Whoever else traces may have switched back by the time this goes on; from here on nobody can.
  while (tf.getBackend() !== TRACING_BACKEND) await tf.setBackend(TRACING_BACKEND);
  try {
    const usual: Surface = { device: backend.device, channelBlock: backend.channelBlock };
    Object.assign(backend, surface);
    try {
      return traceNow(tf, backend, program, inputs, state);
    } finally {
      Object.assign(backend, usual);
    }
  } catch (error) {
    throw named(program, error);
  } finally {
    if (before && before !== TRACING_BACKEND) await tf.setBackend(before);
  }
}

function traceNow(
  tf: TensorFlow,
  backend: TracingBackend,
  program: Program,
  inputs: Readonly<Record<string, TensorSpec>>,
  state: Readonly<Record<string, TensorSpec>>,
): Trace {
  const symbols = (specs: Readonly<Record<string, TensorSpec>>, name: (name: string) => string) =>
    Object.fromEntries(
      Object.entries(specs).map(([key, { dtype, shape }]) => [
        key,
        backend.tensorOf(input(name(key), dtype, shape)),
      ]),
    );
  const valuesBehind = (tensors: Readonly<Record<string, Tensor>>) =>
    Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, backend.valueBehind(tensor)]));
  const traces: Trace[] = [];
  tf.tidy(() => {
    const result = program.body(tf, symbols(inputs, inputName), symbols(state, stateName));
    traces.push({ outputs: valuesBehind(result.outputs), state: valuesBehind(result.state) });
  });
  const [done] = traces;
  if (!done) throw new Error('The program did not run.');
  checkState(program, done.state, state);
  return done;
}

function checkState(
  program: Program,
  values: Readonly<Record<string, Value>>,
  state: Readonly<Record<string, TensorSpec>>,
): void {
  for (const [name, value] of Object.entries(values)) {
    const spec = state[name];
    if (!spec) {
      throw new Error(
        `The program "${program.name}" gives "${name}" a new value, but does not list it as state.`,
      );
    }
    if (spec.dtype !== value.element || !sameDimensions(spec.shape, value.shape)) {
      throw new Error(
        `The program "${program.name}" gives "${name}" a value of type ${value.element}[${value.shape}]. ` +
          `It is ${spec.dtype}[${spec.shape}] and must stay so.`,
      );
    }
  }
}

/** TensorFlow.js's words for a missing kernel say little to a person. */
function named(program: Program, error: unknown): unknown {
  const missing = error instanceof Error && /[Kk]ernel '([^']+)'/.exec(error.message)?.[1];
  if (!missing) return error;
  return new UnsupportedProgram(
    `The program "${program.name}" needs the operation ${missing}, which this engine cannot compute. ` +
      'Nothing was run.',
  );
}
