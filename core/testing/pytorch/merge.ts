import type { TorchCase } from './torch-case.ts';

export const MERGE_CASES: readonly TorchCase[] = [
  {
    title: 'along the channels of an image',
    layer: 'Dot',
    params: { axes: [3, 1] },
    inputs: [[3, 2, 4], [4]],
    torch: "y = torch.einsum('bijc,bc->bij', x0, x1)",
  },
  {
    title: 'as a cosine',
    layer: 'Dot',
    params: { normalize: true },
    inputs: [
      [3, 4],
      [2, 4],
    ],
    torch: 'y = F.cosine_similarity(x0[:, :, None], x1[:, None], dim=-1)',
  },
  {
    title: 'the largest of each channel',
    layer: 'Reduce',
    params: { reduction: 'max', axes: [1, 2] },
    inputs: [[3, 4, 2]],
    torch: 'y = x0.amax((1, 2))',
  },
  {
    title: 'every second column',
    layer: 'Slice',
    params: { axis: 2, start: 1, step: 2 },
    inputs: [[2, 6, 3]],
    torch: 'y = x0[:, :, 1::2]',
  },
];
