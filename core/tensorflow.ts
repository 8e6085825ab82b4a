/**
 * TensorFlow.js as core sees it: a value that is passed in, so that drawing, shape inference and the issue
 * list never load it. Only types are imported here.
 */
import type * as tfjs from '@tensorflow/tfjs-core';

export type TensorFlow = typeof tfjs;
export type { Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D, Tensor5D } from '@tensorflow/tfjs-core';
