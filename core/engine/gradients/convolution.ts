/** Gradients of convolutions and transposed convolutions with any dilation. TensorFlow.js's own stop at dilation 1. */
import type { GradConfig, NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../../tensorflow.ts';
import { UnsupportedProgram } from '../engine.ts';
import { TRACING_BACKEND } from '../tracing-backend-name.ts';

export function convolutionGradients(tf: TensorFlow): readonly GradConfig[] {
  return [
    gradientOf(tf, tf.Conv2D, tf.Conv2DBackpropInput, tf.Conv2DBackpropFilter),
    gradientOf(tf, tf.Conv3D, tf.Conv3DBackpropInputV2, tf.Conv3DBackpropFilterV2),
    gradientOf(
      tf,
      tf.DepthwiseConv2dNative,
      tf.DepthwiseConv2dNativeBackpropInput,
      tf.DepthwiseConv2dNativeBackpropFilter,
    ),
    transposedGradientOf(tf, tf.Conv2DBackpropInput, tf.Conv2D, tf.Conv2DBackpropFilter),
    transposedGradientOf(tf, tf.Conv3DBackpropInputV2, tf.Conv3D, tf.Conv3DBackpropFilterV2),
  ];
}

function gradientOf(
  tf: TensorFlow,
  kernelName: string,
  inputKernel: string,
  filterKernel: string,
): GradConfig {
  return {
    kernelName,
    inputsToSave: ['x', 'filter'],
    gradFunc: (gradient, saved, attrs) => {
      const [x, filter] = saved as [Tensor, Tensor];
      const dy = gradient as Tensor;
      refuseDilation(tf, attrs);
      const run = (kernel: string, inputs: Record<string, Tensor>, shape: NamedAttrMap): Tensor =>
        tf.engine().runKernel(kernel, inputs, { ...attrs, ...shape });
      return {
        x: () => run(inputKernel, { dy, filter }, { inputShape: x.shape }),
        filter: () => run(filterKernel, { x, dy }, { filterShape: filter.shape }),
      };
    },
  };
}

/** A transposed convolution runs a convolution backwards, so its gradient runs that convolution. */
function transposedGradientOf(
  tf: TensorFlow,
  kernelName: string,
  forwardKernel: string,
  filterKernel: string,
): GradConfig {
  return {
    kernelName,
    inputsToSave: ['dy', 'filter'],
    gradFunc: (gradient, saved, attrs) => {
      const [dy, filter] = saved as [Tensor, Tensor];
      const x = gradient as Tensor;
      refuseDilation(tf, attrs);
      const run = (kernel: string, inputs: Record<string, Tensor>, shape: NamedAttrMap): Tensor =>
        tf.engine().runKernel(kernel, inputs, { ...attrs, ...shape });
      return {
        dy: () => run(forwardKernel, { x, filter }, {}),
        filter: () => run(filterKernel, { x, dy }, { filterShape: filter.shape }),
      };
    },
  };
}

/** Other backends would compute the gradient as if there were no dilation. */
function refuseDilation(tf: TensorFlow, { dilations }: NamedAttrMap): void {
  if (tf.getBackend() === TRACING_BACKEND) return;
  if ([dilations].flat().every((dilation) => dilation === 1 || dilation === undefined)) return;
  throw new UnsupportedProgram(
    `The program trains a convolution with dilation ${[dilations].flat().join(' × ')}, which the backend ` +
      `"${tf.getBackend()}" of TensorFlow.js cannot do. Use the cpu engine, or a dilation of 1.`,
  );
}
