import type { TorchCase } from './torch-case.ts';

export const NORMALIZATION_CASES: readonly TorchCase[] = [
  {
    title: 'by the statistics of the batch',
    layer: 'BatchNormalization',
    params: {},
    inputs: [[3, 4, 2]],
    torch: 'y = last(F.batch_norm(first(x0), None, None, gamma, beta, training=True, eps=1e-3))',
  },
  {
    title: 'over the features',
    layer: 'LayerNormalization',
    params: {},
    inputs: [[6]],
    torch: 'y = F.layer_norm(x0, [6], gamma, beta, 1e-3)',
  },
];
