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
  {
    title: 'a formula of three inputs',
    layer: 'Expression',
    params: { formula: '-tanh(a)^2 + max(b, 0.3, a / 2) - exp(c / 4) * sin(b) + sqrt(abs(a) + 1) / 2 ^ c' },
    inputs: [
      [3, 4],
      [3, 4],
      [3, 4],
    ],
    torch: `
largest = torch.maximum(torch.maximum(x1, torch.full_like(x1, 0.3)), x0 / 2)
y = -torch.tanh(x0) ** 2 + largest - torch.exp(x2 / 4) * torch.sin(x1) + torch.sqrt(x0.abs() + 1) / 2 ** x2`,
  },
];
