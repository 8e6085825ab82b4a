import type { TorchCase } from './torch-case.ts';

export const CONVOLUTION_CASES: readonly TorchCase[] = [
  {
    title: 'strides and padding',
    layer: 'Conv2D',
    params: { filters: 3, strides: [2, 2], padding: 'same' },
    inputs: [[7, 6, 2]],
    torch: 'y = last(F.conv2d(pad_same(first(x0), 3, 2), kernel_first(kernel), bias, stride=2))',
  },
];
