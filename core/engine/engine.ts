/**
 * The seam between training and whatever computes. A program is an ordinary TensorFlow.js function; an engine
 * compiles or runs it. Nothing in core/train knows which engine it has.
 */
import type { DType } from '../shape/tensor-type.ts';
import type { Tensor, TensorFlow } from '../tensorflow.ts';

/** Numbers with their meaning, outside any engine. Bool tensors hold 0 and 1. */
export interface TensorData {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array | Uint8Array;
}

export interface TensorSpec {
  readonly dtype: DType;
  readonly shape: readonly number[];
}

export type Tensors = Readonly<Record<string, Tensor>>;

/**
 * A pure function over tensors. It may branch on shapes but not on values, and draws random numbers only from
 * `randomUniform` (core/engine/random.ts), so that it can be compiled once for each shape.
 */
export interface Program {
  /** For messages and the cache: `train`, `evaluate`, `predict`. */
  readonly name: string;
  /** The part of the engine's state that it reads or writes. */
  readonly state: readonly string[];
  readonly body: (
    tf: TensorFlow,
    inputs: Tensors,
    state: Tensors,
  ) => {
    readonly outputs: Tensors;
    /** New values for some of the state; what is left out stays. */
    readonly state: Tensors;
  };
}

/** A program made ready for one set of input shapes. */
export interface Executable {
  /** Runs once over the given inputs; the state moves on inside the engine. */
  run(inputs: Readonly<Record<string, TensorData>>): Promise<Readonly<Record<string, TensorData>>>;
  release(): Promise<void>;
}

/** A set of named tensors that outlives a run (weights, optimizer slots), held where the engine wants it. */
export interface EngineSession {
  /** Compiles `program`, or finds it compiled, for these input shapes. Throws `UnsupportedProgram`. */
  prepare(program: Program, inputs: Readonly<Record<string, TensorSpec>>): Promise<Executable>;
  /** A copy of the state, for checkpoints and export. */
  readState(names?: readonly string[]): Promise<Record<string, TensorData>>;
  writeState(values: Readonly<Record<string, TensorData>>): Promise<void>;
  /** Takes back what the last run did to the state; no more than that one. */
  undo(): Promise<void>;
  release(): Promise<void>;
}

export interface Engine {
  /** `cpu`, `webgpu`, … as the command line's `--engine`. */
  readonly id: string;
  readonly title: string;
  /** Whether every run ends with a copy of the state, so that several runs as one (series.ts) are sooner done. */
  readonly handsOverState: boolean;
  open(state: Readonly<Record<string, TensorData>>): Promise<EngineSession>;
}

/** A program calls something that the engine cannot compute exactly. Thrown before anything runs. */
export class UnsupportedProgram extends Error {
  override readonly name = 'UnsupportedProgram';
}
