/**
 * Gradients that TensorFlow.js lacks, gets wrong or writes wastefully. They replace its own for every backend, so
 * each either holds everywhere or says by name what the other backends cannot do.
 */
import type { GradConfig } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../tensorflow.ts';
import { absGradient } from './abs.ts';
import { accumulationGradients } from './accumulation.ts';
import { broadcastGradients } from './broadcast.ts';
import { comparisonGradients } from './comparison.ts';
import { convolutionGradients } from './convolution.ts';
import { gatherGradient } from './gather.ts';
import { placeGradients } from './places.ts';
import { productGradients } from './products.ts';
import { reluGradient } from './relu.ts';
import { totalGradients } from './totals.ts';
import { unstackGradient } from './unstack.ts';

export function registerGradients(tf: TensorFlow): void {
  const gradients: readonly GradConfig[] = [
    absGradient(tf),
    ...accumulationGradients(tf),
    ...broadcastGradients(tf),
    ...comparisonGradients(tf),
    ...convolutionGradients(tf),
    gatherGradient(tf),
    ...placeGradients(tf),
    ...productGradients(tf),
    reluGradient(tf),
    ...totalGradients(tf),
    unstackGradient(tf),
  ];
  for (const gradient of gradients) tf.registerGradient(gradient);
}
