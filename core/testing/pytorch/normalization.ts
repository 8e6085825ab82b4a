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
  {
    title: 'over a whole image',
    layer: 'LayerNormalization',
    params: { axis: [1, 2, 3] },
    inputs: [[2, 3, 2]],
    torch: 'y = F.layer_norm(x0, [2, 3, 2], gamma, beta, 1e-3)',
  },
  {
    title: 'along the steps',
    layer: 'LayerNormalization',
    params: { axis: 1 },
    inputs: [[4, 3]],
    torch: 'y = F.layer_norm(x0.transpose(1, 2), [4], gamma, beta, 1e-3).transpose(1, 2)',
  },
  {
    title: 'over groups of channels',
    layer: 'GroupNormalization',
    params: { groups: 2 },
    inputs: [[3, 4, 6]],
    torch: 'y = last(F.group_norm(first(x0), 2, gamma, beta, 1e-3))',
  },
  {
    title: 'over every channel',
    layer: 'InstanceNormalization',
    params: { epsilon: 0.01 },
    inputs: [[3, 4, 2]],
    torch: 'y = last(F.instance_norm(first(x0), weight=gamma, bias=beta, eps=0.01))',
  },
  {
    title: 'over neighbouring channels',
    layer: 'LocalResponseNormalization',
    params: { depthRadius: 2, bias: 2, alpha: 0.3, beta: 0.75 },
    inputs: [[2, 3, 7]],
    torch: 'y = last(F.local_response_norm(first(x0), 5, alpha=5 * 0.3, beta=0.75, k=2))',
  },
  {
    title: 'to the length 1',
    layer: 'UnitNormalization',
    params: { axis: 1 },
    inputs: [[3, 4]],
    torch: 'y = F.normalize(x0, dim=1)',
  },
];
