/**
 * The engine that compiles: a program becomes one graph for each set of input shapes, and the runtime runs it.
 * The state lives between runs as the arrays that the runtime wrote, which feed the next run as they are.
 */
import { writeOnnxModel } from '../onnx/write-model.ts';
import type { TensorFlow } from '../tensorflow.ts';
import type { Engine, EngineSession, Executable, Program, TensorData, TensorSpec } from './engine.ts';
import { adaptTo } from './graph/adapt.ts';
import { compileGraph } from './graph/compile.ts';
import { bytesToRun } from './graph/memory.ts';
import { sameDimensions, type Value } from './graph/value.ts';
import { MemoryShortage } from './memory-shortage.ts';
import type { GraphRuntime, GraphSession } from './runtime.ts';
import { copyOf, SessionState } from './session-state.ts';
import { inputName, stateName, trace } from './trace.ts';
import { type TracingBackend, tracingBackend } from './tracing-backend.ts';

/** An engine over `runtime`. Registers the tracing backend with `tf`, whose gradients must be registered too. */
export function createCompiledEngine(tf: TensorFlow, runtime: GraphRuntime): Engine {
  const backend = tracingBackend(tf, runtime);
  return {
    id: runtime.id,
    title: runtime.title,
    // Other devices leave loops to the processor.
    handsOverState: runtime.device === 'cpu',
    open: async (state) => new CompiledSession(tf, backend, runtime, new SessionState(state)),
  };
}

/** Names of the graph's outputs. */
const outputName = (name: string) => `output/${name}`;
const newStateName = (name: string) => `next/${name}`;

class CompiledSession implements EngineSession {
  private readonly executables = new Map<Program, Map<string, Promise<CompiledProgram>>>();

  constructor(
    private readonly tf: TensorFlow,
    private readonly backend: TracingBackend,
    private readonly runtime: GraphRuntime,
    private readonly state: SessionState,
  ) {}

  prepare(program: Program, inputs: Readonly<Record<string, TensorSpec>>): Promise<Executable> {
    const forms = this.executables.get(program) ?? new Map<string, Promise<CompiledProgram>>();
    this.executables.set(program, forms);
    const key = JSON.stringify(
      Object.entries(inputs).map(([name, { dtype, shape }]) => [name, dtype, shape]),
    );
    const known = forms.get(key);
    if (known) return known;
    const made = this.compile(program, inputs);
    forms.set(key, made);
    // What could not be compiled is tried again when asked for again.
    made.catch(() => forms.delete(key));
    return made;
  }

  async readState(names: readonly string[] = this.state.names()): Promise<Record<string, TensorData>> {
    return Object.fromEntries(names.map((name) => [name, copyOf(this.state.get(name))]));
  }

  async writeState(values: Readonly<Record<string, TensorData>>): Promise<void> {
    for (const [name, value] of Object.entries(values)) {
      const { dtype, shape } = this.state.get(name);
      if (value.dtype !== dtype || !sameDimensions(value.shape, shape)) {
        throw new Error(
          `"${name}" cannot take a value of type ${value.dtype}[${value.shape}]: it is ${dtype}[${shape}].`,
        );
      }
      this.state.set(name, value);
    }
  }

  async undo(): Promise<void> {
    this.state.undo();
  }

  async release(): Promise<void> {
    const forms = [...this.executables.values()].flatMap((byShape) => [...byShape.values()]);
    this.executables.clear();
    for (const form of await Promise.allSettled(forms)) {
      if (form.status === 'fulfilled') await form.value.release();
    }
    this.state.clear();
  }

  private async compile(
    program: Program,
    inputs: Readonly<Record<string, TensorSpec>>,
  ): Promise<CompiledProgram> {
    const specs = Object.fromEntries(program.state.map((name) => [name, this.state.get(name)]));
    const { device } = this.runtime;
    const surface = { device, channelBlock: await this.runtime.channelBlock?.() };
    const traced = await trace(this.tf, this.backend, program, inputs, specs, surface);
    const results = Object.fromEntries([
      ...Object.entries(traced.outputs).map(([name, value]) => [outputName(name), value]),
      ...Object.entries(traced.state).map(([name, value]) => [newStateName(name), value]),
    ]);
    const adapted = adaptTo(surface, results);
    requireMemory(this.runtime, adapted);
    const graph = compileGraph(adapted);
    const session = await this.runtime.load(writeOnnxModel(graph.model));
    return new CompiledProgram(
      program,
      inputs,
      session,
      this.state,
      new Set(graph.inputs),
      Object.keys(traced.outputs),
      Object.keys(traced.state),
    );
  }
}

class CompiledProgram implements Executable {
  private readonly stateFeeds: readonly string[];
  private readonly inputFeeds: readonly string[];

  constructor(
    private readonly program: Program,
    private readonly inputs: Readonly<Record<string, TensorSpec>>,
    private readonly session: GraphSession,
    private readonly state: SessionState,
    needed: ReadonlySet<string>,
    private readonly outputs: readonly string[],
    private readonly newState: readonly string[],
  ) {
    this.stateFeeds = program.state.filter((name) => needed.has(stateName(name)));
    this.inputFeeds = Object.keys(inputs).filter((name) => needed.has(inputName(name)));
  }

  async run(inputs: Readonly<Record<string, TensorData>>): Promise<Record<string, TensorData>> {
    const feeds: Record<string, TensorData> = {};
    for (const name of this.inputFeeds) feeds[inputName(name)] = this.checked(name, inputs[name]);
    for (const name of this.stateFeeds) feeds[stateName(name)] = this.state.get(name);
    const into: Record<string, TensorData> = {};
    for (const name of this.newState) into[newStateName(name)] = this.state.takeSpare(name);
    const results = await this.session.run(feeds, into);
    this.state.replace(
      new Map(this.newState.map((name) => [name, present(results[newStateName(name)], name)])),
    );
    return Object.fromEntries(this.outputs.map((name) => [name, present(results[outputName(name)], name)]));
  }

  release(): Promise<void> {
    return this.session.release();
  }

  private checked(name: string, data: TensorData | undefined): TensorData {
    const { dtype, shape } = present(this.inputs[name], name);
    if (data && data.dtype === dtype && sameDimensions(data.shape, shape)) return data;
    const received = data ? `${data.dtype}[${data.shape}]` : 'nothing';
    throw new Error(
      `The program "${this.program.name}" was made for "${name}" of type ${dtype}[${shape}], but got ${received}.`,
    );
  }
}

function requireMemory({ availableMemory }: GraphRuntime, results: Readonly<Record<string, Value>>): void {
  const available = availableMemory?.();
  if (available === undefined) return;
  const needed = bytesToRun(results);
  if (needed > available) throw new MemoryShortage(needed, available);
}

function present<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`The runtime has no value for "${name}".`);
  return value;
}
