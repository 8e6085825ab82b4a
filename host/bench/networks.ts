/**
 * The networks whose training speed is measured, layer by layer those of bench/peers/torch_peer.py: the same
 * windows, padding and numbers of weights, no dropout.
 */
import type { LayerId, NetworkDocument } from '../../core/document/schema.ts';
import { NetworkSketch } from './network-sketch.ts';

export interface BenchNetwork {
  readonly id: string;
  readonly document: () => NetworkDocument;
  /** Numbers that training moves. */
  readonly parameters: number;
  /** The peer's, where it has more: PyTorch's LSTM adds two biases where one would do. */
  readonly peerParameters?: number;
  /** Right answers are class numbers below this. */
  readonly classes: number;
  /** Inputs are whole numbers below this; else numbers from 0 to 1. */
  readonly vocabulary?: number;
}

export const BENCH_NETWORKS: readonly BenchNetwork[] = [
  { id: 'mlp', document: mlp, parameters: 669_706, classes: 10 },
  { id: 'lenet5', document: lenet5, parameters: 61_706, classes: 10 },
  { id: 'keras-cnn', document: kerasCnn, parameters: 1_199_882, classes: 10 },
  { id: 'vgg-cifar', document: vggCifar, parameters: 550_570, classes: 10 },
  { id: 'resnet20-cifar', document: resnet20Cifar, parameters: 272_474, classes: 10 },
  { id: 'unet', document: unet, parameters: 117_075, classes: 3 },
  { id: 'lstm', document: lstm, parameters: 21_386, peerParameters: 21_642, classes: 10 },
  { id: 'transformer', document: transformer, parameters: 402_442, classes: 10, vocabulary: 1000 },
];

function mlp(): NetworkDocument {
  const net = new NetworkSketch('mlp').add('Input', { shape: [28, 28, 1] }).add('Flatten');
  for (const units of [512, 512]) net.add('Dense', { units }).add('Activation');
  return classified(net);
}

function lenet5(): NetworkDocument {
  const tanh = { activation: 'tanh' };
  const net = new NetworkSketch('lenet5')
    .add('Input', { shape: [28, 28, 1] })
    .add('Conv2D', { filters: 6, kernelSize: [5, 5], padding: 'same' })
    .add('Activation', tanh)
    .add('AveragePooling2D', { poolSize: [2, 2] })
    .add('Conv2D', { filters: 16, kernelSize: [5, 5] })
    .add('Activation', tanh)
    .add('AveragePooling2D', { poolSize: [2, 2] })
    .add('Flatten');
  for (const units of [120, 84]) net.add('Dense', { units }).add('Activation', tanh);
  return classified(net);
}

function kerasCnn(): NetworkDocument {
  const net = new NetworkSketch('keras-cnn').add('Input', { shape: [28, 28, 1] });
  for (const filters of [32, 64]) net.add('Conv2D', { filters }).add('Activation');
  net
    .add('MaxPooling2D', { poolSize: [2, 2] })
    .add('Flatten')
    .add('Dense', { units: 128 })
    .add('Activation');
  return classified(net);
}

function vggCifar(): NetworkDocument {
  const net = new NetworkSketch('vgg-cifar').add('Input', { shape: [32, 32, 3] });
  for (const filters of [32, 64, 128]) {
    for (let i = 0; i < 2; i++) net.add('Conv2D', { filters, padding: 'same' }).add('Activation');
    net.add('MaxPooling2D', { poolSize: [2, 2] });
  }
  net.add('Flatten').add('Dense', { units: 128 }).add('Activation');
  return classified(net);
}

function resnet20Cifar(): NetworkDocument {
  const net = new NetworkSketch('resnet20-cifar').add('Input', { shape: [32, 32, 3] });
  normalizedConvolution(net, { filters: 16, padding: 'same' }).add('Activation');
  for (const [stage, filters] of [16, 32, 64].entries()) {
    for (let block = 0; block < 3; block++) residual(net, filters, stage > 0 && block === 0);
  }
  return classified(net.add('GlobalAveragePooling2D'));
}

/** Two convolutions beside a shortcut, which is a 1 × 1 convolution where the block halves the image. */
function residual(net: NetworkSketch, filters: number, halves: boolean): void {
  const start = net.last;
  // The peer pads both borders alike; "same" with strides would pad only the far one.
  if (halves)
    normalizedConvolution(net.add('ZeroPadding2D', { padding: [1, 1, 1, 1] }), { filters, strides: [2, 2] });
  else normalizedConvolution(net, { filters, padding: 'same' });
  normalizedConvolution(net.add('Activation'), { filters, padding: 'same' });
  const body = net.last;
  let shortcut = start;
  if (halves) {
    shortcut = normalizedConvolution(net, { filters, kernelSize: [1, 1], strides: [2, 2] }, [start]).last;
  }
  net.add('Add', {}, [body, shortcut]).add('Activation');
}

function normalizedConvolution(
  net: NetworkSketch,
  params: Readonly<Record<string, unknown>>,
  sources?: LayerId[],
): NetworkSketch {
  return net
    .add('Conv2D', { useBias: false, ...params }, sources)
    .add('BatchNormalization', { momentum: 0.9, epsilon: 1e-5 });
}

/** Two levels down and up again, and a class for every pixel. */
function unet(): NetworkDocument {
  const net = new NetworkSketch('unet').add('Input', { shape: [64, 64, 3] });
  const skips: { readonly layer: LayerId; readonly filters: number }[] = [];
  for (const filters of [16, 32]) {
    skips.push({ layer: twoConvolutions(net, filters).last, filters });
    net.add('MaxPooling2D', { poolSize: [2, 2] });
  }
  twoConvolutions(net, 64);
  for (const { layer, filters } of skips.reverse()) {
    net.add('Conv2DTranspose', { filters, kernelSize: [2, 2], strides: [2, 2] });
    twoConvolutions(net.add('Concatenate', {}, [net.last, layer]), filters);
  }
  return net
    .add('Conv2D', { filters: 3, kernelSize: [1, 1] })
    .add('Softmax')
    .add('Output')
    .document();
}

function twoConvolutions(net: NetworkSketch, filters: number): NetworkSketch {
  for (let i = 0; i < 2; i++) net.add('Conv2D', { filters, padding: 'same' }).add('Activation');
  return net;
}

/** The last of fifty steps tells the class. */
function lstm(): NetworkDocument {
  return classified(new NetworkSketch('lstm').add('Input', { shape: [50, 16] }).add('LSTM', { units: 64 }));
}

/** Words and their places, two blocks of attention, the mean over the steps. */
function transformer(): NetworkDocument {
  const net = new NetworkSketch('transformer')
    .add('Input', { shape: [64] })
    .add('Embedding', { inputDim: 1000, outputDim: 128 })
    .add('PositionEmbedding');
  for (let block = 0; block < 2; block++) net.add('TransformerEncoder', { intermediateDim: 256 });
  return classified(net.add('GlobalAveragePooling1D'));
}

/** Ten classes, as the peer's cross entropy of logits. */
function classified(net: NetworkSketch): NetworkDocument {
  return net.add('Dense', { units: 10 }).add('Softmax').add('Output').document();
}
