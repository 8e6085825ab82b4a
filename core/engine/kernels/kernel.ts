/**
 * What a kernel of the tracing backend is: a function from values and attributes to values. One file per family
 * lists its kernels by the names that TensorFlow.js knows them by.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { DType } from '../../shape/tensor-type.ts';
import type { TensorFlow } from '../../tensorflow.ts';
import type { Device } from '../device.ts';
import { UnsupportedProgram } from '../engine.ts';
import type { Element, Value } from '../graph/value.ts';

export interface KernelCall<Inputs, Attributes> {
  readonly tf: TensorFlow;
  readonly inputs: Inputs;
  readonly attrs: Attributes;
  /** Where the graph will run. */
  readonly device: Device;
  /** How many channels lie together where the runtime has convolutions of blocked channels. */
  readonly channelBlock: number | undefined;
}

export type Kernel<Inputs, Attributes> = (call: KernelCall<Inputs, Attributes>) => Value | readonly Value[];

/** A kernel that has forgotten the names of its inputs and attributes. TensorFlow.js vouches for them. */
export type AnyKernel = Kernel<never, never>;

/** By the kernel's name. */
export type KernelFamily = Readonly<Record<string, AnyKernel>>;

/** For the checker: a family's kernels each with their own inputs and attributes. */
export function kernel<Inputs, Attributes = unknown>(compute: Kernel<Inputs, Attributes>): AnyKernel {
  return compute;
}

/** Lists arrive from TensorFlow.js as records with the keys 0, 1, 2, … */
export type ValueList = Readonly<Record<string, Value>>;

export type Unary = { readonly x: Value };
export type Binary = { readonly a: Value; readonly b: Value };

/** For the checks of TensorFlow.js: a tensor's shape and type without elements. */
export function shapeOf({ shape, element }: Value): TensorInfo {
  return { dataId: {}, shape: [...shape], dtype: dtypeOf(element) };
}

/** The TensorFlow.js type of a value that leaves a kernel. */
export function dtypeOf(element: Element): DType {
  if (element === 'float32' || element === 'int32' || element === 'bool') return element;
  throw new Error(`A kernel gave ${element}, which TensorFlow.js does not know.`);
}

/** The element of a TensorFlow.js type; text and complex numbers are refused. */
export function elementOf(dtype: string): DType {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype;
  throw new UnsupportedProgram(
    `The program uses ${dtype} tensors. This engine computes with float32, int32 and bool only.`,
  );
}
