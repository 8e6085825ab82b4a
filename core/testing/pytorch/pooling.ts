import type { TorchCase } from './torch-case.ts';

export const POOLING_CASES: readonly TorchCase[] = [
  {
    title: 'windows that overlap',
    layer: 'MaxPooling1D',
    params: { poolSize: 3, strides: 2 },
    inputs: [[9, 2]],
    torch: 'y = last(F.max_pool1d(first(x0), 3, 2))',
  },
  {
    title: 'padding does not count',
    layer: 'AveragePooling1D',
    params: { padding: 'same' },
    inputs: [[7, 2]],
    torch: 'y = last(F.avg_pool1d(first(x0), 2, 2, ceil_mode=True))',
  },
  {
    title: 'windows that overlap, as in AlexNet',
    layer: 'MaxPooling2D',
    params: { poolSize: [3, 3], strides: [2, 2] },
    inputs: [[7, 9, 2]],
    torch: 'y = last(F.max_pool2d(first(x0), 3, 2))',
  },
  {
    title: 'padding "same"',
    layer: 'MaxPooling2D',
    params: { poolSize: [3, 2], strides: [1, 2], padding: 'same' },
    inputs: [[4, 5, 2]],
    torch: 'y = last(F.max_pool2d(pad_same(first(x0), (3, 2), (1, 2), value=-9.0), (3, 2), (1, 2)))',
  },
  {
    title: 'windows that overlap',
    layer: 'AveragePooling2D',
    params: { poolSize: [3, 2], strides: [2, 1] },
    inputs: [[7, 4, 2]],
    torch: 'y = last(F.avg_pool2d(first(x0), (3, 2), (2, 1)))',
  },
  {
    title: 'windows that overlap',
    layer: 'MaxPooling3D',
    params: { poolSize: [2, 3, 2], strides: [1, 2, 1] },
    inputs: [[3, 5, 3, 2]],
    torch: 'y = last(F.max_pool3d(first(x0), (2, 3, 2), (1, 2, 1)))',
  },
  {
    title: 'windows that overlap',
    layer: 'AveragePooling3D',
    params: { poolSize: [2, 3, 2], strides: [1, 2, 1] },
    inputs: [[3, 5, 3, 2]],
    torch: 'y = last(F.avg_pool3d(first(x0), (2, 3, 2), (1, 2, 1)))',
  },
  {
    title: 'means of volumes',
    layer: 'GlobalAveragePooling3D',
    params: {},
    inputs: [[3, 2, 4, 2]],
    torch: 'y = x0.mean((1, 2, 3))',
  },
  {
    title: 'maxima of volumes',
    layer: 'GlobalMaxPooling3D',
    params: { keepdims: true },
    inputs: [[3, 2, 4, 2]],
    torch: 'y = x0.amax((1, 2, 3), keepdim=True)',
  },
  {
    title: 'windows of different sizes',
    layer: 'AdaptiveAveragePooling2D',
    params: { outputSize: [3, 4] },
    inputs: [[7, 6, 2]],
    torch: 'y = last(F.adaptive_avg_pool2d(first(x0), (3, 4)))',
  },
  {
    title: 'maxima and their places',
    layer: 'MaxPoolingWithIndices2D',
    params: { poolSize: [3, 2], strides: [2, 2] },
    inputs: [[7, 6, 2]],
    torch: `maxima, places = F.max_pool2d(first(x0), (3, 2), 2, return_indices=True)
y = (last(maxima), last(places).double())`,
  },
  {
    title: 'values back in their places',
    layer: 'MaxUnpooling2D',
    params: { outputSize: [5, 4] },
    inputs: [[2, 2, 1], { shape: [2, 2, 1], below: 20 }],
    torch: `planes = first(x0).flatten(2)
y = last(torch.zeros(2, 1, 20, dtype=x0.dtype).scatter_add(2, first(x1).flatten(2).long(), planes).reshape(2, 1, 5, 4))`,
  },
];
