import type { Problem, Remedy } from '../../issues/issue.ts';
import { fail, ok, type Result } from '../../result.ts';
import { sampleSize } from '../../shape/tensor-type.ts';
import { effectiveKernel, windowOutput, windowPads } from '../../shape/window.ts';
import type { Tensor4D } from '../../tensorflow.ts';
import { biasParameters, biasWeights, kernelParameters, kernelWeight } from '../kernel-parameters.ts';
import { defineLayer } from '../layer.ts';
import { choice, integer } from '../parameter.ts';
import { needsSequence } from '../sequence-input.ts';
import { kernelFirst } from './onnx-convolution.ts';

interface Window {
  readonly kernelSize: number;
  readonly strides: number;
  readonly padding: 'valid' | 'same' | 'causal';
  readonly dilationRate: number;
}

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
    filters: integer({
      label: 'Filters',
      help: 'Number of patterns to learn: features of the output.',
      default: 32,
    }),
    kernelSize: integer({
      label: 'Kernel size',
      help: 'Length of the window, in steps.',
      default: 3,
      max: 1000,
    }),
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
    strides: integer({
      label: 'Strides',
      help: 'How many steps the window moves at a time. 2 halves the sequence.',
      default: 1,
      advanced: true,
    }),
    dilationRate: integer({
      label: 'Dilation',
      help: 'Spreads the kernel: 2 leaves a gap of one between the steps that it looks at.',
      default: 1,
      advanced: true,
    }),
    ...biasParameters,
    ...kernelParameters,
  },
  describe: ({ filters, kernelSize }) => `${filters} filters, ${kernelSize}`,
  infer: (params, [input]) => {
    const sequence = needsSequence(input);
    if (!sequence.ok) return sequence;
    const steps = slide(sequence.value.steps, params);
    return steps.ok ? ok([{ dtype: 'float32', shape: [null, steps.value, params.filters] }]) : steps;
  },
  weights: (params, [{ shape }]) => [
    kernelWeight(params, [params.kernelSize, shape[2] ?? 1, params.filters]),
    ...biasWeights(params, [params.filters]),
  ],
  multiplyAdds: ({ kernelSize }, [input], [output]) =>
    sampleSize(output.shape) * kernelSize * (input.shape[2] ?? 1),
  // A sequence is an image that is one pixel wide.
  call: ({ tf }, params, [x], weight) => {
    const [batch = 1, steps = 1, features = 1] = x.shape;
    const { kernelSize, filters, useBias } = params;
    const { before, after } = pads(steps, params);
    const image = tf.reshape(x, [batch, steps, 1, features]) as Tensor4D;
    const padded =
      before + after > 0
        ? tf.pad(image, [
            [0, 0],
            [before, after],
            [0, 0],
            [0, 0],
          ])
        : image;
    const kernel = tf.reshape(weight('kernel'), [kernelSize, 1, features, filters]) as Tensor4D;
    const maps = tf.conv2d(padded, kernel, [params.strides, 1], 'valid', 'NHWC', [params.dilationRate, 1]);
    const sequence = tf.reshape(maps, [batch, maps.shape[1], filters]);
    return [useBias ? tf.add(sequence, weight('bias')) : sequence];
  },
  emitOnnx: (emitter, params, [x], weight) => {
    const [, steps, features] = x.shape;
    const { kernelSize, filters, strides, dilationRate, useBias } = params;
    const { before, after } = pads(steps ?? 1, params);
    const kernel = kernelFirst(weight('kernel').data, [kernelSize, 1, features ?? 1, filters], true);
    const inputs = [
      emitter.channelsFirst(x).name,
      emitter.weight('kernel', [filters, features ?? 1, kernelSize], kernel),
    ];
    if (useBias) inputs.push(emitter.weight('bias', [filters], weight('bias').data));
    const name = emitter.node('Conv', inputs, {
      attributes: {
        kernel_shape: [kernelSize],
        strides: [strides],
        dilations: [dilationRate],
        pads: [before, after],
      },
    });
    return [{ name, shape: [null, outputSteps(steps ?? 1, params), filters], layout: 'channels-first' }];
  },
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
  ],
});

function slide(steps: number, window: Window): Result<number, readonly Problem[]> {
  const { kernelSize, strides, dilationRate } = window;
  if (strides > 1 && dilationRate > 1) {
    const remedies: Remedy[] = [
      { kind: 'set-params', label: 'Set strides to 1', params: { strides: 1 } },
      { kind: 'set-params', label: 'Set dilation to 1', params: { dilationRate: 1 } },
    ];
    return fail([
      {
        code: 'strides-with-dilation',
        severity: 'error',
        message: `{layer} cannot both skip steps (strides ${strides}) and spread its kernel (dilation ${dilationRate}). Set one of them to 1.`,
        received: `strides ${strides}, dilation ${dilationRate}`,
        expected: 'strides or dilation of 1',
        param: 'dilationRate',
        remedies,
      },
    ]);
  }
  const output = outputSteps(steps, window);
  if (output > 0) return ok(output);
  const covered = effectiveKernel(kernelSize, dilationRate);
  return fail([
    {
      code: 'window-larger-than-input',
      severity: 'error',
      message: `The kernel of {layer} covers ${covered} steps, but {source} gives only ${steps}. Set the padding to "same" or make the kernel smaller.`,
      received: `${steps} steps`,
      expected: `at least ${covered} steps`,
      input: 0,
      param: 'kernelSize',
      remedies: [{ kind: 'set-params', label: 'Set padding to "same"', params: { padding: 'same' } }],
    },
  ]);
}

/** Padding before the sequence alone is as much as "same" adds on both ends at stride 1. */
function settings({ kernelSize, strides, padding, dilationRate }: Window) {
  return {
    kernelSize: [kernelSize, 1],
    strides: [strides, 1],
    padding: padding === 'valid' ? 'valid' : 'same',
    dilationRate: [dilationRate, 1],
  } as const;
}

function outputSteps(steps: number, window: Window): number {
  return windowOutput([steps, 1], settings(window))[0];
}

function pads(steps: number, window: Window): { readonly before: number; readonly after: number } {
  if (window.padding === 'causal') {
    return { before: effectiveKernel(window.kernelSize, window.dilationRate) - 1, after: 0 };
  }
  const { before, after } = windowPads([steps, 1], settings(window));
  return { before: before[0] ?? 0, after: after[0] ?? 0 };
}
