import { fail, ok } from '../../result.ts';
import { formatShape, type Shape, sampleShape, sampleSize } from '../../shape/tensor-type.ts';
import { defineLayer } from '../layer.ts';
import { PASSES_MASK } from '../masking.ts';
import { dimensions } from '../parameter.ts';
import { constraintParameter, initializerParameter, regularizerParameter } from '../weight-parameters.ts';

export const prelu = defineLayer({
  type: 'PReLU',
  title: 'PReLU',
  category: 'activation',
  icon: 'trending-up-down',
  summary: 'ReLU that learns its slope for negative numbers.',
  doc: `Leaves positive numbers as they are and multiplies negative ones with a slope of its own for each value, which is
learned. In images the slope is usually shared over height and width (shared axes 1, 2), so that there is one for
each channel. It was part of the first network that named pictures better than people (He et al. 2015).`,
  formula: 'y = \\max(0, x) + \\alpha \\min(0, x)',
  parameters: {
    sharedAxes: dimensions({
      label: 'Shared axes',
      help: 'Dimensions over which one slope serves all, counted from 1; 1, 2 for the places of an image.',
      default: [],
    }),
    alphaInitializer: initializerParameter({ label: 'First slopes', help: 'How the slopes start.' }, 'zeros'),
    alphaRegularizer: regularizerParameter('Penalty on the slopes'),
    alphaConstraint: constraintParameter('Bounds of the slopes'),
  },
  describe: ({ sharedAxes }) => (sharedAxes.length > 0 ? `shared over ${sharedAxes.join(', ')}` : ''),
  infer: ({ sharedAxes }, [{ shape }]) => {
    const rank = shape.length - 1;
    const missing = sharedAxes.find((axis) => axis > rank);
    if (missing === undefined) return ok([{ dtype: 'float32', shape }]);
    const possible = sharedAxes.filter((axis) => axis <= rank);
    return fail([
      {
        code: 'prelu-shared-axis',
        severity: 'error',
        message: `{layer} shares its slopes over dimension ${missing}, but {source} gives ${formatShape(shape)}, which has ${rank}. Name only dimensions that are there, counted from 1.`,
        received: String(missing),
        expected: rank > 0 ? `1 to ${rank}` : 'no shared axes',
        input: 0,
        param: 'sharedAxes',
        remedies: [
          {
            kind: 'set-params',
            label: possible.length > 0 ? `Share over ${possible.join(', ')}` : 'Share nothing',
            params: { sharedAxes: possible },
          },
        ],
      },
    ]);
  },
  weights: ({ sharedAxes, alphaInitializer, alphaRegularizer, alphaConstraint }, [{ shape }]) => [
    {
      name: 'alpha',
      shape: slopeShape(shape, sharedAxes),
      initializer: alphaInitializer,
      trainable: true,
      regularizer: alphaRegularizer,
      constraint: alphaConstraint,
    },
  ],
  multiplyAdds: (_params, _inputs, [output]) => sampleSize(output.shape),
  call: ({ tf }, _params, [x], weight) => [tf.prelu(x, weight('alpha'))],
  emitOnnx: (emitter, _params, [x], weight) => {
    const { shape, data } = weight('alpha');
    const channels = shape.at(-1) ?? 1;
    const inner = shape.slice(0, -1);
    const slopes =
      x.layout === 'channels-first'
        ? emitter.weight('alpha', [channels, ...inner], channelsFirst(data, channels))
        : emitter.weight('alpha', shape, data);
    return [{ ...x, name: emitter.node('PRelu', [x.name, slopes]) }];
  },
  masking: PASSES_MASK,
  examples: [
    {
      title: 'A slope for each number',
      params: {},
      inputs: [{ dtype: 'float32', shape: [null, 5] }],
      outputs: [{ dtype: 'float32', shape: [null, 5] }],
      parameters: 5,
    },
    {
      title: 'A slope for each channel of an image',
      params: { sharedAxes: [1, 2] },
      inputs: [{ dtype: 'float32', shape: [null, 4, 3, 2] }],
      outputs: [{ dtype: 'float32', shape: [null, 4, 3, 2] }],
      parameters: 2,
    },
    {
      title: 'A slope for each value of a sequence',
      params: { alphaInitializer: { type: 'constant', value: 0.25 } },
      inputs: [{ dtype: 'float32', shape: [null, 3, 4] }],
      outputs: [{ dtype: 'float32', shape: [null, 3, 4] }],
      parameters: 12,
    },
  ],
});

function slopeShape(shape: Shape, sharedAxes: readonly number[]): readonly number[] {
  return sampleShape(shape).map((size, index) => (sharedAxes.includes(index + 1) ? 1 : size));
}

/** Places × channels becomes channels × places. */
function channelsFirst(data: Float32Array, channels: number): Float32Array {
  const places = data.length / channels;
  return Float32Array.from(
    { length: data.length },
    (_, index) => data[(index % places) * channels + Math.floor(index / places)] ?? 0,
  );
}
