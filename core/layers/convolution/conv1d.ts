import { windowSums } from '../../explain/window-sums.ts';
import {
  activated,
  activationParameter,
  emitActivated,
  withActivation,
} from '../activation/own-activation.ts';
import { biasParameters, kernelParameters } from '../kernel-parameters.ts';
import { defineLayer } from '../layer.ts';
import { choice } from '../parameter.ts';
import { windowSight } from '../sight.ts';
import {
  convolution,
  convolutionMultiplyAdds,
  convolutionWeights,
  describeConvolution,
  emitConvolutionLayer,
  inferConvolution,
  windowOf,
} from './convolution.ts';
import { filtersParameter, groupsParameter, windowParameters1d } from './convolution-parameters.ts';

export const conv1d = defineLayer({
  type: 'Conv1D',
  title: 'Conv1D',
  category: 'convolution',
  icon: 'scan',
  summary: 'Looks for short patterns everywhere in a sequence.',
  doc: `Slides a small window along the sequence; each filter learns one pattern, such as a peak in a signal or a few
words that belong together, and writes down how well it fits at every step. With padding "causal" a step sees only
itself and what came before, so that a forecast cannot look into the future.`,
  formula: 'y_{t,f} = b_f + \\sum_{u,c} x_{t+u,\\,c}\\; W_{u,c,f}',
  parameters: {
    filters: filtersParameter,
    ...windowParameters1d,
    padding: choice({
      label: 'Padding',
      help: 'At the ends: look only where the window fits, keep the length, or look only backwards.',
      default: 'valid',
      options: {
        valid: 'Valid: only where it fits',
        same: 'Same: keeps the length',
        causal: 'Causal: only what came before',
      },
    }),
    groups: groupsParameter,
    ...activationParameter,
    ...biasParameters,
    ...kernelParameters,
  },
  describe: (params) => withActivation(describeConvolution(params), params),
  infer: (params, [input]) => inferConvolution(params, input),
  weights: (params, [input]) => convolutionWeights(params, input),
  multiplyAdds: (params, [input], [output]) => convolutionMultiplyAdds(params, input, output),
  call: (context, params, [x], weight) => [
    activated(context, params, convolution(context.tf, params, x, weight)),
  ],
  emitOnnx: (emitter, params, [x], weight) => [
    emitActivated(emitter, params, emitConvolutionLayer(emitter, params, x, weight)),
  ],
  explain: (params, [input]) => windowSums(input, windowOf(params)),
  sight: (params) => windowSight(windowOf(params)),
  examples: [
    {
      title: 'Patterns of three steps',
      params: { filters: 4 },
      inputs: [{ dtype: 'float32', shape: [null, 8, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 6, 4] }],
      parameters: 28,
    },
    {
      title: 'Strides halve a sequence, without bias',
      params: { filters: 3, strides: 2, padding: 'same', useBias: false },
      inputs: [{ dtype: 'float32', shape: [null, 7, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      parameters: 18,
    },
    {
      title: 'Only what came before, with gaps',
      params: { filters: 2, kernelSize: 2, padding: 'causal', dilationRate: 4 },
      inputs: [{ dtype: 'float32', shape: [null, 9, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 9, 2] }],
      parameters: 14,
    },
    {
      title: 'Three groups of features',
      params: { filters: 6, groups: 3 },
      inputs: [{ dtype: 'float32', shape: [null, 7, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 5, 6] }],
      parameters: 24,
    },
    {
      title: 'Strides that look backwards only',
      params: { filters: 2, strides: 2, padding: 'causal' },
      inputs: [{ dtype: 'float32', shape: [null, 7, 1] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 2] }],
      parameters: 8,
    },
  ],
});
