/**
 * What blocks and famous networks are made of: convolutions with their activation, and with batch normalization
 * between. The mark makes names: `Conv 2.1a`; without one they are `Conv`.
 */
import type { LayerId } from '../document/schema.ts';
import type { Sketch } from './sketch.ts';

type Padding = 'same' | 'valid';

interface Convolution {
  readonly filters: number;
  readonly size: number;
  readonly stride?: number;
  readonly padding?: Padding;
}

const named = (title: string, mark: string) => `${title} ${mark}`.trim();

/** `Conv 1` alone. */
export function convolution(
  sketch: Sketch,
  from: LayerId,
  mark: string,
  { filters, size, stride = 1, padding = 'same', ...more }: Convolution & { readonly useBias?: boolean },
): LayerId {
  return sketch.add('Conv2D', named('Conv', mark), [from], {
    filters,
    kernelSize: [size, size],
    strides: [stride, stride],
    padding,
    ...more,
  });
}

/** `Conv 1` and `ReLU 1`. */
export function convRelu(sketch: Sketch, from: LayerId, mark: string, shape: Convolution): LayerId {
  return activate(sketch, convolution(sketch, from, mark, shape), mark, 'relu');
}

/** `Conv 1` and `BN 1`; the normalization makes the bias needless. */
export function convNorm(sketch: Sketch, from: LayerId, mark: string, shape: Convolution): LayerId {
  const { filters, size, stride = 1, padding = 'same' } = shape;
  const maps = sketch.add('Conv2D', named('Conv', mark), [from], {
    filters,
    kernelSize: [size, size],
    strides: [stride, stride],
    padding,
    useBias: false,
    kernelInitializer: 'heNormal',
  });
  return sketch.add('BatchNormalization', named('BN', mark), [maps]);
}

/** `Depthwise 1` and `BN 1`: a window of 3 × 3 on each channel by itself. */
export function depthwiseNorm(sketch: Sketch, from: LayerId, mark: string, stride: number): LayerId {
  const maps = sketch.add('DepthwiseConv2D', named('Depthwise', mark), [from], {
    kernelSize: [3, 3],
    strides: [stride, stride],
    padding: 'same',
    useBias: false,
  });
  return sketch.add('BatchNormalization', named('BN', mark), [maps]);
}

export function activate(sketch: Sketch, from: LayerId, mark: string, activation: 'relu' | 'relu6'): LayerId {
  const title = activation === 'relu' ? 'ReLU' : 'ReLU6';
  return sketch.add('Activation', named(title, mark), [from], { activation });
}

export function maxPool(
  sketch: Sketch,
  from: LayerId,
  mark: string,
  size: number,
  padding: Padding = 'valid',
): LayerId {
  return sketch.add('MaxPooling2D', named('Pool', mark), [from], {
    poolSize: [size, size],
    strides: [2, 2],
    padding,
  });
}

/** `Dense 1`, `ReLU 1` and `Dropout 1`. */
export function denseDropout(sketch: Sketch, from: LayerId, mark: string, units: number): LayerId {
  const numbers = sketch.add('Dense', named('Dense', mark), [from], { units });
  const active = activate(sketch, numbers, mark, 'relu');
  return sketch.add('Dropout', named('Dropout', mark), [active], { rate: 0.5 });
}
