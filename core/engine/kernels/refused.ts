/** Kernels that the engine does not compute, each refused by its name and with the reason, before anything runs. */
import { UnsupportedProgram } from '../engine.ts';

const COMPLEX = 'It works on complex numbers, and this engine computes with float32, int32 and bool only.';
const TEXT =
  'It works on text, and this engine computes with numbers only. Turn the text into numbers first.';
const RAGGED = 'Its rows differ in length, and a compiled program needs one shape. Pad the rows first.';
const SHAPE_OF_VALUES =
  'The shape of its result depends on values, and a compiled program needs shapes that are known before it ' +
  'runs. Use where() or topk() in its place.';
const WARP = 'Rotate and warp images before they reach the program.';
const BROWSER = 'It needs the canvas or the images of a browser.';
const RANDOM =
  'Its random numbers cannot be repeated after a resume. Draw from randomUniform with a seed in its place.';

const REASONS: Readonly<Record<string, readonly string[]>> = {
  [WARP]: ['RotateWithOffset', 'Transform'],
  [BROWSER]: ['Draw', 'FromPixels'],
  [COMPLEX]: ['Complex', 'ComplexAbs', 'FFT', 'IFFT', 'Imag', 'Real'],
  [RAGGED]: ['RaggedGather', 'RaggedRange', 'RaggedTensorToTensor'],
  [RANDOM]: ['Multinomial'],
  [SHAPE_OF_VALUES]: [
    'BroadcastArgs',
    'NonMaxSuppressionV3',
    'NonMaxSuppressionV4',
    'NonMaxSuppressionV5',
    'SparseFillEmptyRows',
    'SparseReshape',
    'SparseSegmentMean',
    'SparseSegmentSum',
    'Unique',
  ],
  [TEXT]: ['StaticRegexReplace', 'StringNGrams', 'StringSplit', 'StringToHashBucketFast'],
};

/** Why, by the kernel's name. */
export const REFUSED_KERNELS: ReadonlyMap<string, string> = new Map(
  Object.entries(REASONS).flatMap(([reason, names]) => names.map((name) => [name, reason] as const)),
);

export function refusal(kernelName: string, reason: string): UnsupportedProgram {
  return new UnsupportedProgram(`The program needs the operation ${kernelName}. ${reason}`);
}
