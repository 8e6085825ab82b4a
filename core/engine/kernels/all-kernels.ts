/** Every kernel that the tracing backend knows, by TensorFlow.js's name for it. */
import { arrangeKernels } from './arrange.ts';
import { binaryKernels } from './binary.ts';
import { blockKernels } from './blocks.ts';
import { conv2dKernels } from './conv2d.ts';
import { conv3dKernels } from './conv3d.ts';
import { createKernels } from './create.ts';
import { depthwiseKernels } from './depthwise.ts';
import { dilationKernels } from './dilation.ts';
import { imageKernels } from './images.ts';
import type { KernelFamily } from './kernel.ts';
import { matMulKernels } from './matmul.ts';
import { normalizationKernels } from './normalization.ts';
import { orderKernels } from './order.ts';
import { poolingKernels } from './pooling.ts';
import { pooling3dKernels } from './pooling3d.ts';
import { randomKernels } from './random.ts';
import { reduceKernels } from './reduce.ts';
import { resizeKernels } from './resize.ts';
import { scatterKernels } from './scatter.ts';
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
  ...blockKernels,
  ...conv3dKernels,
  ...normalizationKernels,
  ...orderKernels,
  ...pooling3dKernels,
  ...scatterKernels,
  ...imageKernels,
  ...dilationKernels,
  ...unaryKernels,
};
