/** Networks that train within a second or two, for tests of what is around the training. */
import {
  DEFAULT_TRAINING,
  emptyDocument,
  type Layer,
  LayerId,
  LinkId,
  type NetworkDocument,
  type TrainingSettings,
} from '../../core/document/schema.ts';

interface Drawn {
  readonly type: string;
  readonly id: string;
  readonly params?: Layer['params'];
}

/** Every layer feeds the next. */
function chain(...drawn: readonly Drawn[]): NetworkDocument {
  const layers = drawn.map(
    ({ type, id, params = {} }, index): Layer => ({
      id: LayerId.parse(id),
      type,
      name: id,
      params,
      position: { x: index * 230, y: 0 },
    }),
  );
  const links = layers.slice(1).flatMap(({ id }, index) => {
    const source = layers[index];
    const linkId = LinkId.parse(`link-${index + 1}`);
    return source
      ? [{ id: linkId, from: { layer: source.id, port: 'out' }, to: { layer: id, port: 'in' } }]
      : [];
  });
  return { ...emptyDocument('Test'), layers, links };
}

/** Reads the digits, with everything that a resume must get right: dropout, running means, a small last batch. */
export function digitReader(training: Partial<TrainingSettings> = {}): NetworkDocument {
  return {
    ...chain(
      { type: 'Input', id: 'input', params: { shape: [8, 8, 1] } },
      { type: 'Conv2D', id: 'conv', params: { filters: 4, kernelSize: [3, 3] } },
      { type: 'BatchNormalization', id: 'norm' },
      { type: 'Activation', id: 'relu', params: { activation: 'relu' } },
      { type: 'Flatten', id: 'flatten' },
      { type: 'Dropout', id: 'dropout', params: { rate: 0.2 } },
      { type: 'Dense', id: 'answer', params: { units: 10 } },
      { type: 'Softmax', id: 'softmax' },
      { type: 'Output', id: 'output' },
    ),
    name: 'Digit reader',
    dataset: { source: 'builtin:digits' },
    training: { ...DEFAULT_TRAINING, epochs: 4, batchSize: 16, ...training },
  };
}

/** As the digit reader, but its step takes seconds to compile. */
export function deepDigitReader(convolutions = 80): NetworkDocument {
  const reader = digitReader();
  const params = { filters: 16, kernelSize: [3, 3], padding: 'same' };
  const deep = chain(
    { type: 'Input', id: 'input', params: { shape: [8, 8, 1] } },
    ...Array.from({ length: convolutions }, (_, index) => [
      { type: 'Conv2D', id: `conv-${index}`, params },
      { type: 'BatchNormalization', id: `norm-${index}` },
    ]).flat(),
    { type: 'Flatten', id: 'flatten' },
    { type: 'Dense', id: 'answer', params: { units: 10 } },
    { type: 'Softmax', id: 'softmax' },
    { type: 'Output', id: 'output' },
  );
  return { ...reader, layers: deep.layers, links: deep.links, name: 'Deep digit reader' };
}

/** Learns XOR: four samples, so an epoch is over at once. */
export function xorLearner(training: Partial<TrainingSettings> = {}): NetworkDocument {
  return {
    ...chain(
      { type: 'Input', id: 'input', params: { shape: [2] } },
      { type: 'Dense', id: 'hidden', params: { units: 8 } },
      { type: 'Activation', id: 'tanh', params: { activation: 'tanh' } },
      { type: 'Dense', id: 'answer', params: { units: 1 } },
      { type: 'Activation', id: 'sigmoid', params: { activation: 'sigmoid' } },
      { type: 'Output', id: 'output', params: { loss: 'binaryCrossentropy' } },
    ),
    name: 'XOR',
    dataset: { source: 'builtin:xor' },
    training: {
      ...DEFAULT_TRAINING,
      epochs: 200,
      batchSize: 4,
      validationSplit: 0,
      optimizer: { ...DEFAULT_TRAINING.optimizer, learningRate: 0.05 },
      ...training,
    },
  };
}

/** Steps so large that the weights run away within a few epochs. */
export function runaway(): NetworkDocument {
  const { training, ...xor } = xorLearner();
  return {
    ...xor,
    ...chain(
      { type: 'Input', id: 'input', params: { shape: [2] } },
      { type: 'Dense', id: 'answer', params: { units: 1 } },
      { type: 'Output', id: 'output', params: { loss: 'meanSquaredError' } },
    ),
    dataset: xor.dataset,
    training: {
      ...training,
      optimizer: { type: 'sgd', learningRate: 1000, momentum: 0.9, nesterov: false },
    },
  };
}
