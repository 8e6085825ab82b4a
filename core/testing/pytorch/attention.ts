import type { TorchCase } from './torch-case.ts';

/** Keras's kernels are [features, heads, size]; `s` and `t` are steps of the key and the query. */
const heads = (query: string, value: string, key: string) => `
q = torch.einsum('btd,dhk->bhtk', ${query}, queryKernel) + queryBias[:, None]
k = torch.einsum('bsd,dhk->bhsk', ${key}, keyKernel) + keyBias[:, None]
v = torch.einsum('bsd,dhk->bhsk', ${value}, valueKernel) + valueBias[:, None]
scores = q @ k.transpose(2, 3) / q.shape[-1] ** 0.5
`;

const JOIN = `
weights = scores.softmax(-1)
out = torch.einsum('bhtk,hko->bto', weights @ v, outputKernel) + outputBias
`;

export const ATTENTION_CASES: readonly TorchCase[] = [
  {
    title: 'by itself, as PyTorch computes it',
    layer: 'MultiHeadAttention',
    params: { numHeads: 2, keyDim: 3, returnAttentionScores: true },
    inputs: [[5, 6]],
    torch: `
rows = lambda kernel: kernel.reshape(6, 6).T
out, weights = F.multi_head_attention_forward(
    x0.transpose(0, 1), x0.transpose(0, 1), x0.transpose(0, 1), 6, 2,
    torch.cat([rows(queryKernel), rows(keyKernel), rows(valueKernel)]),
    torch.cat([queryBias.flatten(), keyBias.flatten(), valueBias.flatten()]),
    None, None, False, 0.0, outputKernel.reshape(6, 6).T, outputBias, average_attn_weights=False)
y = out.transpose(0, 1), weights`,
  },
  {
    title: 'without the future',
    layer: 'MultiHeadAttention',
    params: { numHeads: 3, keyDim: 2, valueDim: 4, outputShape: 7, useCausalMask: true },
    inputs: [[6, 5]],
    torch: `${heads('x0', 'x0', 'x0')}
scores = scores.masked_fill(torch.ones(6, 6).triu(1).bool(), float('-inf'))
${JOIN}
y = out`,
  },
  {
    title: 'of another sequence, with a key of its own',
    layer: 'MultiHeadAttention',
    params: { numHeads: 2, keyDim: 4, sources: 'separate' },
    inputs: [
      [3, 5],
      [4, 2],
      [4, 3],
    ],
    torch: `${heads('x0', 'x1', 'x2')}${JOIN}
y = out`,
  },
];
