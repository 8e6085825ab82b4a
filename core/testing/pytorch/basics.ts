/** Dense, functions of single numbers, merges and what only arranges or scales numbers. */
import type { TorchCase } from './torch-case.ts';

/** PyTorch's words for Keras's functions; a threshold has no gradient to compare. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  linear: 'x0 * 1',
  relu: 'F.relu(x0)',
  relu6: 'F.relu6(x0)',
  leakyRelu: 'F.leaky_relu(x0, 0.2)',
  elu: 'F.elu(x0)',
  selu: 'F.selu(x0)',
  sigmoid: 'x0.sigmoid()',
  hardSigmoid: 'F.hardsigmoid(x0)',
  tanh: 'x0.tanh()',
  softplus: 'F.softplus(x0)',
  softsign: 'F.softsign(x0)',
  swish: 'F.silu(x0)',
  gelu: 'F.gelu(x0)',
  exponential: 'x0.exp()',
  mish: 'F.mish(x0)',
};

const three = (layer: string, torch: string): TorchCase => ({
  title: 'three inputs, one repeated along an image',
  layer,
  params: {},
  inputs: [
    [3, 2, 4],
    [3, 2, 4],
    [1, 1, 4],
  ],
  torch: `y = ${torch}`,
});

const SPREAD = 'torch.stack(torch.broadcast_tensors(x0, x1, x2))';

export const BASIC_CASES: readonly TorchCase[] = [
  {
    title: 'with bias',
    layer: 'Dense',
    params: { units: 4 },
    inputs: [[5]],
    torch: 'y = F.linear(x0, kernel.T, bias)',
  },
  {
    title: 'of every step, with a softmax',
    layer: 'Dense',
    params: { units: 4, activation: 'softmax' },
    inputs: [[3, 5]],
    torch: 'y = F.linear(x0, kernel.T, bias).softmax(-1)',
  },
  {
    title: 'a Dense at every step',
    layer: 'TimeDistributed',
    params: { layer: { type: 'Dense', units: 3 } },
    inputs: [[4, 5]],
    torch: 'y = F.linear(x0, kernel.T, bias)',
  },
  ...Object.entries(FUNCTIONS).map(
    ([activation, torch]): TorchCase => ({
      title: activation,
      layer: 'Activation',
      params: { activation },
      inputs: [[12]],
      torch: `y = ${torch}`,
    }),
  ),
  three('Add', 'x0 + x1 + x2'),
  three('Multiply', 'x0 * x1 * x2'),
  three('Average', '(x0 + x1 + x2) / 3'),
  three('Maximum', `${SPREAD}.amax(0)`),
  three('Minimum', `${SPREAD}.amin(0)`),
  {
    title: 'the second from the first',
    layer: 'Subtract',
    params: {},
    inputs: [[6], [6]],
    torch: 'y = x0 - x1',
  },
  {
    title: 'along the rows',
    layer: 'Concatenate',
    params: { axis: 1 },
    inputs: [
      [2, 3, 2],
      [4, 3, 2],
    ],
    torch: 'y = torch.cat((x0, x1), 1)',
  },
  { title: 'an image', layer: 'Flatten', params: {}, inputs: [[2, 3, 2]], torch: 'y = x0.flatten(1)' },
  {
    title: 'whatever is left',
    layer: 'Reshape',
    params: { targetShape: [3, -1] },
    inputs: [[2, 6]],
    torch: 'y = x0.reshape(-1, 3, 4)',
  },
  {
    title: 'channels first',
    layer: 'Permute',
    params: { dims: [3, 1, 2] },
    inputs: [[4, 3, 2]],
    torch: 'y = x0.permute(0, 3, 1, 2)',
  },
  {
    title: 'three times',
    layer: 'RepeatVector',
    params: { n: 3 },
    inputs: [[4]],
    torch: 'y = x0[:, None].expand(-1, 3, -1)',
  },
  {
    title: 'the last axis',
    layer: 'Squeeze',
    params: { axis: -1 },
    inputs: [[4, 1]],
    torch: 'y = x0[..., 0]',
  },
  {
    title: 'scale and offset',
    layer: 'Rescaling',
    params: { scale: 0.5, offset: -1 },
    inputs: [[3, 2]],
    torch: 'y = x0 * 0.5 - 1',
  },
  {
    title: 'by given figures',
    layer: 'Normalization',
    params: { mean: [1, -2], variance: [4, 0.25] },
    inputs: [[3, 2]],
    torch: 'y = (x0 - torch.tensor([1.0, -2.0])) / torch.tensor([2.0, 0.5])',
  },
  {
    title: 'over the features',
    layer: 'RMSNormalization',
    params: {},
    inputs: [[3, 5]],
    torch: 'y = scale * x0 / (x0.pow(2).mean(-1, keepdim=True) + 1e-6).sqrt()',
  },
  {
    title: 'learned rows',
    layer: 'PositionEmbedding',
    params: {},
    inputs: [[4, 3]],
    torch: 'y = x0 + embeddings',
  },
  {
    title: 'waves of an even number of features',
    layer: 'SinePositionEncoding',
    params: { maxWavelength: 100 },
    inputs: [[5, 4]],
    torch: `angles = torch.arange(5.0)[:, None] / torch.tensor([1.0, 10.0])
y = x0 + torch.stack((angles.sin(), angles.cos()), -1).flatten(1)`,
  },
];
