import type { Problem, Remedy } from '../../issues/issue.ts';
import { fail, ok } from '../../result.ts';
import { sampleSize } from '../../shape/tensor-type.ts';
import { counted } from '../counted.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { integer } from '../parameter.ts';
import { emitNormalizeGroups, normalizeGroups } from './normalize-groups.ts';
import { scaleAndShiftParameters, scaleAndShiftWeights } from './scale-and-shift.ts';

/** Keras's sign for one group for each channel. */
const EACH_CHANNEL = -1;

function groupCount(groups: number, channels: number): number {
  return groups === EACH_CHANNEL ? channels : groups;
}

export const groupNormalization = defineLayer({
  type: 'GroupNormalization',
  title: 'GroupNormalization',
  category: 'normalization',
  icon: 'group',
  summary: 'Brings groups of channels to mean 0 and variance 1, each sample by itself.',
  doc: `Divides the channels into groups and, for each sample and group, subtracts the mean over all places and divides by
the standard deviation; two learned numbers for each channel then scale and shift. It does not look at the rest of
the batch, so it is as good for batches of one or two, where BatchNormalization fails. One group is a
LayerNormalization over the whole sample, -1 makes a group of every channel (instance normalization).`,
  formula: 'y = \\gamma \\frac{x - \\mu_{n,g}}{\\sqrt{\\sigma_{n,g}^2 + \\epsilon}} + \\beta',
  parameters: {
    groups: integer({
      label: 'Groups',
      help: 'Into how many groups the channels are divided; -1 makes a group of every channel.',
      default: 32,
      min: EACH_CHANNEL,
    }),
    ...scaleAndShiftParameters,
  },
  describe: ({ groups }) => (groups === EACH_CHANNEL ? 'a group for each channel' : counted(groups, 'group')),
  infer: ({ groups }, [input]) => {
    const { shape } = input;
    const channels = shape.at(-1) ?? 1;
    if (shape.length < 2) {
      return fail([
        {
          code: 'group-normalization-needs-channels',
          severity: 'error',
          message:
            '{layer} normalizes groups of channels, but {source} gives a single number for each sample. Link it to a layer that gives a row of numbers or an image.',
          received: '1',
          expected: 'features or an image',
          input: 0,
        },
      ]);
    }
    const divides = groups !== 0 && channels % groupCount(groups, channels) === 0;
    return divides ? ok([input]) : fail([unevenGroups(groups, channels)]);
  },
  weights: (params, [{ shape }]) => scaleAndShiftWeights(params, shape.at(-1) ?? 1),
  multiplyAdds: (_params, _inputs, [output]) => 3 * sampleSize(output.shape),
  call: ({ tf }, { groups, epsilon, center, scale }, [x], weight) => {
    const normal = normalizeGroups(tf, x, groupCount(groups, x.shape.at(-1) ?? 1), epsilon);
    const scaled = scale ? tf.mul(normal, weight('gamma')) : normal;
    return [center ? tf.add(scaled, weight('beta')) : scaled];
  },
  emitOnnx: (emitter, { groups, epsilon, center, scale }, [x], weight) => [
    emitNormalizeGroups(
      emitter,
      x,
      { groups: groupCount(groups, x.shape.at(-1) ?? 1), epsilon },
      { gamma: scale ? weight('gamma') : undefined, beta: center ? weight('beta') : undefined },
    ),
  ],
  masking: PASSES_MASK,
  examples: [
    {
      title: 'Two groups of an image',
      params: { groups: 2 },
      inputs: [{ dtype: 'float32', shape: [null, 3, 2, 6] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 2, 6] }],
      parameters: 12,
    },
    {
      title: 'Every channel of a sequence by itself',
      params: { groups: -1, epsilon: 0.01 },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3] }],
      parameters: 6,
    },
    {
      title: 'A row of features, without scale',
      params: { groups: 2, scale: false },
      inputs: [{ dtype: 'float32', shape: [null, 8] }],
      outputs: [{ dtype: 'float32', shape: [null, 8] }],
      parameters: 8,
    },
    {
      title: 'One group of a volume, without shift',
      params: { groups: 1, center: false },
      inputs: [{ dtype: 'float32', shape: [null, 2, 3, 2, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 2, 3, 2, 2] }],
      parameters: 2,
    },
  ],
});

function unevenGroups(groups: number, channels: number): Problem {
  const fitting = largestDivisor(channels, groups);
  const remedies: Remedy[] = [
    {
      kind: 'set-params',
      label: `Use ${fitting} ${fitting === 1 ? 'group' : 'groups'}`,
      params: { groups: fitting },
    },
    { kind: 'set-params', label: 'Make a group of every channel', params: { groups: EACH_CHANNEL } },
  ];
  return {
    code: 'group-normalization-uneven',
    severity: 'error',
    message: `{layer} divides channels into ${groups} groups, but {source} gives ${channels} ${channels === 1 ? 'channel' : 'channels'}, which cannot be divided evenly. Choose a number of groups that divides ${channels}.`,
    received: `${groups} groups`,
    expected: `a divisor of ${channels}, or -1`,
    input: 0,
    param: 'groups',
    remedies,
  };
}

/** The largest divisor of `channels` that is not larger than `groups`. */
function largestDivisor(channels: number, groups: number): number {
  for (let divisor = Math.min(groups, channels); divisor > 1; divisor--) {
    if (channels % divisor === 0) return divisor;
  }
  return 1;
}
