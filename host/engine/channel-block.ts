/** Finds out how many channels this processor's blocked convolutions keep together. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { compileGraph } from '../../core/engine/graph/compile.ts';
import { channelsFirst, channelsLast, transpose } from '../../core/engine/graph/layout.ts';
import { conv, type Window } from '../../core/engine/graph/products.ts';
import { input } from '../../core/engine/graph/value.ts';
import { forwardInBlocks } from '../../core/engine/kernels/blocked-conv.ts';
import { writeOnnxModel } from '../../core/onnx/write-model.ts';

/** Float32 numbers in the longest vectors of processors, and in shorter ones. */
const CANDIDATES = [16, 8];

let found: Promise<number | undefined> | undefined;

/**
 * Undefined where the runtime has none. These are operators of the runtime's own, without a promise to users, so
 * each is tried out: its result must be that of the standard's convolution.
 */
export function channelBlock(): Promise<number | undefined> {
  found ??= firstThatWorks();
  return found;
}

async function firstThatWorks(): Promise<number | undefined> {
  for (const block of CANDIDATES) {
    if (await works(block).catch(() => false)) return block;
  }
  return undefined;
}

async function works(block: number): Promise<boolean> {
  const channels = 2 * block;
  const x = input('x', 'float32', [1, 3, 3, channels]);
  const filter = input('filter', 'float32', [2, 2, channels, channels]);
  const window: Window = { kernel: [2, 2], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0] };
  const { model } = compileGraph({
    blocked: forwardInBlocks(x, filter, window, block),
    standard: channelsLast(conv(channelsFirst(x), transpose(filter, [3, 2, 0, 1]), window)),
  });
  const session = await InferenceSession.create(writeOnnxModel(model), {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    logSeverityLevel: 4,
  });
  const { blocked, standard } = await session.run({
    x: wholeNumbers(x.shape),
    filter: wholeNumbers(filter.shape),
  });
  await session.release();
  const expected = standard?.data;
  return expected instanceof Float32Array && expected.every((value, index) => value === blocked?.data[index]);
}

/** Small enough for their sums to be exact in any order. */
function wholeNumbers(shape: readonly number[]): Tensor {
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  return new Tensor(
    'float32',
    Float32Array.from({ length: size }, (_, index) => (index * 7) % 11),
    shape,
  );
}
