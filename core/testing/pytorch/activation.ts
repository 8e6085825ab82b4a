import type { TorchCase } from './torch-case.ts';

export const ACTIVATION_CASES: readonly TorchCase[] = [
  {
    title: 'with a slope for each channel',
    layer: 'PReLU',
    params: { sharedAxes: [1, 2] },
    inputs: [[3, 4, 2]],
    torch: 'y = last(F.prelu(first(x0), alpha.flatten()))',
  },
  {
    title: 'with its own slope',
    layer: 'LeakyReLU',
    params: { negativeSlope: 0.15 },
    inputs: [[7]],
    torch: 'y = F.leaky_relu(x0, 0.15)',
  },
  {
    title: 'with its own floor',
    layer: 'ELU',
    params: { alpha: 1.7 },
    inputs: [[7]],
    torch: 'y = F.elu(x0, 1.7)',
  },
  {
    title: 'from a threshold to a ceiling, with a slope below',
    layer: 'ReLU',
    params: { maxValue: [1.3], negativeSlope: 0.1, threshold: 0.4 },
    inputs: [[9]],
    torch: 'y = torch.where(x0 >= 0.4, x0, 0.1 * (x0 - 0.4)).clamp(max=1.3)',
  },
  {
    title: 'over the steps of a sequence',
    layer: 'Softmax',
    params: { axis: 1 },
    inputs: [[4, 3]],
    torch: 'y = x0.softmax(1)',
  },
  {
    title: 'of three pieces',
    layer: 'Maxout',
    params: { numUnits: 2 },
    inputs: [[5, 6]],
    torch: 'y = torch.stack(x0.split(2, -1)).amax(0)',
  },
];
