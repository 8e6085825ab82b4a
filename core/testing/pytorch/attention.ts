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

/** The parts of a transformer block, of PyTorch's own functions. */
const BLOCK = `
known = globals()
def norm(x, part):
    return F.layer_norm(x, x.shape[-1:], known[part + 'Gamma'], known[part + 'Beta'], 1e-5)
def attend(part, query, source, causal=False):
    q, k, v = (
        torch.einsum('btd,dhk->bhtk', x, known[f'{part}{role}Kernel']) + known[f'{part}{role}Bias'][:, None]
        for role, x in (('Query', query), ('Key', source), ('Value', source)))
    scores = q @ k.transpose(2, 3) / q.shape[-1] ** 0.5
    if causal:
        scores = scores.masked_fill(torch.ones_like(scores).triu(1).bool(), float('-inf'))
    weights = scores.softmax(-1)
    out = torch.einsum('bhtk,hko->bto', weights @ v, known[part + 'OutputKernel'])
    return out + known[part + 'OutputBias'], weights
def feed(x):
    return F.gelu(x @ intermediateKernel + intermediateBias) @ outputKernel + outputBias
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
  {
    title: 'as PyTorch computes the block',
    layer: 'TransformerEncoder',
    params: { numHeads: 2, intermediateDim: 5, activation: 'gelu' },
    inputs: [[4, 6]],
    torch: `${BLOCK}
h = norm(x0 + attend('self', x0, x0)[0], 'self')
y = norm(h + feed(h), 'feedforward')`,
  },
  {
    title: 'normalized first, without the future',
    layer: 'TransformerEncoder',
    params: {
      numHeads: 3,
      intermediateDim: 5,
      activation: 'gelu',
      normalizeFirst: true,
      useCausalMask: true,
      returnAttentionScores: true,
    },
    inputs: [[4, 6]],
    torch: `${BLOCK}
change, weights = attend('self', norm(x0, 'self'), norm(x0, 'self'), causal=True)
h = x0 + change
y = h + feed(norm(h, 'feedforward')), weights`,
  },
  {
    title: 'with an encoder of other size',
    layer: 'TransformerDecoder',
    params: { numHeads: 2, intermediateDim: 5, activation: 'gelu' },
    inputs: [
      [3, 4],
      [5, 6],
    ],
    torch: `${BLOCK}
h = norm(x0 + attend('self', x0, x0, causal=True)[0], 'self')
h = norm(h + attend('cross', h, x1)[0], 'cross')
y = norm(h + feed(h), 'feedforward')`,
  },
  {
    title: 'by the sum of query and key',
    layer: 'Attention',
    params: { sources: 'separate', scoreMode: 'concat', useScale: true },
    inputs: [
      [2, 3],
      [4, 5],
      [4, 3],
    ],
    torch: `
scores = concatScoreWeight * torch.tanh(scale * (x0[:, :, None] + x2[:, None])).sum(-1)
y = scores.softmax(-1) @ x1`,
  },
  {
    title: 'by scalar products, without the future',
    layer: 'Attention',
    params: { useCausalMask: true, useScale: true, returnAttentionScores: true },
    inputs: [[4, 3]],
    torch: `
hidden = torch.ones(4, 4).triu(1).bool()
weights = (scale * (x0 @ x0.transpose(1, 2))).masked_fill(hidden, float('-inf')).softmax(-1)
y = weights @ x0, weights`,
  },
  {
    title: 'by the bent sum, weighed by feature',
    layer: 'AdditiveAttention',
    params: { sources: 'cross' },
    inputs: [
      [2, 3],
      [4, 3],
    ],
    torch: `
scores = (scale * torch.tanh(x0[:, :, None] + x1[:, None])).sum(-1)
y = scores.softmax(-1) @ x1`,
  },
];
