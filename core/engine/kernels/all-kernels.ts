/** Every kernel that the tracing backend knows, by TensorFlow.js's name for it. */
import { arrangeKernels } from './arrange.ts';
import { binaryKernels } from './binary.ts';
import { conv2dKernels } from './conv2d.ts';
import { createKernels } from './create.ts';
import { depthwiseKernels } from './depthwise.ts';
import type { KernelFamily } from './kernel.ts';
import { matMulKernels } from './matmul.ts';
import { poolingKernels } from './pooling.ts';
import { randomKernels } from './random.ts';
import { reduceKernels } from './reduce.ts';
import { resizeKernels } from './resize.ts';
import { unaryKernels } from './unary.ts';

/** `Identity` is the backend's own: it is a second name for the same data. */
export const ALL_KERNELS: KernelFamily = {
  ...arrangeKernels,
  ...binaryKernels,
  ...conv2dKernels,
  ...createKernels,
  ...depthwiseKernels,
  ...matMulKernels,
  ...poolingKernels,
  ...randomKernels,
  ...reduceKernels,
  ...resizeKernels,
  ...unaryKernels,
};
