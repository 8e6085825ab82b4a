/** What layers of a family say alike, for each of them. */
import { float32 } from '../../shape/tensor-type.ts';
import type { Impossible } from './impossible.ts';

type Row = Omit<Impossible, 'type'>;

const alike = (types: readonly string[], row: Row): readonly Impossible[] =>
  types.map((type) => ({ type, ...row }));

const IMAGES = alike(
  [
    'SeparableConv2D',
    'Conv2DTranspose',
    'AveragePooling2D',
    'GlobalMaxPooling2D',
    'MaxPoolingWithIndices2D',
    'SpatialDropout2D',
    'ZeroPadding2D',
    'Cropping2D',
    'UpSampling2D',
    'Resizing',
  ],
  {
    inputs: [float32(null, 784)],
    message:
      '{layer} needs images (height, width, channels), but {source} gives a flat row of 784 numbers. Add a Reshape to 28 × 28 × 1 before it.',
    remedies: ['Insert Reshape to 28 × 28 × 1'],
  },
);

const SEQUENCES = alike(
  [
    'Conv1DTranspose',
    'DepthwiseConv1D',
    'SeparableConv1D',
    'GlobalAveragePooling1D',
    'GlobalMaxPooling1D',
    'AveragePooling1D',
    'Cropping1D',
    'UpSampling1D',
    'Masking',
    'Attention',
  ],
  {
    inputs: [float32(null, 20)],
    message:
      '{layer} needs sequences (steps, features), but {source} gives 20. Add a Reshape to 20 × 1 before it.',
    remedies: ['Insert Reshape to 20 × 1'],
  },
);

const VOLUMES = alike(['Conv3DTranspose', 'AveragePooling3D', 'Cropping3D'], {
  inputs: [float32(null, 6, 6, 6)],
  message:
    '{layer} needs volumes (depth, height, width, channels), but {source} gives 6 × 6 × 6. Add a Reshape to 6 × 6 × 6 × 1 before it.',
  remedies: ['Insert Reshape to 6 × 6 × 6 × 1'],
});

const SKIPPED_AND_SPREAD: Row = {
  params: { strides: [2, 2], dilationRate: [1, 2] },
  inputs: [float32(null, 9, 9, 1)],
  message:
    '{layer} cannot both skip places (strides 2 × 2) and spread its kernel (dilation 1 × 2). Set one of them to 1 × 1.',
  remedies: ['Set strides to 1 × 1', 'Set dilation to 1 × 1'],
};

const STRIDES_WITH_DILATION = [
  ...alike(['DepthwiseConv2D', 'SeparableConv2D', 'Conv2DTranspose'], SKIPPED_AND_SPREAD),
  ...alike(['ConvLSTM2D'], { ...SKIPPED_AND_SPREAD, inputs: [float32(null, 2, 9, 9, 1)] }),
  ...alike(['Conv1DTranspose', 'SeparableConv1D'], {
    params: { strides: 2, dilationRate: 3 },
    inputs: [float32(null, 12, 2)],
    message:
      '{layer} cannot both skip steps (strides 2) and spread its kernel (dilation 3). Set one of them to 1.',
    remedies: ['Set strides to 1', 'Set dilation to 1'],
  }),
];

const LARGE_KERNEL: Row = {
  params: { kernelSize: [5, 5] },
  inputs: [float32(null, 3, 4, 2)],
  message:
    'The 5 × 5 kernel of {layer} is larger than the 3 × 4 image that {source} gives. Set the padding to "same" or make the kernel smaller.',
  remedies: ['Set padding to "same"', 'Make the kernel 3 × 4'],
};

const LARGE_WINDOWS: readonly Impossible[] = [
  ...alike(['DepthwiseConv2D', 'SeparableConv2D'], LARGE_KERNEL),
  ...alike(['ConvLSTM2D'], { ...LARGE_KERNEL, inputs: [float32(null, 2, 3, 4, 2)] }),
  {
    type: 'DepthwiseConv1D',
    params: { kernelSize: 5 },
    inputs: [float32(null, 3, 2)],
    message:
      'The kernel of {layer} covers 5 steps, but {source} gives only 3. Set the padding to "same" or make the kernel smaller.',
    remedies: ['Set padding to "same"', 'Make the kernel 3'],
  },
  {
    type: 'MaxPooling1D',
    params: { poolSize: 5 },
    inputs: [float32(null, 3, 2)],
    message:
      'The pooling window of {layer} covers 5 steps, but {source} gives only 3. Set the padding to "same" or make the pooling window smaller.',
    remedies: ['Set padding to "same"', 'Make the pooling window 3'],
  },
  {
    type: 'MaxPooling3D',
    inputs: [float32(null, 1, 4, 4, 2)],
    message:
      'The 2 × 2 × 2 pooling window of {layer} is larger than the 1 × 4 × 4 volume that {source} gives. Set the padding to "same" or make the pooling window smaller.',
    remedies: ['Set padding to "same"', 'Make the pooling window 1 × 2 × 2'],
  },
  {
    type: 'MaxPoolingWithIndices2D',
    inputs: [float32(null, 1, 1, 8)],
    message:
      'The 2 × 2 pooling window of {layer} is larger than the 1 × 1 image that {source} gives. Set the padding to "same" or make the pooling window smaller.',
    remedies: ['Set padding to "same"', 'Make the pooling window 1 × 1'],
  },
];

const MERGES: readonly Impossible[] = [
  {
    type: 'Average',
    inputs: [float32(null, 4, 4, 2), float32(null, 4, 4, 3)],
    message:
      '{layer} averages value with value, so all its inputs must have the same shape, but the first is 4 × 4 × 2 and {source} gives 4 × 4 × 3. Change one of the two so that both agree, or remove the link.',
    remedies: ['Insert 1 × 1 Conv2D with 2 filters', 'Remove the link that does not fit'],
  },
  ...alike(['Maximum', 'Minimum'], {
    inputs: [float32(null, 8), float32(null, 9)],
    message:
      '{layer} compares value with value, so all its inputs must have the same shape, but the first is 8 and {source} gives 9. Change one of the two so that both agree, or remove the link.',
    remedies: ['Insert Dense with 8 units', 'Remove the link that does not fit'],
  }),
];

const ATTENTIONS: readonly Impossible[] = [
  ...alike(['Attention', 'AdditiveAttention'], {
    params: { useAttentionMask: true },
    inputs: [float32(null, 5, 3), float32(null, 4)],
    message:
      'The mask of {layer} says who is seen with 5 numbers, one for each step of the key, or with 5 × 5, but {source} gives 4. Link an Input of one of these shapes, or switch the mask input off.',
    remedies: ['Switch the mask input off'],
  }),
  ...alike(['Attention', 'AdditiveAttention'], {
    params: { sources: 'separate' },
    inputs: [float32(null, 5, 3), float32(null, 6, 3), float32(null, 7, 3)],
    message:
      '{layer} finds a value by its key, so both must have as many steps, but the value has 6 and {source}, which is the key, has 7. Link both to sequences of one length, or choose "cross" to take one for both.',
    remedies: [],
  }),
  {
    type: 'AdditiveAttention',
    params: { sources: 'cross' },
    inputs: [float32(null, 5, 3), float32(null, 6, 4)],
    message:
      '{layer} compares queries with keys, so both must have as many features, but the query has 3 and {source} gives keys of 4. Give both the same number, for example with a Conv1D of kernel 1, or take MultiHeadAttention, which does so by itself.',
    remedies: [],
  },
];

export const SHARED_IMPOSSIBLE: readonly Impossible[] = [
  ...IMAGES,
  ...SEQUENCES,
  ...VOLUMES,
  ...STRIDES_WITH_DILATION,
  ...LARGE_WINDOWS,
  ...MERGES,
  ...ATTENTIONS,
];
