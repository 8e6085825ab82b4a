import { describe, expect, it } from 'vitest';
import type { LayerId, NetworkDocument } from '../document/schema.ts';
import { analyzeNetwork } from '../shape/analyze-network.ts';
import { chain, draw } from '../testing/draw.ts';
import { layerFigures } from './layer-figures.ts';

function fields(document: NetworkDocument) {
  const figures = layerFigures(document, analyzeNetwork(document));
  return Object.fromEntries(figures.map(({ id, receptiveField }) => [id, receptiveField]));
}

const image = (size: number) => ({ type: 'Input', params: { shape: [size, size, 3] } });
const conv = (id: string, kernel: number, params = {}) => ({
  type: 'Conv2D',
  id,
  params: { filters: 4, kernelSize: [kernel, kernel], ...params },
});
const pool = (id: string, size: number, stride: number) => ({
  type: 'MaxPooling2D',
  id,
  params: { poolSize: [size, size], strides: [stride, stride] },
});

describe('the receptive field', () => {
  it('of three 3 × 3 convolutions is that of one 7 × 7', () => {
    expect(fields(chain(image(32), conv('a', 3), conv('b', 3), conv('c', 3)))).toMatchObject({
      input: [1, 1],
      a: [3, 3],
      b: [5, 5],
      c: [7, 7],
    });
  });

  it('grows through AlexNet as published (11, 19, 51, 67, 99, 131, 163, 195)', () => {
    const same = { padding: 'same' };
    const found = fields(
      chain(
        image(227),
        conv('conv1', 11, { strides: [4, 4] }),
        pool('pool1', 3, 2),
        conv('conv2', 5, same),
        pool('pool2', 3, 2),
        conv('conv3', 3, same),
        conv('conv4', 3, same),
        conv('conv5', 3, same),
        pool('pool5', 3, 2),
        'Flatten',
        { type: 'Dense', id: 'dense' },
      ),
    );
    const names = ['conv1', 'pool1', 'conv2', 'pool2', 'conv3', 'conv4', 'conv5', 'pool5'];
    expect(names.map((name) => found[name])).toEqual(
      [11, 19, 51, 67, 99, 131, 163, 195].map((size) => [size, size]),
    );
    expect(found.dense).toBe('whole');
  });

  it('counts the gaps of a dilated window', () => {
    expect(fields(chain(image(32), conv('a', 3, { dilationRate: [4, 4] }))).a).toEqual([9, 9]);
  });

  it('is the widest of what is merged, and stays through what treats each place by itself', () => {
    const network = draw(
      [
        image(32),
        conv('narrow', 1),
        conv('wide', 5, { padding: 'same' }),
        'Add',
        { type: 'Activation', id: 'relu' },
        { type: 'BatchNormalization', id: 'norm' },
      ],
      ['input>narrow', 'input>wide', 'narrow>add', 'wide>add', 'add>relu', 'relu>norm'],
    );
    expect(fields(network)).toMatchObject({ add: [5, 5], relu: [5, 5], norm: [5, 5] });
  });

  it('shrinks its steps where an image is enlarged', () => {
    const found = fields(
      chain(
        image(32),
        pool('pool', 2, 2),
        { type: 'UpSampling2D', id: 'up' },
        conv('after', 3, { padding: 'same' }),
      ),
    );
    expect(found).toMatchObject({ pool: [2, 2], up: [2, 2], after: [4, 4] });
  });

  it('knows the longest window of an adaptive pooling, and its mean step', () => {
    const adaptive = (id: string, outputSize: number) => ({
      type: 'AdaptiveAveragePooling2D',
      id,
      params: { outputSize: [outputSize, outputSize] },
    });
    const found = fields(chain(image(28), adaptive('even', 7), conv('after', 2)));
    expect(found).toMatchObject({ even: [4, 4], after: [8, 8] });
    // Rows 0 to 2, 2 to 4 and 4 to 6 of seven: windows of three.
    expect(fields(chain(image(7), adaptive('uneven', 3)))).toMatchObject({ uneven: [3, 3] });
  });

  it('sees two pixels on each axis through a bilinear resize, one through the nearest, and steps as it scales', () => {
    const resize = (params = {}) => ({
      type: 'Resizing',
      id: 'resize',
      params: { height: 8, width: 8, ...params },
    });
    const found = fields(chain(image(32), resize(), conv('after', 3)));
    expect(found).toMatchObject({ resize: [2, 2], after: [10, 10] });
    const nearest = fields(chain(image(32), resize({ interpolation: 'nearest' }), conv('after', 3)));
    expect(nearest).toMatchObject({ resize: [1, 1], after: [9, 9] });
    const wide = { type: 'Input', params: { shape: [32, 64, 3] } };
    const cropped = resize({ interpolation: 'nearest', cropToAspectRatio: true });
    expect(fields(chain(wide, cropped, conv('after', 3))).after).toEqual([9, 9]);
    const framed = resize({ interpolation: 'nearest', padToAspectRatio: true });
    expect(fields(chain(wide, framed, conv('after', 3))).after).toEqual([17, 17]);
  });

  it('sees every place by itself through a slice, whose step widens what comes behind', () => {
    const slice = { type: 'Slice', id: 'slice', params: { axis: 2, step: 2 } };
    expect(fields(chain(image(32), slice, conv('after', 3)))).toMatchObject({ slice: [1, 1], after: [3, 5] });
  });

  it('ends at the border of the image', () => {
    expect(fields(chain(image(8), conv('a', 7), { type: 'ZeroPadding2D' }, conv('b', 3))).b).toBe('whole');
  });

  it('is everything behind layers that look at all places', () => {
    const sequence = { type: 'Input', params: { shape: [10, 4] } };
    const attention = chain(sequence, { type: 'LSTM', params: { units: 3, returnSequences: true } });
    expect(fields(attention).lstm).toBe('whole');
  });

  it('does not exist for a row of numbers', () => {
    expect(fields(chain({ type: 'Input', params: { shape: [4] } }, 'Dense'))).toEqual({
      input: undefined,
      dense: undefined,
    });
  });
});

describe('the figures of a layer', () => {
  it('count weights, state, memory and what can be exported', () => {
    const network = chain(
      image(8),
      conv('conv', 3),
      'BatchNormalization',
      { type: 'Dense', id: 'broken' },
      { type: 'Activation', id: 'behind' },
    );
    const figures = layerFigures(network, analyzeNetwork(network));
    const by = (id: string) => figures.find((layer) => layer.id === (id as LayerId));
    expect(by('conv')).toMatchObject({
      output: [6, 6, 4],
      letters: ['H', 'W', 'C'],
      weights: [
        { name: 'kernel', shape: [3, 3, 3, 4] },
        { name: 'bias', shape: [4] },
      ],
      parameters: 112,
      state: 0,
      multiplyAdds: 6 * 6 * 4 * 27,
      forwardBytes: 6 * 6 * 4 * 4,
      trainingBytes: 2 * 6 * 6 * 4 * 4,
      onnxReady: true,
    });
    expect(by('batchnormalization')).toMatchObject({ parameters: 16, state: 8 });
    expect(by('broken')).toMatchObject({ output: undefined, onnxReady: false });
    expect(by('behind')).toMatchObject({ output: undefined, onnxReady: false });
  });
});
