import {
  activated,
  activationParameter,
  emitActivated,
  withActivation,
} from '../activation/own-activation.ts';
import { counted } from '../counted.ts';
import { biasParameters, kernelParameters } from '../kernel-parameters.ts';
import { defineLayer } from '../layer.ts';
import { optionalTuple, tuple } from '../parameter.ts';
import { paintedSight } from '../sight.ts';
import { asList } from '../spatial-input.ts';
import { filtersParameter, outputPadding, windowParameters3d } from './convolution-parameters.ts';
import {
  emitTransposed,
  inferTransposed,
  transposed,
  transposedMultiplyAdds,
  transposedSums,
  transposedWeights,
} from './transposed-convolution.ts';

export const conv3dTranspose = defineLayer({
  type: 'Conv3DTranspose',
  title: 'Conv3DTranspose',
  category: 'convolution',
  icon: 'scaling',
  summary: 'Paints learned patterns and enlarges a volume.',
  doc: `Runs a Conv3D backwards: every value of the input paints a learned block into the output, and where blocks overlap they
add up. With strides of 2 × 2 × 2 the volume doubles on every side. The U-Nets that mark organs in scans grow volumes
with it.`,
  formula:
    "y_{d,i,j,f} = b_f + \\sum_{s d' + t = d,\\; s i' + u = i,\\; s j' + v = j}\\; \\sum_c x_{d',i',j',c}\\; W_{t,u,v,f,c}",
  parameters: {
    filters: filtersParameter,
    ...windowParameters3d,
    strides: tuple({
      places: ['depth', 'height', 'width'],
      label: 'Strides',
      help: 'How many places the painting moves for each value: depth, height, width. 2 × 2 × 2 doubles the volume.',
      default: [1, 1, 1],
      max: 100,
    }),
    outputPadding: optionalTuple({
      ...outputPadding,
      places: ['depth', 'height', 'width'],
      min: 0,
      own: [1, 1, 1],
    }),
    ...activationParameter,
    ...biasParameters,
    ...kernelParameters,
  },
  describe: ({ filters, kernelSize, activation }) =>
    withActivation(`${counted(filters, 'filter')}, ${kernelSize.join('×')}`, { activation }),
  infer: (params, [input]) => inferTransposed(params, input),
  weights: (params, [input]) => transposedWeights(params, input),
  multiplyAdds: (params, [input]) => transposedMultiplyAdds(params, input),
  call: (context, params, [x], weight) => [
    activated(context, params, transposed(context.tf, params, x, weight)),
  ],
  emitOnnx: (emitter, params, [x], weight) => [
    emitActivated(emitter, params, emitTransposed(emitter, params, x, weight)),
  ],
  explain: (params, [input]) => transposedSums(params, input),
  sight: (params) => paintedSight(asList(params.kernelSize), asList(params.strides)),
  examples: [
    {
      title: 'Doubling a volume',
      params: { filters: 2, kernelSize: [2, 2, 2], strides: [2, 2, 2], padding: 'same' },
      inputs: [{ dtype: 'float32', shape: [null, 2, 1, 2, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 2, 4, 2] }],
      parameters: 34,
    },
    {
      title: 'An odd kernel, padding "same"',
      params: { filters: 1, kernelSize: [3, 3, 1], strides: [2, 1, 1], padding: 'same', useBias: false },
      inputs: [{ dtype: 'float32', shape: [null, 2, 3, 2, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3, 2, 1] }],
      parameters: 18,
    },
    {
      title: 'The size grows by the kernel',
      params: { filters: 2, kernelSize: [2, 1, 3] },
      inputs: [{ dtype: 'float32', shape: [null, 2, 2, 2, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 4, 2] }],
      parameters: 14,
    },
    {
      title: 'One layer more',
      params: { filters: 1, kernelSize: [3, 2, 2], strides: [2, 1, 2], outputPadding: [1, 0, 0] },
      inputs: [{ dtype: 'float32', shape: [null, 2, 2, 2, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 6, 3, 4, 1] }],
      parameters: 13,
    },
  ],
});
