import type { TorchCase } from './torch-case.ts';

export const CONVOLUTION_CASES: readonly TorchCase[] = [
  {
    title: 'strides and padding',
    layer: 'Conv1D',
    params: { filters: 3, strides: 2, padding: 'same' },
    inputs: [[7, 2]],
    torch: 'y = last(F.conv1d(pad_same(first(x0), 3, 2), kernel_first(kernel), bias, stride=2))',
  },
  {
    title: 'causal, dilated, in groups',
    layer: 'Conv1D',
    params: { filters: 4, kernelSize: 2, padding: 'causal', dilationRate: 3, groups: 2 },
    inputs: [[8, 4]],
    torch: 'y = last(F.conv1d(F.pad(first(x0), (3, 0)), kernel_first(kernel), bias, dilation=3, groups=2))',
  },
  {
    title: 'strides and padding',
    layer: 'Conv2D',
    params: { filters: 3, strides: [2, 2], padding: 'same' },
    inputs: [[7, 6, 2]],
    torch: 'y = last(F.conv2d(pad_same(first(x0), 3, 2), kernel_first(kernel), bias, stride=2))',
  },
  {
    title: 'dilated',
    layer: 'Conv2D',
    params: { filters: 3, kernelSize: [2, 3], dilationRate: [2, 1], useBias: false },
    inputs: [[6, 5, 2]],
    torch: 'y = last(F.conv2d(first(x0), kernel_first(kernel), dilation=(2, 1)))',
  },
  {
    title: 'two groups',
    layer: 'Conv2D',
    params: { filters: 6, groups: 2, strides: [1, 2] },
    inputs: [[5, 6, 4]],
    torch: 'y = last(F.conv2d(first(x0), kernel_first(kernel), bias, stride=(1, 2), groups=2))',
  },
  {
    title: 'many groups, dilated',
    layer: 'Conv2D',
    params: { filters: 8, groups: 8, dilationRate: [2, 2], padding: 'same' },
    inputs: [[5, 4, 16]],
    torch:
      'y = last(F.conv2d(pad_same(first(x0), 3, 1, 2), kernel_first(kernel), bias, dilation=2, groups=8))',
  },
  {
    title: 'strides and padding',
    layer: 'Conv3D',
    params: { filters: 2, kernelSize: [2, 3, 3], strides: [1, 2, 2], padding: 'same' },
    inputs: [[3, 5, 4, 2]],
    torch:
      'y = last(F.conv3d(pad_same(first(x0), (2, 3, 3), (1, 2, 2)), kernel_first(kernel), bias, stride=(1, 2, 2)))',
  },
  {
    title: 'dilated, in groups',
    layer: 'Conv3D',
    params: { filters: 4, kernelSize: [2, 2, 1], dilationRate: [2, 1, 1], groups: 2 },
    inputs: [[4, 3, 2, 4]],
    torch: 'y = last(F.conv3d(first(x0), kernel_first(kernel), bias, dilation=(2, 1, 1), groups=2))',
  },
  {
    title: 'padding "same"',
    layer: 'Conv1DTranspose',
    params: { filters: 3, kernelSize: 4, strides: 2, padding: 'same' },
    inputs: [[4, 2]],
    torch: 'y = last(F.conv_transpose1d(first(x0), kernel_first(kernel), bias, stride=2, padding=1))',
  },
  {
    title: 'output padding, dilated',
    layer: 'Conv1DTranspose',
    params: { filters: 2, kernelSize: 3, dilationRate: 2, outputPadding: 0 },
    inputs: [[4, 2]],
    torch: 'y = last(F.conv_transpose1d(first(x0), kernel_first(kernel), bias, dilation=2))',
  },
  {
    title: 'output padding, which cuts less behind',
    layer: 'Conv2DTranspose',
    params: { filters: 3, strides: [2, 3], padding: 'same', outputPadding: [1, 2] },
    inputs: [[3, 4, 2]],
    torch: 'y = last(F.conv_transpose2d(first(x0), kernel_first(kernel), bias, stride=(2, 3)))[:, :6, :12]',
  },
  {
    title: 'dilated',
    layer: 'Conv2DTranspose',
    params: { filters: 2, kernelSize: [2, 3], dilationRate: [3, 2] },
    inputs: [[3, 2, 2]],
    torch: 'y = last(F.conv_transpose2d(first(x0), kernel_first(kernel), bias, dilation=(3, 2)))',
  },
  {
    title: 'strides, cut by padding "same"',
    layer: 'Conv3DTranspose',
    params: { filters: 2, kernelSize: [4, 3, 2], strides: [2, 1, 2], padding: 'same' },
    inputs: [[2, 3, 2, 2]],
    torch:
      'y = last(F.conv_transpose3d(first(x0), kernel_first(kernel), bias, stride=(2, 1, 2), padding=(1, 1, 0)))',
  },
  {
    title: 'two patterns for each feature',
    layer: 'DepthwiseConv1D',
    params: { depthMultiplier: 2, strides: 2, padding: 'same' },
    inputs: [[7, 3]],
    torch:
      'y = last(F.conv1d(pad_same(first(x0), 3, 2), kernel.permute(1, 2, 0).flatten(0, 1).unsqueeze(1), bias, stride=2, groups=3))',
  },
  {
    title: 'dilated',
    layer: 'DepthwiseConv2D',
    params: { dilationRate: [2, 1], depthMultiplier: 2 },
    inputs: [[6, 4, 2]],
    torch:
      'y = last(F.conv2d(first(x0), kernel.permute(2, 3, 0, 1).flatten(0, 1).unsqueeze(1), bias, dilation=(2, 1), groups=2))',
  },
  {
    title: 'two patterns for each feature',
    layer: 'SeparableConv1D',
    params: { filters: 3, depthMultiplier: 2 },
    inputs: [[6, 2]],
    torch: `maps = F.conv1d(first(x0), depthwiseKernel.permute(1, 2, 0).flatten(0, 1).unsqueeze(1), groups=2)
y = last(F.conv1d(maps, kernel_first(pointwiseKernel), bias))`,
  },
  {
    title: 'strides',
    layer: 'SeparableConv2D',
    params: { filters: 3, strides: [2, 2] },
    inputs: [[6, 5, 2]],
    torch: `maps = F.conv2d(first(x0), depthwiseKernel.permute(2, 3, 0, 1).flatten(0, 1).unsqueeze(1), stride=2, groups=2)
y = last(F.conv2d(maps, kernel_first(pointwiseKernel), bias))`,
  },
];
