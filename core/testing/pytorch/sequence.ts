import type { TorchCase } from './torch-case.ts';

/**
 * PyTorch's function over a sequence, with our weights: its gates stand in another order, its kernels are transposed,
 * and it has two biases.
 */
const cell = (name: 'lstm' | 'gru' | 'rnn_tanh' | 'rnn_relu', order: readonly number[]) => `
def gates(x):
    parts = x.chunk(${order.length}, -1)
    return torch.cat([parts[gate] for gate in [${order.join(', ')}]], -1)


def run(x, kernel, recurrent, bias, second=None, states=None):
    zeros = torch.zeros(1, x.shape[0], recurrent.shape[0], dtype=x.dtype)
    second = torch.zeros_like(bias) if second is None else second
    weights = [gates(kernel).T, gates(recurrent).T, gates(bias), gates(second)]
    states = (${name === 'lstm' ? '(zeros, zeros)' : 'zeros'}) if states is None else states
    return torch.${name}(x, states, weights, True, 1, 0.0, True, False, True)


`;

/** Input, forget, cell and output in both. */
const LSTM = cell('lstm', [0, 1, 2, 3]);
/** PyTorch starts with the reset gate, and resets after the product. */
const GRU = cell('gru', [1, 0, 2]);
const RNN = cell('rnn_tanh', [0]);

export const SEQUENCE_CASES: readonly TorchCase[] = [
  {
    title: 'no step of zeros',
    layer: 'Masking',
    params: { maskValue: 0 },
    inputs: [[5, 2]],
    torch: 'y = x0 * (x0 != 0).any(-1, keepdim=True)',
  },
  {
    title: 'steps of ones are masked',
    layer: 'Masking',
    params: { maskValue: 1 },
    inputs: [{ shape: [6, 1], below: 2 }],
    torch: 'y = x0 * (x0 != 1).any(-1, keepdim=True)',
  },
  {
    title: 'the last of five steps',
    layer: 'LSTM',
    params: { units: 3 },
    inputs: [[5, 2]],
    torch: `${LSTM}y = run(x0, kernel, recurrentKernel, bias)[0][:, -1]`,
  },
  {
    title: 'every step and the states, from given states',
    layer: 'LSTM',
    params: { units: 3, returnSequences: true, returnState: true, initialState: true },
    inputs: [[4, 2], [3], [3]],
    torch: `${LSTM}steps, h, c = run(x0, kernel, recurrentKernel, bias, None, (x1[None], x2[None]))
y = (steps, h[0], c[0])`,
  },
  {
    title: 'backwards, every step',
    layer: 'LSTM',
    params: { units: 2, returnSequences: true, goBackwards: true },
    inputs: [[4, 3]],
    torch: `${LSTM}y = run(x0.flip(1), kernel, recurrentKernel, bias)[0]`,
  },
  {
    title: 'every step, reset after the product',
    layer: 'GRU',
    params: { units: 3, returnSequences: true, returnState: true, initialState: true },
    inputs: [[4, 2], [3]],
    torch: `${GRU}steps, h = run(x0, kernel, recurrentKernel, bias[0], bias[1], x1[None])
y = (steps, h[0])`,
  },
  {
    title: 'reset before the product, as first published, step by step',
    layer: 'GRU',
    params: { units: 2, resetAfter: false },
    inputs: [[3, 2]],
    torch: `
h = torch.zeros_like(x0[:, 0, :1]).repeat(1, 2)
for t in range(3):
    p = x0[:, t] @ kernel + bias
    z = torch.sigmoid(p[:, :2] + h @ recurrentKernel[:, :2])
    r = torch.sigmoid(p[:, 2:4] + h @ recurrentKernel[:, 2:4])
    candidate = torch.tanh(p[:, 4:] + (r * h) @ recurrentKernel[:, 4:])
    h = z * h + (1 - z) * candidate
y = h`,
  },
  {
    title: 'every step',
    layer: 'SimpleRNN',
    params: { units: 3, returnSequences: true },
    inputs: [[5, 2]],
    torch: `${RNN}y = run(x0, kernel, recurrentKernel, bias)[0]`,
  },
  {
    title: 'with relu, the last step',
    layer: 'SimpleRNN',
    params: { units: 2, activation: 'relu' },
    inputs: [[4, 2]],
    torch: `${cell('rnn_relu', [0])}y = run(x0, kernel, recurrentKernel, bias)[0][:, -1]`,
  },
  {
    title: 'both readings at every step',
    layer: 'Bidirectional',
    params: { units: 2, returnSequences: true },
    inputs: [[4, 3]],
    torch: `${LSTM}there = run(x0, forwardKernel, forwardRecurrentKernel, forwardBias)[0]
back = run(x0.flip(1), backwardKernel, backwardRecurrentKernel, backwardBias)[0].flip(1)
y = torch.cat([there, back], -1)`,
  },
  {
    title: 'words that come twice',
    layer: 'Embedding',
    params: { inputDim: 4, outputDim: 3 },
    inputs: [{ shape: [6], below: 4 }],
    torch: 'y = F.embedding(x0.long(), embeddings)',
  },
  {
    title: 'frame by frame',
    layer: 'ConvLSTM2D',
    params: { filters: 2, kernelSize: [3, 2], padding: 'same', returnSequences: true },
    inputs: [[3, 4, 3, 2]],
    torch: `
h = c = torch.zeros(x0.shape[0], 2, 4, 3, dtype=x0.dtype)
steps = []
for t in range(3):
    sums = F.conv2d(pad_same(first(x0[:, t]), (3, 2)), kernel_first(kernel), bias)
    sums = sums + F.conv2d(pad_same(h, (3, 2)), kernel_first(recurrentKernel))
    i, f, g, o = sums.chunk(4, 1)
    c = f.sigmoid() * c + i.sigmoid() * g.tanh()
    h = o.sigmoid() * c.tanh()
    steps.append(last(h))
y = torch.stack(steps, 1)`,
  },
];
