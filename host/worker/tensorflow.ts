/** TensorFlow.js with its gradients: the one place where the worker loads it. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';

export { tf };
