/**
 * The engine that does not compile: a program runs as it is on a registered backend of TensorFlow.js, such as
 * TensorFlow itself. The state is that backend's tensors.
 */
import type { Tensor, TensorFlow } from '../tensorflow.ts';
import {
  type Engine,
  type EngineSession,
  type Executable,
  type Program,
  type TensorData,
  type TensorSpec,
  UnsupportedProgram,
} from './engine.ts';
import { registerGradients } from './gradients/register-gradients.ts';
import { sameDimensions } from './graph/value.ts';

export interface EagerBackend {
  readonly id: string;
  readonly title: string;
  /** Its name in TensorFlow.js's registry. */
  readonly backend: string;
}

/** `tf` is the copy of TensorFlow.js that the backend is registered with; gradients must be registered too. */
export function createEagerEngine(tf: TensorFlow, { id, title, backend }: EagerBackend): Engine {
  registerGradients(tf);
  return {
    id,
    title,
    handsOverState: false,
    open: async (state) => {
      const session = new EagerSession(tf, backend);
      await session.fill(state);
      return session;
    },
  };
}

class EagerSession implements EngineSession {
  private state = new Map<string, Tensor>();
  /** What the last run replaced. */
  private replaced = new Map<string, Tensor>();

  constructor(
    private readonly tf: TensorFlow,
    private readonly backend: string,
  ) {}

  async fill(values: Readonly<Record<string, TensorData>>): Promise<void> {
    await this.select();
    for (const [name, value] of Object.entries(values)) {
      this.state.set(name, this.tf.keep(this.tensorOf(value)));
    }
  }

  async prepare(program: Program, inputs: Readonly<Record<string, TensorSpec>>): Promise<Executable> {
    for (const name of program.state) this.get(name);
    return { run: (feeds) => this.run(program, inputs, feeds), release: async () => undefined };
  }

  async readState(names: readonly string[] = [...this.state.keys()]): Promise<Record<string, TensorData>> {
    const read = names.map(async (name) => [name, await dataOf(this.get(name))] as const);
    return Object.fromEntries(await Promise.all(read));
  }

  async writeState(values: Readonly<Record<string, TensorData>>): Promise<void> {
    await this.select();
    for (const [name, value] of Object.entries(values)) {
      const old = this.get(name);
      requireSame(name, value, specOf(old));
      this.state.set(name, this.tf.keep(this.tensorOf(value)));
      old.dispose();
    }
  }

  async undo(): Promise<void> {
    for (const [name, tensor] of this.replaced) {
      this.state.get(name)?.dispose();
      this.state.set(name, tensor);
    }
    this.replaced = new Map();
  }

  async release(): Promise<void> {
    for (const tensor of [...this.state.values(), ...this.replaced.values()]) tensor.dispose();
    this.state = new Map();
    this.replaced = new Map();
  }

  private async run(
    program: Program,
    specs: Readonly<Record<string, TensorSpec>>,
    feeds: Readonly<Record<string, TensorData>>,
  ): Promise<Record<string, TensorData>> {
    await this.select();
    const { tf } = this;
    const results = named(program, () =>
      tf.tidy(() => {
        const inputs = Object.entries(specs).map(([name, spec]) => {
          const value = feeds[name];
          if (!value) throw new Error(`The program "${program.name}" was run without "${name}".`);
          requireSame(name, value, spec);
          return [name, this.tensorOf(value)] as const;
        });
        const state = program.state.map((name) => [name, this.get(name)] as const);
        const { outputs, state: moved } = program.body(
          tf,
          Object.fromEntries(inputs),
          Object.fromEntries(state),
        );
        // A result may be an input or a part of the state itself, which must not be disposed of twice.
        return { outputs: owned(tf, outputs), state: owned(tf, moved) };
      }),
    );
    for (const tensor of this.replaced.values()) tensor.dispose();
    this.replaced = new Map();
    for (const [name, tensor] of Object.entries(results.state)) {
      this.replaced.set(name, this.get(name));
      this.state.set(name, tf.keep(tensor));
    }
    const read = Object.entries(results.outputs).map(async ([name, tensor]) => {
      const data = await dataOf(tensor);
      tensor.dispose();
      return [name, data] as const;
    });
    return Object.fromEntries(await Promise.all(read));
  }

  /** Others in this process may have chosen another backend meanwhile. */
  private async select(): Promise<void> {
    while (this.tf.getBackend() !== this.backend) {
      if (!(await this.tf.setBackend(this.backend))) {
        throw new Error(`TensorFlow.js could not start its backend "${this.backend}".`);
      }
    }
  }

  private tensorOf({ dtype, shape, data }: TensorData): Tensor {
    return this.tf.tensor(data.slice(), [...shape], dtype);
  }

  private get(name: string): Tensor {
    const tensor = this.state.get(name);
    if (!tensor) throw new Error(`There is no "${name}" in the engine's state.`);
    return tensor;
  }
}

function owned(tf: TensorFlow, tensors: Readonly<Record<string, Tensor>>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, tf.clone(tensor)]));
}

function specOf({ dtype, shape }: Tensor): TensorSpec {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return { dtype, shape };
  throw new UnsupportedProgram(`The program gives ${dtype}; engines compute with float32, int32 and bool.`);
}

async function dataOf(tensor: Tensor): Promise<TensorData> {
  return { ...specOf(tensor), data: (await tensor.data()).slice() };
}

function requireSame(name: string, value: TensorSpec, spec: TensorSpec): void {
  if (value.dtype === spec.dtype && sameDimensions(value.shape, spec.shape)) return;
  throw new Error(
    `"${name}" cannot take a value of type ${value.dtype}[${value.shape}]: it is ${spec.dtype}[${spec.shape}].`,
  );
}

/** TensorFlow.js's words for a missing kernel say little to a person. */
function named<T>(program: Program, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    const missing = error instanceof Error && /[Kk]ernel '([^']+)'/.exec(error.message)?.[1];
    if (!missing) throw error;
    throw new UnsupportedProgram(
      `The program "${program.name}" needs the operation ${missing}, which this engine does not have. ` +
        'Use the engine "cpu".',
    );
  }
}
