/** What the famous networks are made of: convolutions with their activation, and with batch normalization between. */
import type { LayerId } from '../../document/schema.ts';
import type { Sketch } from './sketch.ts';

type Padding = 'same' | 'valid';

interface Convolution {
  readonly filters: number;
  readonly size: number;
  readonly stride?: number;
  readonly padding?: Padding;
}

/** `Conv 1` and `ReLU 1`. */
export function convRelu(sketch: Sketch, from: LayerId, mark: string, convolution: Convolution): LayerId {
  const { filters, size, stride = 1, padding = 'same' } = convolution;
  const maps = sketch.add('Conv2D', `Conv ${mark}`, [from], {
    filters,
    kernelSize: [size, size],
    strides: [stride, stride],
    padding,
  });
  return activate(sketch, maps, mark, 'relu');
}

/** `Conv 1` and `BN 1`; the normalization makes the bias needless. */
export function convNorm(sketch: Sketch, from: LayerId, mark: string, convolution: Convolution): LayerId {
  const { filters, size, stride = 1, padding = 'same' } = convolution;
  const maps = sketch.add('Conv2D', `Conv ${mark}`, [from], {
    filters,
    kernelSize: [size, size],
    strides: [stride, stride],
    padding,
    useBias: false,
    kernelInitializer: 'heNormal',
  });
  return sketch.add('BatchNormalization', `BN ${mark}`, [maps]);
}

/** `Depthwise 1` and `BN 1`: a window of 3 × 3 on each channel by itself. */
export function depthwiseNorm(sketch: Sketch, from: LayerId, mark: string, stride: number): LayerId {
  const maps = sketch.add('DepthwiseConv2D', `Depthwise ${mark}`, [from], {
    kernelSize: [3, 3],
    strides: [stride, stride],
    padding: 'same',
    useBias: false,
  });
  return sketch.add('BatchNormalization', `BN ${mark}`, [maps]);
}

export function activate(sketch: Sketch, from: LayerId, mark: string, activation: 'relu' | 'relu6'): LayerId {
  const title = activation === 'relu' ? 'ReLU' : 'ReLU6';
  return sketch.add('Activation', `${title} ${mark}`, [from], { activation });
}

export function maxPool(
  sketch: Sketch,
  from: LayerId,
  mark: string,
  size: number,
  padding: Padding = 'valid',
): LayerId {
  return sketch.add('MaxPooling2D', `Pool ${mark}`, [from], {
    poolSize: [size, size],
    strides: [2, 2],
    padding,
  });
}

/** `Dense 1`, `ReLU 1` and `Dropout 1`. */
export function denseDropout(sketch: Sketch, from: LayerId, mark: string, units: number): LayerId {
  const numbers = sketch.add('Dense', `Dense ${mark}`, [from], { units });
  const active = activate(sketch, numbers, mark, 'relu');
  return sketch.add('Dropout', `Dropout ${mark}`, [active], { rate: 0.5 });
}
