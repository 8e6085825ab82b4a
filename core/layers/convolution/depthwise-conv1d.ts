import { windowSums } from '../../explain/window-sums.ts';
import { ok } from '../../result.ts';
import { sampleSize } from '../../shape/tensor-type.ts';
import {
  activated,
  activationParameter,
  emitActivated,
  withActivation,
} from '../activation/own-activation.ts';
import {
  biasParameters,
  biasWeights,
  kernelInitializerParameter,
  kernelParameters,
} from '../kernel-parameters.ts';
import { defineLayer } from '../layer.ts';
import { integer } from '../parameter.ts';
import { windowSight } from '../sight.ts';
import { inferSliding, windowOf } from './convolution.ts';
import { windowParameters1d } from './convolution-parameters.ts';
import { depthwise, depthwiseShape, emitDepthwise } from './depthwise-convolution.ts';
import { storeBias } from './onnx-convolution.ts';

export const depthwiseConv1d = defineLayer({
  type: 'DepthwiseConv1D',
  title: 'DepthwiseConv1D',
  category: 'convolution',
  icon: 'layers',
  summary: 'Looks for patterns in each feature of a sequence by itself.',
  doc: `Slides a window along every feature separately, without mixing features: each sensor of a machine, say, gets filters of
its own. It needs only a fraction of the weights and of the work of Conv1D. A Conv1D with a kernel of one step behind it
does the mixing.`,
  formula: 'y_{t,\\,c M + m} = b_{c M + m} + \\sum_{u} x_{t+u,\\,c}\\; W_{u,c,m}',
  parameters: {
    ...windowParameters1d,
    depthMultiplier: integer({
      label: 'Filters per channel',
      help: 'Number of patterns to learn for each channel.',
      default: 1,
    }),
    ...activationParameter,
    ...biasParameters,
    depthwiseInitializer: kernelInitializerParameter,
    depthwiseRegularizer: kernelParameters.kernelRegularizer,
    depthwiseConstraint: kernelParameters.kernelConstraint,
  },
  describe: ({ kernelSize, depthMultiplier, activation }) =>
    withActivation(
      depthMultiplier === 1 ? `${kernelSize}` : `${kernelSize}, ${depthMultiplier} per channel`,
      { activation },
    ),
  infer: (params, [input]) => {
    const slid = inferSliding(params, input);
    if (!slid.ok) return slid;
    const { size, channels } = slid.value;
    return ok([{ dtype: 'float32', shape: [null, ...size, channels * params.depthMultiplier] }]);
  },
  weights: (params, [{ shape }]) => {
    const channels = shape.at(-1) ?? 1;
    return [
      {
        name: 'kernel',
        shape: depthwiseShape(params, channels),
        initializer: params.depthwiseInitializer,
        trainable: true,
        regularizer: params.depthwiseRegularizer,
        constraint: params.depthwiseConstraint,
      },
      ...biasWeights(params, [channels * params.depthMultiplier]),
    ];
  },
  multiplyAdds: ({ kernelSize }, _inputs, [output]) => sampleSize(output.shape) * kernelSize,
  call: (context, params, [x], weight) => {
    const maps = depthwise(context.tf, params, x, weight('kernel'));
    return [activated(context, params, params.useBias ? context.tf.add(maps, weight('bias')) : maps)];
  },
  emitOnnx: (emitter, params, [x], weight) => [
    emitActivated(
      emitter,
      params,
      emitDepthwise(emitter, params, x, {
        name: 'kernel',
        kernel: weight('kernel'),
        bias: storeBias(emitter, params, weight),
      }),
    ),
  ],
  explain: (params, [input]) => windowSums(input, windowOf(params)),
  sight: (params) => windowSight(windowOf(params)),
  examples: [
    {
      title: 'One pattern for each of three features',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 6, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      parameters: 12,
    },
    {
      title: 'Two patterns for each feature, without bias',
      params: { depthMultiplier: 2, padding: 'same', useBias: false },
      inputs: [{ dtype: 'float32', shape: [null, 5, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 5, 4] }],
      parameters: 12,
    },
    {
      title: 'Halving a sequence',
      params: { kernelSize: 5, strides: 2, padding: 'same' },
      inputs: [{ dtype: 'float32', shape: [null, 8, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 2] }],
      parameters: 12,
    },
    {
      title: 'A spread kernel',
      params: { dilationRate: 2 },
      inputs: [{ dtype: 'float32', shape: [null, 7, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2] }],
      parameters: 8,
    },
  ],
});
